import Foundation
import Glibc
import SampleData
import Testing

/// How the program reads and writes when its input comes in pieces, late, or from several files.
@Suite struct StreamTests {
  @Test(arguments: [1, 2, 7, 63, 64, 65, 4096]) func readsOfAnySizeGiveTheSame(size: Int) throws {
    let scratch = try Scratch()
    let output = try scratch.file("output")
    let pipe = Pipe()
    // In packet mode (O_DIRECT, which Swift's Glibc does not name) each read returns what one write wrote.
    try #require(fcntl(pipe.fileHandleForWriting.fileDescriptor, F_SETFL, 0o40000) == 0)
    let child = Child(DirectRun.webhooks)
    child.process.standardInput = pipe
    child.process.standardOutput = try FileHandle(forWritingTo: output)
    child.process.standardError = FileHandle.nullDevice
    try child.start()
    // One write per byte is slow.
    let lines = DirectRun.lines.prefix(TestSize.debug(60, release: 1000))
    let events = Array(lines.map { $0 + [lineFeed] }.joined())
    for start in stride(from: 0, to: events.count, by: size) {
      let piece = events[start..<min(start + size, events.count)]
      try pipe.fileHandleForWriting.write(contentsOf: piece)
    }
    try pipe.fileHandleForWriting.close()
    #expect(child.finish() == 0)
    let whole = try BuiltBinary.run(DirectRun.webhooks, input: events).output
    let isSame = try [UInt8](Data(contentsOf: output)) == whole
    #expect(isSame && !whole.isEmpty)
  }

