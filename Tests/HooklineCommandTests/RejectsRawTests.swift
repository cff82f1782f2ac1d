import Foundation
import Glibc
import HooklineCommand
import HooklineSystem
import SampleData
import Testing

/// `--rejects-raw`: the rejected lines as they are.
@Suite struct RejectsRawTests {
  @Test func rejectsRawOptionIsAccepted() throws {
    #expect(
      try Invocation(line: "-w a --rejects-raw=r")
        == .routing { $0.rawRejects = FileName(text: "r") })
  }

  @Test(
    arguments: [
      ("-w a --rejects-raw", .missingValue("--rejects-raw", value: "FILE")),
      ("-w a --rejects-raw=-", .hyphenForOutputFile("--rejects-raw")),
    ] as [(String, UsageError)])
  func wrongRejectsRawFileIsRejected(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

  /// The good lines and the fixed ones together give the jobs of the fixed whole.
  @Test func rawLinesCanBeFixedAndRunAgain() throws {
    let scratch = try Scratch()
    let broken = DirectRun.lines.enumerated().map { number, line in
      number.isMultiple(of: 3) ? Array(line) + Array(",".utf8) : Array(line)
    }
    let first = try MixedLines.run(
      "--rejects-raw raw dump.ndjson", input: Array(broken.joined(separator: [lineFeed])),
      in: scratch)
    let second = try scratch.run(
      "sed 's/,$//' raw | hookline -w \(BuiltBinary.fixtures.path())/webhooks.json")
    #expect((first.status, second.status) == (65, 0))
    func sorted(_ jobs: [UInt8]) -> [String] {
      String(decoding: jobs, as: UTF8.self).split(separator: "\n").map(String.init).sorted()
    }
    let isSame = try sorted(first.output + second.output) == sorted(DirectRun.run.output)
    #expect(isSame)
  }

  /// Each record of an array is one line, so that no part of it can be taken for a record of its own.
  ///
  /// The first and the third are too long. The second lacks a quote, and what follows it would be a record.
  @Test func rawRecordOfAnArrayIsOneLine() throws {
    let scratch = try Scratch()
    let records = try FixtureLog.records().prefix(3).map { String(decoding: $0, as: UTF8.self) }
    let long = String(repeating: "\n", count: 300_000)
    let array =
      "[{\(long)\(records[0].dropFirst()),\n{\"a\": \"\n\(records[1])\n},\n{\(long)\(records[2].dropFirst())]\n"
    _ = try scratch.file("log", holding: Array(array.utf8))
    let webhooks = "-w \(BuiltBinary.fixtures.path())/webhooks.json --from log"
    let first = try BuiltBinary.run(
      shell:
        "hookline \(webhooks) --max-line-bytes 100K --rejects-raw raw log; s=$?; wc -l < raw; exit $s",
      in: scratch.folder)
    #expect(first.status == 65 && first.output == Array("3\n".utf8))
    let second = try BuiltBinary.run(shell: "hookline \(webhooks) raw", in: scratch.folder)
    #expect(second.messages.contains("hookline: raw:2:8: invalid-json: a control character"))
    #expect(second.messages.contains("hookline: 1 of 3 records rejected"))
  }

  /// A pretty-printed record that lacks a member has the id that the log gives, once it is corrected.
  @Test func rawRecordHasTheIdOfTheLog() throws {
    let scratch = try Scratch()
    _ = try scratch.file("log", holding: SampleLog.file(try FixtureLog.records(), in: .pretty))
    let hookline = "hookline -w \(BuiltBinary.fixtures.path())/webhooks.json --from log"
    let first = try BuiltBinary.run(
      shell: "sed 's/subscription/Subscription/' log > bad; \(hookline) --rejects-raw raw bad",
      in: scratch.folder)
    #expect(first.status == 65 && first.output.isEmpty)
    let again = try BuiltBinary.run(
      shell: "sed 's/Subscription/subscription/' raw | \(hookline)", in: scratch.folder)
    let direct = try BuiltBinary.run(shell: "\(hookline) log", in: scratch.folder)
    #expect(again.status == 0)
    #expect(again.output == direct.output && !direct.output.isEmpty)
  }

  /// If a quote is missing or not escaped, white space of a text is between tokens.
  @Test(arguments: [#""a": hi, there:  you" "#, #""a": "say "hi, there:  you" now""#])
  func rawRecordKeepsTheTextOfAMalformedOne(member: String) throws {
    let scratch = try Scratch()
    _ = try scratch.file("log", holding: Array("[{\n \"event\": {\n  \(member)}}]\n".utf8))
    let run = try BuiltBinary.run(
      shell:
        "hookline -w \(BuiltBinary.fixtures.path())/webhooks.json --from log --rejects-raw raw log; cat raw",
      in: scratch.folder)
    #expect(String(decoding: run.output, as: UTF8.self).contains(member))
  }

  /// The part kept of an overlong line whose end has not arrived would be taken for a line.
  @Test func signalLeavesNoPartOfAnOverlongLine() throws {
    let scratch = try Scratch()
    let run = try BuiltBinary.run(
      shell: "{ echo 7; head -c 3000000 /dev/zero; exec sleep 30; } | {"
        + " hookline -w \(BuiltBinary.fixtures.path())/webhooks.json --max-line-bytes 99 --rejects-raw raw - &"
        + " until [ $(stat -c %s raw) -gt 1000000 ]; do sleep 0.02; done;"
        + " kill -TERM $!; wait $!; s=$?; pkill -P $$ sleep; cat raw; exit $s; }",
      in: scratch.folder)
    #expect(run.status == 128 + SIGTERM)
    // Not in the expectation, which would look for the differences of megabytes for hours.
    let isLineAlone = run.output == Array("7\n".utf8)
    #expect(isLineAlone)
    #expect(run.messages.contains("stopped after (standard input):1, byte 2: run again from there"))
  }

  /// The piece of an overlong line that was not read to its end stays, and so does what was in the file before.
  @Test func appendedPartOfALineIsNotTakenBack() throws {
    let scratch = try Scratch()
    let run = try OneBadLine.run(
      "echo kept > r; { head -c 3000000 /dev/zero; exec sleep 30; } | { exec 3>> r;"
        + " \(OneBadLine.hookline) --max-line-bytes 99 --rejects-raw /dev/fd/3 - &"
        + " until [ $(stat -c %s r) -gt 1000000 ]; do sleep 0.02; done; kill $!; wait $!;"
        + " pkill -P $$ sleep; head -c 5 r; [ $(stat -c %s r) -gt 1000000 ] && echo more; }",
      in: scratch)
    // How much was read when the signal came is not certain.
    #expect(String(decoding: run.output, as: UTF8.self) == "kept\nmore\n")
  }
}
