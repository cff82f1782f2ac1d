import Foundation
import Glibc
import HooklineCommand
import HooklineSystem
import Testing

/// `--rejects`: a record of each rejected line, with its place.
@Suite struct RejectsTests {
  @Test func rejectsOptionIsAccepted() throws {
    #expect(
      try Invocation(line: "-w a --rejects r") == .routing { $0.rejects = FileName(text: "r") })
  }

  @Test(
    arguments: [
      ("-w a --rejects -", .hyphenForOutputFile("--rejects")),
      ("-w a --rejects b --rejects b", .repeatedOption("--rejects")),
    ] as [(String, UsageError)])
  func wrongRejectsFileIsRejected(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

  @Test func recordsHoldTheLinesAndTheirPlaces() throws {
    let scratch = try Scratch()
    let run = try MixedLines.run("--rejects r --rejects-raw raw dump.ndjson", in: scratch)
    #expect(run.status == 65)
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame)
    var lines: [UInt8] = []
    for record in try scratch.bytes(of: "r").split(separator: lineFeed) {
      let object = try #require(
        JSONSerialization.jsonObject(with: Data(record)) as? [String: Any])
      let (offset, length) = (object["offset"] as? Int ?? 0, object["length"] as? Int ?? 0)
      let text = (object["text"] as? String).map { Array($0.utf8) }
      let base64 = (object["base64"] as? String).flatMap { Data(base64Encoded: $0) }
      let line = text ?? base64.map { [UInt8]($0) } ?? []
      #expect(object["file"] as? String == "dump.ndjson")
      #expect(object["cut"] == nil)
      #expect(line == Array(MixedLines.bytes[offset..<offset + length]))
      #expect(MixedLines.bytes[..<offset].count { $0 == lineFeed } + 1 == object["line"] as? Int)
      lines += line + [lineFeed]
    }
    let raw = try scratch.bytes(of: "raw")
    #expect(raw == lines)
    #expect(raw.count { $0 == lineFeed } == MixedLines.badCount)
    for file in ["r", "raw"] {
      let path = scratch.folder.appending(path: file).path()
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect(mode as? Int == 0o600)
    }
  }

  @Test(arguments: [
    ("--rejects nowhere/r dump.ndjson", 73, "--rejects nowhere/r: No such file or directory\n"),
    ("--rejects . dump.ndjson", 73, "--rejects .: Is a directory\n"),
    ("--rejects /dev/full dump.ndjson", 74, "/dev/full: No space left on device: "),
    ("--rejects-raw /dev/full dump.ndjson", 74, "/dev/full: No space left on device: "),
    ("--rejects >(true) dump.ndjson", 74, ": Broken pipe: "),
  ])
  func unwritableRejectsFileIsReported(options: String, status: Int32, message: String) throws {
    let scratch = try Scratch()
    let run = try MixedLines.run(options, in: scratch)
    #expect(run.status == status)
    #expect(run.messages.contains(message))
    // Jobs are not lost with the rejected lines, and the message counts those that were written.
    guard status == 74 else { return }
    #expect(
      run.messages.contains(
        ": \(run.lines.count) whole jobs written to standard output, \(run.output.count)"))
    #expect(run.output.last == lineFeed)
  }

  /// A file of rejected lines gets all that were reported, also if the other one fails.
  @Test(arguments: [
    ("--rejects /dev/full --rejects-raw kept", "--rejects-raw kept"),
    ("--rejects-raw /dev/full --rejects kept", "--rejects kept"),
  ])
  func oneRejectsFileIsWrittenIfTheOtherCannotBe(options: String, alone: String) throws {
    let scratch = try Scratch()
    #expect(try MixedLines.run("\(alone) dump.ndjson", in: scratch).status == 65)
    let expected = try scratch.bytes(of: "kept")
    let run = try MixedLines.run("\(options) dump.ndjson", in: scratch)
    #expect(run.status == 74)
    let kept = try scratch.bytes(of: "kept")
    let count = kept.count { $0 == lineFeed }
    #expect(count > 0 && kept == Array(expected.prefix(kept.count)))
    #expect(run.messages.contains(": \(count) of "), "\(run.messages)")
  }

  /// No output counts as kept that is not, and jobs that went to a sender are not made again.
  @Test(arguments: [
    ("> jobs", "run again into a new file"),
    ("| cat > jobs", "run again with --seen and the log of the sender"),
  ])
  func eachFailedOutputIsReported(redirection: String, advice: String) throws {
    let scratch = try Scratch()
    let run = try MixedLines.run(
      "--rejects /dev/full --rejects-raw /dev/fd/3 dump.ndjson 3> /dev/full \(redirection)",
      in: scratch)
    for name in ["/dev/full", "/dev/fd/3"] {
      #expect(
        run.messages.contains(
          try Regex(
            "hookline: \(name): No space left on device: [1-9].* bytes: make room, then \(advice)\n"
          )),
        "\(run.messages)")
    }
  }

  @Test func rejectsAreWrittenIfJobsCannotBe() throws {
    let scratch = try Scratch()
    let run = try MixedLines.run("--rejects r dump.ndjson > /dev/full", in: scratch)
    #expect(run.status == 74)
    #expect(try !scratch.bytes(of: "r").isEmpty)
    #expect(try scratch.bytes(of: "r").last == lineFeed)
  }

  @Test func rejectsCanGoToPipesAndDescriptors() throws {
    let scratch = try Scratch()
    let run = try MixedLines.run(
      "--rejects >(cat > r) --rejects-raw /dev/fd/3 dump.ndjson 3> raw;"
        + " for i in {1..100}; do [ $(wc -l < r) = \(MixedLines.badCount) ] && break; sleep 0.1; done",
      in: scratch)
    #expect(try scratch.bytes(of: "r").count { $0 == lineFeed } == MixedLines.badCount)
    #expect(try scratch.bytes(of: "raw").count { $0 == lineFeed } == MixedLines.badCount)
    #expect(!run.messages.isEmpty)
  }

  @Test func existingRejectsFileIsEmptied() throws {
    let scratch = try Scratch()
    _ = try scratch.file("r", holding: Array(repeating: 0x78, count: 100_000))
    _ = try MixedLines.run("--rejects r dump.ndjson", input: Array("7\n".utf8), in: scratch)
    #expect(try scratch.bytes(of: "r").first == UInt8(ascii: "{"))
    #expect(try scratch.bytes(of: "r").count < 200)
  }
}
