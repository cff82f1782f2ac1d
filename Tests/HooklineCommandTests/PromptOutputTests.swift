import Foundation
import Glibc
import Testing

/// What is due for the lines that have been read is written before the program waits for more input.
@Suite struct PromptOutputTests {
  @Test func partialLineDoesNotDelayEarlierJobs() throws {
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

  @Test func endlessLineDoesNotDelayEarlierJobs() throws {
    let scratch = try Scratch()
    let line = try scratch.file("line", holding: DirectRun.firstLine)
    let output = Pipe()
    let child = Child(DirectRun.webhooks + [line.path(), "/dev/zero"])
    child.process.standardOutput = output
    child.process.standardError = FileHandle.nullDevice
    try child.start()
    #expect(try jobs(from: output).count { $0 == lineFeed } == 1)
    child.process.terminate()
    #expect(child.finish() == 128 + SIGTERM)
  }

  @Test func unopenedFIFODoesNotDelayEarlierJobs() throws {
    let scratch = try Scratch()
    // The writer opens the FIFO only after all jobs of the file before it have arrived.
    let run = try BuiltBinary.run(
      shell: "mkfifo fifo; F=\(BuiltBinary.fixtures.path());"
        + " hookline -w $F/webhooks.json $F/events.ndjson fifo 2> messages > jobs & "
        + " for i in {1..100}; do sleep 0.1; [ $(wc -l < jobs) = 142 ] && break; done;"
        + " wc -l < jobs; head -n 3 $F/events.ndjson > fifo; wait $!; wc -l < jobs",
      in: scratch.folder)
    #expect(String(decoding: run.output, as: UTF8.self) == "142\n146\n")
  }

  /// Like a job, a rejected line is written before a read that would block.
  @Test func rejectedLineIsWrittenBeforeWaitingForInput() throws {
    let scratch = try Scratch()
    let run = try MixedLines.run(
      "--rejects r; cat seen", input: [], in: scratch,
      before: "{ echo 7; for i in {1..100}; do sleep 0.1; [ -s r ] && break; done;"
        + " wc -l < r > seen; } |")
    #expect(String(decoding: run.output, as: UTF8.self) == "1\n")
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
