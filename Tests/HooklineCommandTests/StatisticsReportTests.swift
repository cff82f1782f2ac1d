import Foundation
import Hookline
import HooklineSystem
import Testing

@testable import HooklineCommand
@testable import HooklinePipeline

/// The line that `--stats` writes, and what becomes of numbers that do not balance.
@Suite struct StatisticsReportTests {
  private static func webhook(_ number: Int) throws -> Webhook {
    Webhook(
      id: try #require(ObjectID("62685990d918fb5557f9f99\(number)")),
      company: try #require(ObjectID("625be93a286ef83c1c0e845f")),
      trigger: .task, url: "http://a", code: "wo_\(number)")
  }

  @Test(arguments: [
    (Duration.zero, "0.000"), (.milliseconds(61), "0.061"), (.microseconds(12_003_999), "12.003"),
    (.seconds(100_000), "100000.000"),
  ])
  func lineHasAllMembersInOrder(duration: Duration, seconds: String) throws {
    var statistics = RunStatistics()
    (statistics.lineCount, statistics.jobCount) = (7, 3)
    statistics.leftOutJobs[.seen] = 5
    let text = StatisticsText.text(
      of: RunFigures(statistics, of: .events, byteCount: 123, jobs: [3, 0]),
      for: [try Self.webhook(1), try Self.webhook(2)], duration: duration, stop: "signal")
    #expect(
      text == #"{"hookline":"\#(Version.current)","bytes":123,"lines":7,"blank":0,"rejected":0,"#
        + #""events":0,"matched":0,"unmatched":0,"otherCompany":0,"leftOut":0,"leftOutBy":{},"#
        + #""jobs":3,"leftOutJobs":5,"leftOutJobsBy":{"seen":5},"withheld":0,"first":null,"last":null,"rejects":{},"#
        + #""webhooks":{"62685990d918fb5557f9f991":{"code":"wo_1","jobs":3},"#
        + #""62685990d918fb5557f9f992":{"code":"wo_2","jobs":0}},"#
        + #""seconds":\#(seconds),"stopped":"signal"}"# + "\n")
  }

  @Test func numbersThatDoNotBalanceAreAnInternalError() throws {
    let scratch = try Scratch()
    let name = FileName(text: scratch.folder.appending(path: "s").path())
    var request = Request()
    request.statistics = name
    var summary = RunSummary()
    summary.statistics.jobCount = 1
    let report = StatisticsReport(
      to: try Descriptor.create(name).descriptor, of: request, for: [], since: .now)
    let status = report.write(summary, jobs: [], on: Console.shared)
    #expect(status == .internalError)
    #expect(try StatsObject(scratch.bytes(of: "s"))["jobs"] == 1)
    func ending(_ change: (inout RunSummary) -> Void) -> HooklineCommand.ExitStatus {
      var summary = summary
      change(&summary)
      return HooklineCommand.ExitStatus(
        of: summary, hasUnreadableSeenLines: false, hasLostMessages: false, reportStatus: status,
        hasUnmetCondition: false)
    }
    #expect(ending { _ in } == .internalError)
    #expect(ending { $0.hasUnreadFile = true } == .internalError)
    #expect(ending { $0.hasFailedOutput = true } == .inputOutputError)
  }
}