  @Test func lineEndsOfWindowsGiveTheSameJobs() throws {
    let input = DirectRun.lines.joined(separator: Array("\r\n".utf8))
    let run = try BuiltBinary.run(DirectRun.webhooks, input: Array(input))
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame)
    #expect(run.status == 0)
  }

  /// The output is many times the size of its buffer, and comes from several files.
  @Test func largeOutputsAreWhole() throws {
    let files = Array(repeating: "fixtures/events.ndjson", count: 12)
    let run = try BuiltBinary.run(DirectRun.webhooks + files)
    let once = try DirectRun.run.output
    let isSame = run.output == Array(Array(repeating: once, count: 12).joined())
    #expect(isSame)
  }

  /// Events around the sizes at which reader and writer behave differently.
  @Test(arguments: [65_535, 65_536, 262_144, (1 << 20) + 1])
  func longEventsAreWhole(length: Int) throws {
    let head = #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","x":""#
    let filling = String(repeating: "y", count: length - head.utf8.count - 2)
    let event = Array("\(head)\(filling)\"}".utf8)
    let run = try BuiltBinary.run(
      ["-w", "webhooks.json"], input: event + [lineFeed] + event,
      in: BuiltBinary.fixtures.appending(path: "cases/rejected"))
    #expect(run.lines.count == 2)
    let areWhole = run.lines.allSatisfy { Array($0.dropLast().suffix(length)) == event }
    #expect(areWhole)
  }

  @Test func filesAreClosed() throws {
    let files = Array(repeating: "fixtures/events.ndjson", count: 30).joined(separator: " ")
    let run = try BuiltBinary.run(
      shell: "ulimit -n 16; hookline -w fixtures/webhooks.json \(files)")
    #expect(run.status == 0)
  }

  @Test func aPartialLineDoesNotDelayTheJobsBeforeIt() throws {
    let (input, output) = (Pipe(), Pipe())
    let child = Child(DirectRun.webhooks)
    (child.process.standardInput, child.process.standardOutput) = (input, output)
    child.process.standardError = FileHandle.nullDevice
    try child.start()
    let (first, second) = (DirectRun.lines[0], DirectRun.lines[1])
    let half = second.prefix(second.count / 2)
    try input.fileHandleForWriting.write(contentsOf: first + [lineFeed] + half)
    // Write the rest only after the first line's job has arrived.
    var received = try jobs(from: output)
    #expect(received.count { $0 == lineFeed } == 1)
    try input.fileHandleForWriting.write(contentsOf: second.dropFirst(half.count) + [lineFeed])
    try input.fileHandleForWriting.close()
    received += try output.fileHandleForReading.readToEnd() ?? Data()
    #expect(child.finish() == 0)
    let isSame = try received.elementsEqual(DirectRun.run.output.prefix(received.count))
    #expect(isSame && received.count { $0 == lineFeed } == 3)
  }

  @Test func anEndlessLineDoesNotDelayTheJobsBeforeIt() throws {
    let scratch = try Scratch()
    let line = try scratch.file("line", holding: DirectRun.lines[0] + [lineFeed])
    let output = Pipe()
    let child = Child(DirectRun.webhooks + [line.path(), "/dev/zero"])
    child.process.standardOutput = output
    child.process.standardError = FileHandle.nullDevice
    try child.start()
    #expect(try jobs(from: output).count { $0 == lineFeed } == 1)
    child.process.terminate()
    #expect(child.finish() == 128 + SIGTERM)
  }

  @Test func aFIFOThatNobodyWritesToDelaysNoJob() throws {
    let scratch = try Scratch()
    // The writer opens the FIFO only after all jobs of the file before it have arrived.
    let run = try BuiltBinary.run(
      shell: "mkfifo fifo; F=\(BuiltBinary.fixtures.path());"
        + " hookline -w $F/webhooks.json $F/events.ndjson fifo 2> told > jobs & "
        + " for i in {1..100}; do sleep 0.1; [ $(wc -l < jobs) = 142 ] && break; done;"
        + " wc -l < jobs; head -n 3 $F/events.ndjson > fifo; wait $!; wc -l < jobs",
      in: scratch.folder)
    #expect(String(decoding: run.output, as: UTF8.self) == "142\n146\n")
  }

  /// If standard output and standard error go to the same place, messages come between jobs, never inside one.
  @Test func jobsAndMessagesInOneFileAreNotTorn() throws {
    let scratch = try Scratch()
    let file = try scratch.file("events", holding: Array("{}\n".utf8) + DirectRun.events)
    let files = Array(repeating: file.path(), count: 8).joined(separator: " ")
    let run = try BuiltBinary.run(shell: "hookline -w fixtures/webhooks.json \(files) 2>&1")
    // One message per file, the total, and four about withheld events.
    let lines = run.lines
    #expect(lines.count == 8 * (142 + 1) + 1 + 4)
    for line in lines {
      let isJob = line.starts(with: #"{"id":""#.utf8) && line.suffix(2).elementsEqual("}}".utf8)
      #expect(isJob || line.starts(with: "hookline: ".utf8))
    }
  }

  /// A user must not be left in front of a screen that does nothing.
  @Test(arguments: [
    (DirectRun.webhooks, 0, "hookline: reading from the terminal: Ctrl-D ends the input\n"),
    (
      ["-w", "-", "fixtures/events.ndjson"], 78,
      "hookline: reading webhook definitions from the terminal: Ctrl-D ends them\n"
        + "hookline: (standard input):1:1: no webhook is defined: write at least one, {...}\n"
    ),
  ])
  func readingFromATerminalIsReported(
    arguments: [String], status: Int32, expected: String
  ) throws {
    let terminal = try Terminal()
    let messages = Pipe()
    let child = Child(arguments)
    child.process.standardInput = try terminal.opened()
    child.process.standardOutput = FileHandle.nullDevice
    child.process.standardError = messages
    try child.start()
    // Ctrl-D, which ends the input.
    try terminal.type("\u{4}")
    #expect(child.finish() == status)
    let present = try messages.fileHandleForReading.readToEnd() ?? Data()
    #expect(String(decoding: present, as: UTF8.self) == expected)
  }

  /// Reads from `output` up to the end of a line, and fails if nothing comes for ten seconds.
  private func jobs(from output: Pipe) throws -> [UInt8] {
    var received: [UInt8] = []
    while received.last != lineFeed {
      var request = pollfd(
        fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      // SAFETY: the count is one, and the one request is alive for the call.
      try #require(unsafe poll(&request, 1, 10_000) == 1, "no job within ten seconds")
      received += output.fileHandleForReading.availableData
    }
    return received
  }
}
