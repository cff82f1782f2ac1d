import Hookline
import Invariants
import Testing

/// The numbers of a run balance: each line, event and job is counted exactly once.
@Suite struct RunFiguresTests {
  /// The statistics of `lines` with two webhooks, one of which asks for a task group.
  private static func statistics(of lines: [String]) throws -> RunStatistics {
    var selection = Selection()
    selection.until = Moment("2022-05-03")
    let webhooks = [
      try SampleTask.webhook(1), try SampleTask.webhook(2, taskGroup: SampleTask.group),
    ]
    var router = Router(webhooks, selecting: selection)
    var statistics = RunStatistics()
    for (number, line) in lines.enumerated() {
      let verdict = router.route(Array(line.utf8).span)
      statistics.count(verdict, of: router.event, with: router.matches, line: number)
    }
    statistics.lineCount = lines.count
    return statistics
  }

  private static func event(_ createdAt: String) -> String {
    SampleTask.event(#","createdAt":"\#(createdAt)""#)
  }

  private static let lines = [
    "", event("2022-05-01T00:00:00Z"), "7", event("2022-05-02T01:00:00+01:00"), " ",
    event("2022-05-03T00:00:00Z"), event("never"), event("2022-04-01T00:00:00.123Z"),
    event("2022-05-01T00:00:00Z").replacing("COTTask", with: "COTNote"), "{}", "8",
  ]

  @Test func eachLineAndEventIsCountedOnce() throws {
    let figures = RunFigures(
      try Self.statistics(of: Self.lines), of: .events, byteCount: 9, jobs: [3, 0])
    #expect(figures.balances)
    #expect(figures.byteCount == 9 && figures.lineCount == 11 && figures.blankCount == 2)
    #expect(figures.rejectedCount == 3 && figures.eventCount == 6)
    #expect(figures.rejected.map(\.name) == ["not-an-object", "missing-field"])
    #expect(figures.rejected.map(\.count) == [2, 1])
    #expect(figures.matchedCount == 3 && figures.unmatchedCount == 1)
    #expect(figures.leftOut.map(\.name) == ["later", "unreadableTime"])
    #expect(figures.leftOut.map(\.count) == [1, 1] && figures.otherCompanyCount == 0)
    #expect(figures.jobCount == 3 && figures.withheldCount == 3)
    #expect(figures.times?.lowerBound == Moment("2022-04-01T00:00:00.123Z"))
    #expect(figures.times?.upperBound == Moment("2022-05-02T00:00:00Z"))
  }

  @Test(
    arguments: [
      { $0.lineCount += 1 }, { $0.recordCount -= 1 }, { $0.jobCount += 1 },
      { ($0.lineCount, $0.recordCount) = ($0.lineCount + 1, $0.recordCount + 1) },
    ] as [@Sendable (inout RunStatistics) -> Void])
  func aMistakeInCountingIsFound(change: @Sendable (inout RunStatistics) -> Void) throws {
    var statistics = try Self.statistics(of: Self.lines)
    change(&statistics)
    #expect(!RunFigures(statistics, of: .events, byteCount: 0, jobs: [3, 0]).balances)
  }

  @Test(arguments: [[], [3], [2, 0], [3, 1]]) func jobsAreThoseOfTheWebhooks(jobs: [Int]) throws {
    let statistics = try Self.statistics(of: Self.lines)
    #expect(
      RunFigures(statistics, of: .events, byteCount: 0, jobs: jobs).balances
        == (jobs.reduce(0, +) == 3))
  }

  /// A record of a log can span lines, and a line can have several.
  @Test func linesOfALogAreItsRecords() throws {
    var statistics = try Self.statistics(of: Self.lines)
    statistics.lineCount = 100
    let figures = RunFigures(statistics, of: .log, byteCount: 0, jobs: [3, 0])
    #expect(figures.lineCount == 9 && figures.blankCount == 0 && figures.balances)
  }

  @Test(arguments: 0...lines.count) func numbersOfPartsAddUp(cut: Int) throws {
    var sum = try Self.statistics(of: Array(Self.lines[..<cut]))
    sum.add(try Self.statistics(of: Array(Self.lines[cut...])))
    #expect(sum == (try Self.statistics(of: Self.lines)))
  }
}
