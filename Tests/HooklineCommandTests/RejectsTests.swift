import Foundation
import Glibc
import Testing

/// `--rejects` and `--rejects-raw`: what is kept of rejected lines, and that no input is overwritten.
@Suite struct RejectsTests {
  /// Good and bad lines of every sort, some of them 5,000 bytes long or not valid UTF-8.
  private static let input: [UInt8] = {
    let bad = ["{\"a\":01}", "[1]", "{}", "\"\\", String(repeating: "x", count: 5000)]
    var lines: [[UInt8]] = []
    for (number, line) in DirectRun.lines.enumerated() {
      lines.append(Array(line))
      if number.isMultiple(of: 9) { lines.append(Array(bad[number / 9 % bad.count].utf8)) }
      if number.isMultiple(of: 50) { lines.append([0x22, 0xC3, 0x28, 0x22, 0x0D]) }
    }
    return Array(lines.joined(separator: [lineFeed]))
  }()

  private func run(
    _ options: String, input: [UInt8] = input, in scratch: Scratch, before: String = ""
  ) throws -> Run {
    _ = try scratch.file("dump.ndjson", holding: input)
    return try BuiltBinary.run(
      shell: "\(before) hookline -w \(BuiltBinary.fixtures.path())/webhooks.json \(options)",
      in: scratch.folder)
  }

