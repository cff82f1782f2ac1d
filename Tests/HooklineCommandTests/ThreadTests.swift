import Foundation
import Glibc
import JSONScanning
import SampleData
import Testing

/// Output, messages and rejects are the same for any number of threads, however the input is cut into blocks.
@Suite struct ThreadTests {
  /// All output of a run.
  struct Outcome: Equatable {
    var run: Run
    var rejects: [UInt8]
    var rawRejects: [UInt8]
  }

  /// Runs the program over the files `names` in the folder of `scratch`.
  private func outcome(
    _ options: [String], over names: [String], in scratch: Scratch
  ) throws -> Outcome {
    let files = ["r", "raw"].map { scratch.folder.appending(path: $0) }
    let run = try BuiltBinary.run(
      ["-w", BuiltBinary.fixtures.appending(path: "webhooks.json").path()]
        + ["--rejects", "r", "--rejects-raw", "raw"] + options + names,
      in: scratch.folder)
    let kept = try files.map { try [UInt8](Data(contentsOf: $0)) }
    return Outcome(run: run, rejects: kept[0], rawRejects: kept[1])
  }

  /// Numbers of threads, and small read sizes, so that there are many blocks, some without the end of a line.
  static let efforts = [
    "-j 1 --read-bytes 4093", "-j 3 --read-bytes 997", "-j 40 --read-bytes 1500",
    "-j 2 --read-bytes 4093", "-j 7 --read-bytes 50021",
  ].prefix(TestSize.debug(2, release: 5)).map { $0.split(separator: " ").map(String.init) }

  @Test(arguments: [
    "", "--kernel scalar", "--kernel avx2", "--count", "--max-line-bytes 1200",
    "--max-jobs 0", "--max-jobs 1", "--max-jobs 61", "--max-jobs 62", "--max-jobs 1000000",
    "--max-rejects 0", "--max-rejects 17", "--max-rejects 1000000", "--count --max-rejects 17",
    "--max-rejects 17 --max-jobs 50", "--company 625be93a286ef83c1c0e845f",
  ])
  func nothingDependsOnThem(options: String) throws {
    let seed = UInt64.random(in: .min ... .max)
    let scratch = try Scratch()
    let bytes = SpoiledEvents.lines(TestSize.debug(100, release: 4000), seed: seed)
    _ = try scratch.file("a", holding: Array(bytes.prefix(bytes.count / 3)))
    _ = try scratch.file("b", holding: Array(bytes.dropFirst(bytes.count / 3)))
    _ = try scratch.file("empty")
    let names = ["a", "nowhere", "empty", "b"]
    let options = options.split(separator: " ").map(String.init)
    if let kernel = options.dropFirst().first.flatMap(ScanKernel.init), !kernel.isAvailable {
      return
    }
    let expected = try outcome(["-j", "1"] + options, over: names, in: scratch)
    #expect(expected.run.status >= 64)
    for effort in Self.efforts {
      let found = try outcome(effort + options, over: names, in: scratch)
      let isSame = found == expected
      #expect(isSame, "\(effort), seed \(seed): \(found.run.messages)")
    }
  }

  /// A delivery log, on lines or in an array, with broken records and records that span blocks.
  @Test(arguments: [false, true], ["", "--failed", "--count", "--max-jobs 50", "--max-rejects 0"])
  func norDoesItInALog(isArray: Bool, options: String) throws {
    let scratch = try Scratch()
    let ids = ["62685990d918fb5557f9f992", "62685990d918fb5557f9f990", "000000000000000000000000"]
    let records = DirectRun.lines.enumerated().map { number, line in
      number % 50 == 49
        ? Array("{\"event\":7}".utf8) : SampleLog.record(Array(line), to: ids[number % 3])
    }
    let text = Array(records.joined(separator: Array((isArray ? ",\n" : "\n").utf8)))
    let brackets = isArray ? (Array("[".utf8), Array("]".utf8)) : ([], [])
    _ = try scratch.file("log", holding: brackets.0 + text + brackets.1)
    let options = ["--from", "log"] + options.split(separator: " ").map(String.init)
    let expected = try outcome(["-j", "1"] + options, over: ["log"], in: scratch)
    #expect([65, 75].contains(expected.run.status) && !expected.run.messages.isEmpty)
    for effort in Self.efforts {
      let found = try outcome(effort + options, over: ["log"], in: scratch)
      let isSame = found == expected
      #expect(isSame, "\(effort): \(found.run.messages)")
    }
  }

