import Foundation
import Hookline
import HooklineCommand
import SampleData
import Testing

/// `--explain`: why each event gives a job or not, instead of the jobs.
@Suite struct ExplainTests {
  @Test(
    arguments: [
      ("-w a --explain", .text), ("-w a --explain=all", .all),
      ("-w a --explain=json", .json), ("-w a --explain=json,all", .jsonAll),
      ("-w a --explain --explain", .text),
    ] as [(String, ExplanationForm)])
  func explainOptionIsAccepted(line: String, form: ExplanationForm) throws {
    #expect(try Invocation(line: line) == .routing { $0.mode = .explanations(form) })
  }

  /// The next word is a file of events, not the form.
  @Test func formMustBeJoinedToTheOption() throws {
    #expect(
      try Invocation(line: "-w a --explain json")
        == .routing(["a"], ["json"]) { $0.mode = .explanations(.text) })
  }

  @Test(
    arguments: [
      (
        "--explain=yaml",
        .invalidWord("--explain", allowed: ["all", "json", "json,all"], isOptional: true)
      ),
      (
        "--explain=all,json",
        .invalidWord("--explain", allowed: ["all", "json", "json,all"], isOptional: true)
      ),
      ("--explain --explain=json", .repeatedOption("--explain")),
      ("--explain=json --explain=json", .repeatedOption("--explain")),
      ("--explain --count", .twoModes("--explain", "--count")),
      ("--explain --max-jobs 1", .modeWithoutJobs("--explain", leaveOut: "--max-jobs")),
      ("--explain -e", .modeWithoutJobs("--explain", leaveOut: "-e")),
      ("--explain --columns id", .modeWithoutJobs("--explain", leaveOut: "--columns")),
      ("--explain --format curl", .modeWithoutJobs("--explain", leaveOut: "--format")),
    ] as [(String, UsageError)])
  func wrongUseIsRejected(options: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: "-w a \(options)") }
  }

  /// One line for each job, with the same webhook and event, whatever the number of threads and the size of reads.
  @Test(arguments: [[], ["-j", "4", "--read-bytes", "999"]])
  func jobsAreExplainedIfAndOnlyIfTheyExist(effort: [String]) throws {
    let files = ["fixtures/events.ndjson", "fixtures/cases/rejected/events.ndjson"]
    let run = try BuiltBinary.run(DirectRun.webhooks + ["--explain=json"] + effort + files)
    let one = try BuiltBinary.run(DirectRun.webhooks + ["--explain=json", "-j", "1"] + files)
    #expect(run == one)
    let jobs = try BuiltBinary.run(DirectRun.webhooks + files)
    // The `_id` of the webhook is the eighth field of a job, and the second after its name in an explanation.
    func fields(_ line: ArraySlice<UInt8>) -> [String] {
      line.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    let explained = run.lines.map { fields($0) }.filter { $0.contains(":true,") }
    let made = jobs.lines.map { fields($0)[7] }
    #expect(made.count == 142)
    let subscriptions = explained.map { fields in
      fields[(fields.firstIndex(of: "subscription") ?? 0) + 2]
    }
    #expect(subscriptions == made)
    #expect(run.messages == jobs.messages)
  }

  /// A name of a file cannot add a line or a member.
  @Test(arguments: [
    ("--explain", #"a\x22\x0a.ndjson:1: "#),
    ("--explain=json", #"{"file":"a\"\n.ndjson","line":1,"#),
  ])
  func namesOfFilesAreEscaped(mode: String, start: String) throws {
    let scratch = try Scratch()
    _ = try scratch.file("a\"\n.ndjson", holding: DirectRun.firstLine)
    let webhooks = ["-w", BuiltBinary.fixtures.appending(path: "webhooks.json").path()]
    let run = try BuiltBinary.run(webhooks + [mode, "a\"\n.ndjson"], in: scratch.folder)
    let line = String(decoding: run.lines.first ?? [], as: UTF8.self)
    #expect(line.hasPrefix(start.replacing(#"\x22"#, with: "\"")), "\(line)")
  }

  /// The output is cut off after a whole explanation, and the message says how many there are.
  @Test func fullDiskIsReported() throws {
    let run = try BuiltBinary.run(
      shell:
        "hookline -w fixtures/webhooks.json --explain fixtures/events.ndjson > /dev/full")
    #expect(run.status == 74)
    #expect(run.messages.contains("0 whole lines written to standard output, 0 bytes"))
  }

  /// The number is that of the whole lines in the output, with one thread and with several.
  @Test(arguments: ["--explain", "--explain=json", "--explain -j 3 --read-bytes 999"])
  func wholeLinesAreCounted(options: String) throws {
    let scratch = try Scratch()
    let run = try BuiltBinary.run(
      shell: "ulimit -f 2; trap '' XFSZ; hookline -w fixtures/webhooks.json \(options)"
        + " fixtures/events.ndjson > '\(scratch.folder.path())/o' 2> '\(scratch.folder.path())/m'")
    let lines = try scratch.text(of: "o").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(run.status == 74)
    #expect(try scratch.text(of: "m").contains(" \(lines.count - 1) whole lines written"))
  }
}