  private func bytes(_ file: String, in scratch: Scratch) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: scratch.folder.appending(path: file)))
  }

  @Test func recordsGiveBackTheLinesAndTheirPlaces() throws {
    let scratch = try Scratch()
    let run = try run("--rejects r --rejects-raw raw dump.ndjson", in: scratch)
    #expect(run.status == 65)
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame)
    var lines: [UInt8] = []
    for record in try bytes("r", in: scratch).split(separator: lineFeed) {
      let object = try #require(
        JSONSerialization.jsonObject(with: Data(record)) as? [String: Any])
      let (offset, length) = (object["offset"] as? Int ?? 0, object["length"] as? Int ?? 0)
      let text = (object["text"] as? String).map { Array($0.utf8) }
      let base64 = (object["base64"] as? String).flatMap { Data(base64Encoded: $0) }
      let line = text ?? base64.map { [UInt8]($0) } ?? []
      #expect(object["file"] as? String == "dump.ndjson")
      #expect(object["cut"] == nil)
      #expect(line == Array(Self.input[offset..<offset + length]))
      #expect(Self.input[..<offset].count { $0 == lineFeed } + 1 == object["line"] as? Int)
      lines += line + [lineFeed]
    }
    let raw = try bytes("raw", in: scratch)
    #expect(raw == lines)
    #expect(raw.count { $0 == lineFeed } == 39 + 7)
    for file in ["r", "raw"] {
      let path = scratch.folder.appending(path: file).path()
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect(mode as? Int == 0o600)
    }
  }

  /// The good lines and the fixed ones together give the jobs of the fixed whole.
  @Test func rawLinesCanBeMendedAndRunAgain() throws {
    let scratch = try Scratch()
    let broken = DirectRun.lines.enumerated().map { number, line in
      number.isMultiple(of: 3) ? Array(line) + Array(",".utf8) : Array(line)
    }
    let first = try run(
      "--rejects-raw raw dump.ndjson", input: Array(broken.joined(separator: [lineFeed])),
      in: scratch)
    let second = try BuiltBinary.run(
      shell: "sed 's/,$//' raw | hookline -w \(BuiltBinary.fixtures.path())/webhooks.json",
      in: scratch.folder)
    #expect((first.status, second.status) == (65, 0))
    func sorted(_ jobs: [UInt8]) -> [String] {
      String(decoding: jobs, as: UTF8.self).split(separator: "\n").map(String.init).sorted()
    }
    let isSame = try sorted(first.output + second.output) == sorted(DirectRun.run.output)
    #expect(isSame)
  }

  /// An overlong line is cut to 64 KiB in its record and whole among the raw lines, whether it is held, streams by, or
  /// streams by to the end of the file.
  @Test(arguments: [("\r\n", 100), ("\r\n", 1_000_000), ("", 1_000_000), ("\n", 70_000)])
  func linesOverTheLimitAreCut(end: String, length: Int) throws {
    let scratch = try Scratch()
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: length)
    let input = Array("{}\n".utf8) + line + Array(end.utf8) + Array("7".utf8)
    let cut = end.isEmpty ? line + [UInt8(ascii: "7")] : line
    let run = try run(
      "--max-line-bytes 99 --rejects r --rejects-raw raw dump.ndjson", input: input, in: scratch)
    #expect(run.messages.contains("dump.ndjson:2:100: too-long: longer than 99 bytes"))
    let records = try bytes("r", in: scratch).split(separator: lineFeed)
    #expect(records.count == (end.isEmpty ? 2 : 3))
    let record = try #require(
      JSONSerialization.jsonObject(with: Data(records[1])) as? [String: Any])
    #expect(record["length"] as? Int == cut.count)
    #expect(record["offset"] as? Int == 3)
    #expect((record["text"] as? String)?.utf8.count == min(cut.count, 65_536))
    #expect(record["cut"] as? Bool == (cut.count > 65_536 ? true : nil))
    let raw = try bytes("raw", in: scratch).split(separator: lineFeed)
    let isWhole = raw[1].filter { $0 != 13 }.elementsEqual(cut)
    #expect(isWhole)
  }

  @Test(arguments: [
    ("--rejects dump.ndjson dump.ndjson", "--rejects dump.ndjson: it is read"),
    ("--rejects-raw ./link dump.ndjson", "--rejects-raw ./link: it is read"),
    ("--rejects-raw dump.ndjson link", "--rejects-raw dump.ndjson: it is read"),
    ("--rejects dump.ndjson < dump.ndjson", "--rejects dump.ndjson: it is standard input"),
    ("--rejects dump.ndjson link > out", "--rejects dump.ndjson: it is read"),
    ("--rejects out /dev/null >> out", "--rejects out: the jobs go there"),
    ("--rejects r --rejects-raw r dump.ndjson", "--rejects-raw r: other rejected lines go there"),
    ("-w w --rejects w dump.ndjson", "--rejects w: it is read"),
  ])
  func whatIsUsedOtherwiseIsRefused(options: String, message: String) throws {
    let scratch = try Scratch()
    let run = try run(
      options, in: scratch,
      before: "ln -s dump.ndjson link; echo kept > out; echo '[]' > w;")
    #expect(run.status == 73)
    #expect(run.messages == "hookline: \(message): name another file\n")
    let isUntouched = try bytes("dump.ndjson", in: scratch) == Self.input
    #expect(isUntouched)
    #expect(try bytes("w", in: scratch) == Array("[]\n".utf8))
  }

  /// Rejects and messages would overwrite each other.
  @Test(arguments: ["--rejects", "--rejects-raw"]) func messagesAreNotWrittenOver(option: String)
    throws
  {
    let scratch = try Scratch()
    let run = try run(
      "\(option) told dump.ndjson 2>> told", in: scratch, before: "echo kept > told;")
    #expect(run.status == 73)
    let told = String(decoding: try bytes("told", in: scratch), as: UTF8.self)
    #expect(told == "kept\nhookline: \(option) told: the messages go there: name another file\n")
  }

  /// As with `cat`: the jobs would be read as events.
  @Test(arguments: ["dump.ndjson >> link", "< link >> dump.ndjson", "--count link >> dump.ndjson"])
  func jobsDoNotGoToAnInput(rest: String) throws {
    let scratch = try Scratch()
    let run = try run(rest, in: scratch, before: "ln -s dump.ndjson link;")
    #expect(run.status == 73)
    #expect(
      run.messages == "hookline: standard output: it is read: send the jobs to another file\n")
    let isUntouched = try bytes("dump.ndjson", in: scratch) == Self.input
    #expect(isUntouched)
  }

  /// What is written to a device is not read back from it.
  @Test func aDeviceCanBeBothReadAndWritten() throws {
    let run = try run("/dev/null > /dev/null", in: Scratch())
    #expect(run.status == 0 && run.messages == "")
  }

  @Test(arguments: [
    ("--rejects nowhere/r dump.ndjson", 73, "--rejects nowhere/r: No such file or directory\n"),
    ("--rejects . dump.ndjson", 73, "--rejects .: Is a directory\n"),
    ("--rejects /dev/full dump.ndjson", 74, "/dev/full: No space left on device: "),
    ("--rejects-raw /dev/full dump.ndjson", 74, "/dev/full: No space left on device: "),
    ("--rejects >(true) dump.ndjson", 74, ": Broken pipe: "),
  ])
  func whatCannotBeWrittenIsTold(options: String, status: Int32, message: String) throws {
    let scratch = try Scratch()
    let run = try run(options, in: scratch)
    #expect(run.status == status)
    #expect(run.messages.contains(message))
    // Jobs are not lost with the rejected lines, and the message counts those that were written.
    guard status == 74 else { return }
    #expect(
      run.messages.contains(": \(run.lines.count) jobs written whole, in \(run.output.count)"))
    #expect(run.output.last == lineFeed)
  }

  /// If the definitions are invalid, no output is opened, and so none is emptied.
  @Test func definitionsAreAcceptedFirst() throws {
    let scratch = try Scratch()
    let run = try run(
      "-w /dev/null -w bad --rejects r --rejects-raw new dump.ndjson", in: scratch,
      before: "echo kept > r; echo 7 > bad;")
    #expect(run.status == 78)
    #expect(try bytes("r", in: scratch) == Array("kept\n".utf8))
    #expect(!FileManager.default.fileExists(atPath: scratch.folder.appending(path: "new").path()))
  }

  @Test func theTotalsAreThoseOfAllLinesWhereRejectedOnesCannotBeKept() throws {
    let run = try BuiltBinary.run(
      shell: "printf '7\\n\\n8\\n' | hookline -w fixtures/webhooks.json --rejects /dev/full")
    #expect(run.status == 74)
    #expect(run.messages.hasSuffix("hookline: 2 of 3 lines rejected\n"))
  }

  @Test func whatCannotBeKeptIsToldAllTheSame() throws {
    let run = try run(
      "--rejects /dev/full", input: Array("7\n{}\n".utf8), in: Scratch(), before: "<dump.ndjson")
    #expect(run.status == 74)
    #expect(
      run.messages == """
        hookline: (standard input):1:1: not-an-object: expected an object, {...}
        hookline: (standard input):2:1: missing-field: company is missing
        hookline: /dev/full: No space left on device: 0 jobs written whole, in 0 bytes
        hookline: 2 of 2 lines rejected

        """)
  }

  @Test func rejectedLinesAreKeptWhereJobsCannotBeWritten() throws {
    let scratch = try Scratch()
    let run = try run("--rejects r dump.ndjson > /dev/full", in: scratch)
    #expect(run.status == 74)
    #expect(try !bytes("r", in: scratch).isEmpty)
    #expect(try bytes("r", in: scratch).last == lineFeed)
  }

  @Test func pipesAndInheritedDescriptorsCanBeNamed() throws {
    let scratch = try Scratch()
    let run = try run(
      "--rejects >(cat > r) --rejects-raw /dev/fd/3 dump.ndjson 3> raw;"
        + " for i in {1..100}; do [ $(wc -l < r) = 46 ] && break; sleep 0.1; done",
      in: scratch)
    #expect(try bytes("r", in: scratch).count { $0 == lineFeed } == 39 + 7)
    #expect(try bytes("raw", in: scratch).count { $0 == lineFeed } == 39 + 7)
    #expect(!run.messages.isEmpty)
  }

  @Test func anOldFileIsEmptiedFirst() throws {
    let scratch = try Scratch()
    _ = try scratch.file("r", holding: Array(repeating: 0x78, count: 100_000))
    _ = try run("--rejects r dump.ndjson", input: Array("7\n".utf8), in: scratch)
    #expect(try bytes("r", in: scratch).first == UInt8(ascii: "{"))
    #expect(try bytes("r", in: scratch).count < 200)
  }

  /// Like a job, a rejected line is written before a read that would block.
  @Test func aRejectedLineIsKeptBeforeTheNextIsWaitedFor() throws {
    let scratch = try Scratch()
    let run = try run(
      "--rejects r; cat seen", input: [],
      in: scratch,
      before: "{ echo 7; for i in {1..100}; do sleep 0.1; [ -s r ] && break; done;"
        + " wc -l < r > seen; } |")
    #expect(String(decoding: run.output, as: UTF8.self) == "1\n")
  }
}
