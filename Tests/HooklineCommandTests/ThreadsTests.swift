import Foundation
import HooklineCommand
import HooklinePipeline
import JSONScanning
import SampleData
import Testing

/// `-j`: output, messages and rejected lines are the same for any number of threads, however the input is cut into blocks.
@Suite struct ThreadsTests {
  @Test(
    arguments: [
      ("-w a -j 1", .routing { $0.effort.threadCount = 1 }),
      ("-w a --threads=8", .routing { $0.effort.threadCount = 8 }),
      ("-w a -j256", .routing { $0.effort.threadCount = 256 }),
    ] as [(String, Invocation)])
  func threadsOptionIsAccepted(line: String, expected: Invocation) throws {
    #expect(try Invocation(line: line) == expected)
  }

  @Test(
    arguments: [
      ("-w a -j 0", .numberOutOfRange("--threads", 1...256)),
      ("-w a -j 257", .numberOutOfRange("--threads", 1...256)),
      ("-w a -j 1K", .numberOutOfRange("--threads", 1...256)),
      ("-w a --threads many", .numberOutOfRange("--threads", 1...256)),
      ("-w a -j 2 --threads 2", .repeatedOption("--threads")),
    ] as [(String, UsageError)])
  func wrongThreadCountIsRejected(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

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
  func outputIsIdenticalForAnyThreadCount(options: String) throws {
    let seed = UInt64.random(in: .min ... .max)
    let scratch = try Scratch()
    let bytes = CorruptedEvents.lines(TestSize.debug(100, release: 4000), seed: seed)
    _ = try scratch.file("a", holding: Array(bytes.prefix(bytes.count / 3)))
    _ = try scratch.file("b", holding: Array(bytes.dropFirst(bytes.count / 3)))
    _ = try scratch.file("empty")
    let names = ["a", "nowhere", "empty", "b"]
    let options = options.split(separator: " ").map(String.init)
    if let kernel = options.dropFirst().first.flatMap(ScanKernel.init), !kernel.isAvailable {
      return
    }
    let expected = try outcome(["-j", "1"] + options, over: names, in: scratch)
    // A file is missing, unless a limit ends the run before it.
    #expect([66, 75].contains(expected.run.status))
    for effort in Self.efforts {
      let found = try outcome(effort + options, over: names, in: scratch)
      let isSame = found == expected
      #expect(isSame, "\(effort), seed \(seed): \(found.run.messages)")
    }
  }

  /// A delivery log, on lines or in an array, with broken records and records that span blocks.
  @Test(arguments: [false, true], ["", "--failed", "--count", "--max-jobs 50", "--max-rejects 0"])
  func logOutputIsIdenticalForAnyThreadCount(isArray: Bool, options: String) throws {
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

  /// Long events that match two webhooks, with more jobs than a worker holds back.
  @Test func longEventsAreIdenticalForAnyThreadCount() throws {
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

  /// Blocks after one whose jobs could not be written produce nothing, even if they have been processed.
  @Test(arguments: ["", "--rejects r"])
  func failureIsReportedAsByOneThread(options: String) throws {
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

  /// GNU parallel cuts a file between lines; the outputs it joins are the jobs of one run.
  @Test(
    .enabled("GNU parallel is not installed") {
      try BuiltBinary.run(shell: "parallel --version | grep -q 'GNU parallel'").status == 0
    })
  func gnuParallelGivesTheJobsOfOneRun() throws {
    let run = try BuiltBinary.run(
      shell: "parallel --will-cite --pipepart --keep-order --block 50k -a fixtures/events.ndjson"
        + " hookline -w fixtures/webhooks.json -j 1 2> /dev/null")
    let isSame = try run.output == DirectRun.run.output
    #expect(run.status == 0 && isSame)
  }
}
