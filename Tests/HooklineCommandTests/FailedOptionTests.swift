import Foundation
import Hookline
import HooklineCommand
import SampleData
import Testing

/// `--failed`: of a delivery log only the records of failed deliveries make jobs.
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

  @Test(arguments: SampleLog.Form.allCases) func onlyFailedRecordsMakeJobs(form: SampleLog.Form)
    throws
  {
    let records = try FixtureLog.records(statuses: [200, 409, 209, 210, 0])
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--from=log", "--failed", "--count"],
      input: SampleLog.file(records, in: form))
    #expect(String(decoding: run.output, as: UTF8.self).contains("\n85  jobs in all\n"))
    #expect(run.messages.hasPrefix("hookline: 57 records without a job: delivered, status 200"))
  }

  /// A sender that adds its results to each job writes a log.
  @Test func jobsWithResultsAreALog() throws {
    let run = try BuiltBinary.run(
      shell: "hookline -w fixtures/webhooks.json fixtures/events.ndjson 2> /dev/null"
        + " | sed 's/}$/,\"status\":503,\"retry\":1,\"response\":\"\"}/'"
        + " | hookline -w fixtures/webhooks.json --from log --failed")
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame && run.status == 0 && run.messages == "")
  }

  /// A file without a line feed at its end, such as an API response, keeps its own line numbers in the places that are
  /// reported at the end.
  @Test func firstRecordOfAKindIsNamedInItsOwnFile() throws {
    let scratch = try Scratch()
    let records = try FixtureLog.records(statuses: [200, 500])
    let files = [records[0], records[1]].map { SampleLog.file([$0], in: .compact) }
    let names = try files.enumerated().map { try scratch.file("\($0)", holding: $1).path() }
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--from", "log", "--failed"] + names)
    #expect(
      run.messages
        == "hookline: 1 record without a job: delivered, status 200 to 209 (first: \(names[0]):1)\n"
    )
  }
}
