import Foundation
import HooklineCommand
import HooklineSystem
import SampleData
import Testing

/// `--stats FILE`: the numbers of a run, which balance and add up over parts of an input.
@Suite struct StatsTests {
  @Test func statsOptionIsAccepted() throws {
    #expect(
      try Invocation(line: "-w a --stats s") == .routing { $0.statistics = FileName(text: "s") })
  }

  @Test(
    arguments: [
      ("-w a --stats -", .hyphenForOutputFile("--stats")),
      ("-w a --stats b --stats b", .repeatedOption("--stats")),
      ("-w a --stats", .missingValue("--stats", value: "FILE")),
    ] as [(String, UsageError)])
  func wrongStatsFileIsRejected(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

  /// Runs the program on `input` with `options`, and reads what it writes to the file of `--stats`.
  private func run(
    _ options: [String], input: [UInt8]
  ) throws -> (run: Run, stats: StatsObject) {
    let scratch = try Scratch()
    let file = scratch.folder.appending(path: "stats").path()
    let run = try BuiltBinary.run(DirectRun.webhooks + options + ["--stats", file], input: input)
    return (run, try StatsObject(scratch.bytes(of: "stats")))
  }

  /// What is read of an event.
  private struct Event: Decodable { let createdAt: String? }

  @Test(arguments: [[], ["-j", "4", "--read-bytes", "700"]])
  func numbersAreThoseOfTheOutput(options: [String]) throws {
    let (run, stats) = try run(options, input: MixedLines.bytes)
    let direct = try DirectRun.run
    #expect(run.status == 65 && run.output == direct.output)
    #expect(stats.balances, "\(stats)")
    #expect(stats["bytes"] == MixedLines.bytes.count)
    #expect(stats["lines"] == DirectRun.lines.count + MixedLines.badCount)
    #expect(stats["rejected"] == MixedLines.badCount && stats["events"] == DirectRun.lines.count)
    #expect(stats["jobs"] == direct.lines.count)
    let ids = direct.lines.map { String(decoding: $0, as: UTF8.self).split(separator: "\"")[3] }
    let expected = Dictionary(grouping: ids, by: { String($0.prefix(24)) }).mapValues(\.count)
    #expect(stats.jobsByWebhook == expected)
    #expect(stats.object("webhooks").count == 22)
    #expect(stats["matched"] == Set(ids.map { $0.suffix(32) }).count)
    let times = try DirectRun.lines.compactMap { line in
      try JSONDecoder().decode(Event.self, from: Data(line)).createdAt
    }
    #expect(stats.text("first") == times.min())
    #expect(stats.text("last") == times.max())
    #expect(stats.text("hookline") == "0.3.0" && stats.text("stopped") == nil)
    #expect(stats.seconds >= 0 && stats.seconds < 60)
  }

  /// The rows are: options, and an input of events or of a log.
  @Test(arguments: [
    "", "--count", "--company 625be93a286ef83c1c0e845f", "--max-jobs 0", "--max-jobs 57",
    "--max-rejects 3", "--since 2022-04-28", "--count --until 2022-04-28 --max-rejects 20",
    "--unique", "--unique --max-jobs 57", "--count --unique", "--from log --unique",
    "--from log --count --failed", "--from log --failed --max-jobs 30",
    "--from log", "--from log --max-jobs 57", "--from log --failed", "--from log --only routes",
    "--max-line-bytes 2000", "--max-line-bytes 2000 --max-rejects 5",
  ])
  func numbersBalanceAndDoNotDependOnThreads(options: String) throws {
    let options = options.split(separator: " ").map { String($0) }
    let tries = try FixtureLog.records(statuses: [500, 200])
    let records = tries + tries.prefix(9) + [Array("{".utf8)]
    let input =
      options.contains("log")
      ? SampleLog.file(records, in: .compact)
      : MixedLines.bytes + [lineFeed] + DirectRun.events.prefix(100_000)
    let (_, expected) = try run(options + ["-j", "1"], input: input)
    #expect(expected.balances, "\(expected)")
    for effort in [["-j", "8", "--read-bytes", "61"], ["-j", "3", "--read-bytes", "4093"]] {
      let (_, stats) = try run(options + effort, input: input)
      #expect(stats == expected)
    }
  }

  /// A table of counts and jobs are made of the same events.
  @Test func countingChangesNoNumber() throws {
    let jobs = try run([], input: MixedLines.bytes).stats
    #expect(try run(["--count"], input: MixedLines.bytes).stats == jobs)
  }

  /// The limit is in the middle of an event with several jobs, of which the first are written.
  @Test(arguments: 0..<30) func jobsOfAStoppedRunAreThoseWritten(limit: Int) throws {
    let (run, stats) = try run(["--max-jobs", "\(limit)"], input: DirectRun.events)
    #expect(stats.text("stopped") == "max-jobs" && run.lines.count == limit)
    #expect(stats["jobs"] == limit && stats.balances)
    let place = try #require(run.messages.firstMatch(of: /:([0-9]+): the limit of --max-jobs/)?.1)
    #expect(stats["lines"] == (Int(place) ?? 0) - 1)
    let lines = DirectRun.events.split(separator: lineFeed).prefix(stats["lines"])
    #expect(stats["bytes"] == lines.reduce(0) { $0 + $1.count + 1 })
  }

  @Test(arguments: [UInt64.random(in: 0...UInt64.max)], [[], ["--count"], ["--from", "log"]])
  func numbersAddUpOverPartsOfAnInput(seed: UInt64, options: [String]) throws {
    print("statistics: seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let events = CorruptedEvents.lines(TestSize.debug(500, release: 1000), seed: seed)
    var lines = events.split(separator: lineFeed).map { Array($0) }
    if options.contains("log") {
      lines = try FixtureLog.records() + lines
    }
    for _ in 0..<20 { lines.insert([], at: Int.random(in: lines.indices, using: &generator)) }
    let whole = try run(options, input: Array(lines.joined(separator: [lineFeed]))).stats
    #expect(whole.balances && whole["jobs"] > 50 && whole["rejected"] > 10)
    var cuts = (0..<6).map { _ in Int.random(in: lines.indices, using: &generator) }.sorted()
    cuts = [0] + cuts + [lines.count]
    let parts = try zip(cuts, cuts.dropFirst()).map { start, end in
      let end =
        end == lines.count
        ? Array(lines[start..<end].joined(separator: [lineFeed]))
        : Array(lines[start..<end].map { $0 + [lineFeed] }.joined())
      return try run(options, input: end).stats
    }
    #expect(StatsObject.sum(parts) == whole)
  }

  static let hasJQ = (try? BuiltBinary.run(shell: "command -v jq").status) == 0

  /// The command that the guide shows.
  @Test(.enabled(if: hasJQ, "jq is not installed: apt-get install jq"))
  func jqAddsThePartsOfManyMachines() throws {
    let guide = try String(
      contentsOf: BuiltBinary.project.appending(
        path: "Sources/HooklineCommand/HooklineCommand.docc/StatisticsOfARun.md"), encoding: .utf8)
    let sum = try #require(guide.firstMatch(of: /jq -cs '[^']*'/)?.0)
    let scratch = try Scratch()
    let run = try MixedLines.run(
      "--stats whole dump.ndjson > /dev/null;"
        + " for k in 1 2 3 4 5 6 7; do split -n l/$k/7 dump.ndjson |"
        + " \(OneBadLine.hookline) --stats part.$k > /dev/null; done; \(sum) part.* > parts",
      in: scratch)
    #expect(run.status == 0)
    let parts = try StatsObject(scratch.bytes(of: "parts"))
    #expect(try parts == StatsObject(scratch.bytes(of: "whole")))
  }
}
