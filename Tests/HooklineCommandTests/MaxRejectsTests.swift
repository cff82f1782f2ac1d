import Foundation
import HooklineCommand
import HooklinePipeline
import Testing

/// `--max-rejects N`: the run stops after rejected line N+1.
@Suite struct MaxRejectsTests {
  @Test func maxRejectsOptionIsAccepted() throws {
    #expect(try Invocation(line: "-w a --max-rejects=7") == .routing { $0.limits.rejects = 7 })
  }

  @Test(
    arguments: [
      ("-w a --max-rejects 1K", .invalidNumber("--max-rejects")),
      ("-w a --max-rejects 1 --max-rejects 1", .repeatedOption("--max-rejects")),
    ] as [(String, UsageError)])
  func wrongMaxRejectsIsRejected(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

  @Test(arguments: [0, 1, 5]) func linesUpToTheLimitMakeJobs(limit: Int) throws {
    let lines = DirectRun.lines.prefix(20)
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--max-rejects", "\(limit)"],
      input: lines.flatMap { $0 + Array("\n7\n".utf8) })
    let before = lines.prefix(limit + 1).flatMap { $0 + [lineFeed] }
    let expected = try BuiltBinary.run(DirectRun.webhooks, input: before).output
    #expect(run.output == expected && !expected.isEmpty)
    #expect(run.status == 75)
  }

  /// Without a limit, empty elements of an array are rejected many at a time; more than wait to be reported, too.
  @Test(arguments: ["1", "3"]) func emptyElementsAreRejectedAlikeWithALimit(threads: String) throws
  {
    let records = try FixtureLog.records().prefix(4)
    let commas = [UInt8](repeating: UInt8(ascii: ","), count: 2_500)
    let log = [UInt8(ascii: "[")] + records.flatMap { $0 + commas } + Array("7,]\n".utf8)
    let options = DirectRun.webhooks + ["--from", "log", "-j", threads]
    let run = try BuiltBinary.run(options, input: log)
    #expect(run == (try BuiltBinary.run(options + ["--max-rejects", "100000"], input: log)))
    #expect(run.lines.count == records.count)
    #expect(run.messages.contains("9998 of 10002 records rejected"), "\(run.messages)")
  }
}