  /// Lines after the one that ends the run are not counted, even if a worker has processed them.
  ///
  /// The line that ends the run is long, and only its end shows that it is bad.
  @Test(arguments: ["--max-rejects 0", "--rejects /dev/full", "--rejects-raw /dev/full"])
  func norDoCountsWhereTheRunEndsEarly(options: String) throws {
    let scratch = try Scratch()
    let lines = DirectRun.lines.map { Array($0) }
    let long = Array("{\"a\":\"".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 600_000)
    let input = lines.prefix(100) + [long] + lines.suffix(100)
    _ = try scratch.file("a", holding: Array(input.joined(separator: [lineFeed])))
    let options = "--count \(options) a".split(separator: " ").map(String.init)
    let webhooks = ["-w", BuiltBinary.fixtures.appending(path: "webhooks.json").path()]
    func run(_ threads: String) throws -> Run {
      try BuiltBinary.run(
        webhooks + ["-j", threads, "--read-bytes", "4093"] + options, in: scratch.folder)
    }
    let expected = try run("1")
    #expect(expected.status >= 65 && !expected.output.isEmpty)
    for threads in ["2", "5", "5"] {
      let isSame = try run(threads) == expected
      #expect(isSame, "\(threads) threads")
    }
  }

  /// Long events that match two webhooks, with more jobs than a worker holds back.
  @Test func norDoesItWhereMuchWaits() throws {
    let scratch = try Scratch()
    let webhooks = ["a", "b"].map { code in
      #"{"_id":"00000000000000000000000\#(code)","company":"625be93a286ef83c1c0e845f","isActive":true,"#
        + #""trigger":"create-edit-delete-task","url":"http://a.b","code":"\#(code)"}"#
    }
    _ = try scratch.file("w", holding: Array(webhooks.joined(separator: "\n").utf8))
    var bytes: [UInt8] = []
    for number in 0..<8 {
      let filling = String(repeating: "x", count: [10, 70_000, 300_000, 1_200_000][number % 4])
      bytes += #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","x":""#.utf8
      bytes += "\(filling)\"}\n".utf8
    }
    _ = try scratch.file("long", holding: bytes)
    let expected = try outcome(["-w", "w", "-j", "1"], over: ["long"], in: scratch)
    #expect(expected.run.lines.count == 16)
    for effort in ["-j 2", "-j 3 --read-bytes 60000", "-j 7 --read-bytes 999"] {
      let options = "-w w \(effort)"
      let found = try outcome(
        options.split(separator: " ").map(String.init), over: ["long"], in: scratch)
      let isSame = found == expected
      #expect(isSame, "\(options)")
      let limit = expected.run.lines.count - 3
      let fewer = try outcome(
        options.split(separator: " ").map(String.init) + ["--max-jobs", "\(limit)"],
        over: ["long"], in: scratch)
      let isStart = expected.run.output.starts(with: fewer.run.output)
      #expect(isStart && fewer.run.lines.count == limit && fewer.run.status == 75)
    }
  }

  /// How many threads a run has after `feed` has written, while its input is still open.
  private func threadCount(
    options: [String], writingTo output: Any = FileHandle.nullDevice,
    feeding feed: (FileHandle) throws -> Void
  ) throws -> Int {
    let input = Pipe()
    let child = Child(DirectRun.webhooks + options)
    child.process.standardInput = input
    child.process.standardOutput = output
    child.process.standardError = FileHandle.nullDevice
    try child.start()
    try feed(input.fileHandleForWriting)
    let status = try String(
      contentsOfFile: "/proc/\(child.process.processIdentifier)/status", encoding: .utf8)
    try input.fileHandleForWriting.close()
    #expect(child.finish() == 0)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("Threads:") })
    return try #require(Int(line.dropFirst(8).trimmingCharacters(in: .whitespaces)))
  }

  @Test func aSlowInputHasOneThread() throws {
    let output = Pipe()
    let count = try threadCount(options: ["-j", "4"], writingTo: output) { input in
      for _ in 0..<15 {
        try input.write(contentsOf: Data(DirectRun.lines[0]) + [lineFeed])
        // Write the next line only when the thread waits again after this one; else a second thread could take it.
        try #require(!output.fileHandleForReading.availableData.isEmpty)
        usleep(20_000)
      }
    }
    #expect(count == 1)
  }

  @Test func aFastInputHasAsManyAsThereMayBe() throws {
    let count = try threadCount(options: ["-j", "4", "--read-bytes", "5000"]) { input in
      for _ in 0..<10 { try input.write(contentsOf: Data(DirectRun.events)) }
    }
    #expect(count == 4)
  }

  /// A run that is over does not wait for an idle input, whichever thread is reading it.
  @Test(arguments: [
    ("> /dev/full", 74), ("--max-jobs 700 > /dev/null", 75), ("--max-rejects 0 > /dev/null", 75),
    // The last line ends the run, while other threads wait for more.
    ("--max-rejects 7 > /dev/null", 75), ("--max-rejects 7 --count", 75),
  ])
  func aRunThatIsOverEnds(rest: String, status: Int32) throws {
    let start = ContinuousClock.now
    let run = try BuiltBinary.run(
      shell:
        "{ for n in 1 2 3 4 5 6 7 8; do cat fixtures/events.ndjson; echo 7; done; exec sleep 30; } | "
        + "{ hookline -w fixtures/webhooks.json -j 3 --read-bytes 5000 \(rest); s=$?;"
        + " pkill -P $$ sleep; exit $s; }")
    #expect(run.status == status)
    #expect(start.duration(to: .now) < .seconds(20))
  }

