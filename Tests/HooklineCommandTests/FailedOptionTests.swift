import Foundation
import Hookline
import HooklineCommand
import SampleData
import Testing

/// `--failed`: of a delivery log only the deliveries of which no record shows success make jobs.
@Suite struct FailedOptionTests {
  @Test(
    arguments: [
      ("-w a --from log --failed", .routing { ($0.form, $0.selection.onlyFailed) = (.log, true) }),
      (
        "--failed -w a --failed --from log",
        .routing { ($0.form, $0.selection.onlyFailed) = (.log, true) }
      ),
    ] as [(String, Invocation)])
  func failedOptionIsAccepted(line: String, expected: Invocation) throws {
    #expect(try Invocation(line: line) == expected)
  }

  @Test(
    arguments: [
      ("-w a --failed", .failedWithoutLog),
      ("-w a --from events --failed", .failedWithoutLog),
    ] as [(String, UsageError)])
  func failedOptionIsRejectedWithoutALog(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

  /// A log in which each delivery failed, was tried again, and arrived in one of three cases: 142 deliveries, 48 of which
  /// never arrived.
  @Test(arguments: SampleLog.Form.allCases, [[], ["-j", "3", "--read-bytes", "5000"]])
  func eachDeliveryThatNeverSucceededMakesOneJob(form: SampleLog.Form, effort: [String]) throws {
    let tries = try [500, 409].map { try FixtureLog.records(statuses: [$0]) }
    let last = try FixtureLog.records(statuses: [0, 200, 204])
    let records = zip(tries[0], zip(tries[1], last)).flatMap { [$0, $1.0, $1.1] }
    let input = SampleLog.file(records.reversed(), in: form)
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--from=log", "--failed"] + effort, input: input)
    #expect(run.lines.count == 48)
    #expect(
      run.messages
        == """
        hookline: 282 records without a job: already delivered
        hookline: 96 records without a job: another try of the same delivery

        """)
    let jobs = try DirectRun.run.lines
    #expect(Set(run.lines).isSubset(of: Set(jobs)) || form == .pretty)
    let count = try BuiltBinary.run(
      DirectRun.webhooks + ["--from=log", "--failed", "--count"] + effort, input: input)
    #expect(String(decoding: count.output, as: UTF8.self).contains("\n 48  jobs in all\n"))
    #expect(count.messages == run.messages)
  }

  /// A sender that adds its results to each job writes a log.
  @Test func jobsWithResultsAreALog() throws {
    let run = try BuiltBinary.run(
      shell: "hookline -w fixtures/webhooks.json fixtures/events.ndjson 2> /dev/null"
        + " | sed 's/}$/,\"status\":503,\"retry\":1,\"response\":\"\"}/'"
        + " | hookline -w fixtures/webhooks.json --from log --failed")
    // In the order of the events' times.
    let isSame = try Set(run.lines) == Set(DirectRun.run.lines)
    #expect(isSame && run.status == 0 && run.messages == "")
  }
}