  /// Blocks after one whose jobs could not be written produce nothing, even if they have been processed.
  @Test(arguments: ["", "--rejects r"])
  func aFailureIsToldAsByOneThread(options: String) throws {
    let scratch = try Scratch()
    let blanks = String(repeating: String(repeating: " ", count: 99) + "\n", count: 1200)
    let lines = DirectRun.lines.flatMap { $0 + [lineFeed, UInt8(ascii: "7"), lineFeed] }
    _ = try scratch.file("a", holding: Array(blanks.utf8) + lines)
    func run(_ effort: String) throws -> Run {
      try BuiltBinary.run(
        shell: "hookline -w \(BuiltBinary.fixtures.path())/webhooks.json \(effort) \(options)"
          + " a 2>&1 > /dev/full; s=$?; cat r 2> /dev/null; exit $s",
        in: scratch.folder)
    }
    let expected = try run("-j 1 --read-bytes 5000")
    #expect(expected.status == 74 && !expected.output.isEmpty)
    for _ in 0..<10 {
      let found = try run("-j 4 --read-bytes 5000")
      #expect(found == expected, "\(String(decoding: found.output, as: UTF8.self))")
    }
  }

  /// After a long line as many blocks are in work as before it: with an output that is not read, four threads read more of the
  /// input than one.
  @Test func aLongLineHoldsUpNothingBehindIt() throws {
    let scratch = try Scratch()
    let line = [UInt8](repeating: UInt8(ascii: " "), count: 6 << 20) + [lineFeed]
    let blanks = Array(repeating: [UInt8](repeating: 32, count: 999) + [lineFeed], count: 1000)
    let bytes = blanks.joined() + line + blanks.joined() + DirectRun.events
    let file = try scratch.file("long", holding: Array(bytes))
    func offset(_ threads: String) throws -> Int {
      let (output, child) = (
        Pipe(), Child(DirectRun.webhooks + ["-j", threads, "--read-bytes", "5000"])
      )
      child.process.standardInput = try FileHandle(forReadingFrom: file)
      child.process.standardOutput = output
      child.process.standardError = FileHandle.nullDevice
      try child.start()
      try InterruptionTests.waitUntilFull(output)
      let path = "/proc/\(child.process.processIdentifier)/fdinfo/0"
      let position = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").first
      try output.fileHandleForReading.close()
      #expect(child.finish() == 128 + SIGPIPE)
      return try #require(
        position.flatMap { Int($0.dropFirst(4).trimmingCharacters(in: .whitespaces)) })
    }
    #expect(try offset("4") - offset("1") >= 10_000)
  }

  /// If descriptors are short, fewer threads and their pipes are made, so that enough are left for the files.
  @Test(arguments: Array(stride(from: 12, through: 44, by: TestSize.debug(3, release: 1))))
  func fewDescriptorsAreEnough(count: Int) throws {
    let run = try BuiltBinary.run(
      shell: "cat fixtures/events.ndjson | { ulimit -n \(count);"
        + " hookline -w fixtures/webhooks.json -j 8 --read-bytes 5000 - fixtures/events.ndjson; }")
    let isTwice = try run.output == DirectRun.run.output + DirectRun.run.output
    #expect(run.status == 0 && isTwice, "\(run.messages)")
  }

  @Test func aReaderThatIsGoneEndsItSilently() throws {
    let run = try BuiltBinary.run(
      shell: "cat fixtures/events.ndjson{,,,,,,,} | hookline -w fixtures/webhooks.json -j 3"
        + " --read-bytes 5000 | head -n 1; exit ${PIPESTATUS[1]}")
    #expect(run.status == 128 + SIGPIPE)
    #expect(run.lines.count == 1 && run.messages == "")
  }

  /// GNU parallel cuts a file between lines; the outputs it joins are the jobs of one run.
  @Test func partsOfAFileGiveTheJobsOfTheWhole() throws {
    let isThere =
      try BuiltBinary.run(shell: "parallel --version | grep -q 'GNU parallel'").status == 0
    guard isThere else { return print("GNU parallel is not installed: its test is skipped") }
    let run = try BuiltBinary.run(
      shell: "parallel --will-cite --pipepart --keep-order --block 50k -a fixtures/events.ndjson"
        + " hookline -w fixtures/webhooks.json -j 1 2> /dev/null")
    let isSame = try run.output == DirectRun.run.output
    #expect(run.status == 0 && isSame)
  }
}
