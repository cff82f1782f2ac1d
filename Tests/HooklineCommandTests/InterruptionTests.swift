import Foundation
import Glibc
import SampleData
import Testing

/// SIGINT, SIGTERM and SIGHUP: the program ends in order, says where, and dies of the signal.
@Suite struct InterruptionTests {
  /// Whenever it comes: the output is whole lines, and running again from the place that was told gives the rest.
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP], 1...4)
  func runningAgainFromThePlaceGivesTheRest(signal: Int32, round: Int) throws {
    let scratch = try Scratch()
    let input = Array(repeating: DirectRun.events, count: 4).flatMap(\.self)
    let file = try scratch.file("events", holding: input)
    let (output, messages) = (try scratch.file("output"), try scratch.file("messages"))
    let child = Child(DirectRun.webhooks)
    child.process.standardInput = try FileHandle(forReadingFrom: file)
    child.process.standardOutput = try FileHandle(forWritingTo: output)
    child.process.standardError = try FileHandle(forWritingTo: messages)
    try child.start()
    usleep(UInt32.random(in: 0...150_000))
    kill(child.process.processIdentifier, signal)
    let status = child.finish()

    let place = try /stopped after -:(\d+), byte (\d+): run again from there/.firstMatch(
      in: String(contentsOf: messages, encoding: .utf8))
    // Before the definitions are loaded and after the last line a signal finds nothing to stop.
    #expect(status == 128 + signal || status == 0)
    let (line, byte) = (Int(place?.1 ?? "0") ?? -1, Int(place?.2 ?? "0") ?? -1)
    #expect(input.prefix(byte).count { $0 == lineFeed } == line)
    #expect(byte == 0 || input[byte - 1] == lineFeed)
    let rest =
      try status == 0
      ? []
      : BuiltBinary.run(
        DirectRun.webhooks, input: Array(input.dropFirst(byte))
      ).output
    let jobs = try [UInt8](Data(contentsOf: output)) + rest
    let isSame = try jobs == Array(repeating: DirectRun.run.output, count: 4).flatMap(\.self)
    #expect(isSame, "\(place?.0 ?? "no place"), status \(status)")
  }

  /// Starts a run that has read one line, and waits for more.
  private func idleRun() throws -> (child: Child, input: Pipe, messages: Pipe) {
    let (input, output, messages) = (Pipe(), Pipe(), Pipe())
    let child = Child(DirectRun.webhooks)
    child.process.standardInput = input
    child.process.standardOutput = output
    child.process.standardError = messages
    try child.start()
    try input.fileHandleForWriting.write(contentsOf: DirectRun.lines[0] + [lineFeed, 0x7B])
    #expect(!output.fileHandleForReading.availableData.isEmpty)
    return (child, input, messages)
  }

  @Test func anIdleRunEndsAtOnce() throws {
    let (child, input, messages) = try idleRun()
    kill(child.process.processIdentifier, SIGTERM)
    #expect(child.finish() == 128 + SIGTERM)
    try input.fileHandleForWriting.close()
    let said = String(
      decoding: try messages.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    // The partial line is not part of what was worked on.
    let byte = DirectRun.lines[0].count + 1
    #expect(said == "hookline: stopped after -:1, byte \(byte): run again from there\n")
  }

  @Test func aSignalThatIsIgnoredStaysIgnored() throws {
    let run = try BuiltBinary.run(
      shell: "trap '' INT TERM HUP; { cat fixtures/events.ndjson; sleep 0.5; } |"
        + " hookline -w fixtures/webhooks.json & sleep 0.3; kill -TERM $!; wait $!")
    #expect(run.status == 0)
    #expect(run.lines.count == 142)
  }

  @Test func aFIFOThatNobodyWritesToIsNotWaitedFor() throws {
    let scratch = try Scratch()
    let fifo = scratch.folder.appending(path: "fifo")
    try #require(BuiltBinary.run(shell: "mkfifo fifo", in: scratch.folder).status == 0)
    let messages = Pipe()
    let child = Child(DirectRun.webhooks + [fifo.path()])
    child.process.standardError = messages
    try child.start()
    usleep(300_000)
    kill(child.process.processIdentifier, SIGTERM)
    #expect(child.finish() == 128 + SIGTERM)
  }

  /// Starts a run whose output nobody reads, so that it waits in a write.
  private func stuckRun(_ output: Pipe) throws -> Child {
    let child = Child(DirectRun.webhooks + Array(repeating: "fixtures/events.ndjson", count: 8))
    child.process.standardOutput = output
    child.process.standardError = FileHandle.nullDevice
    try child.start()
    // It is stuck once the pipe has taken what it can hold.
    var held: Int32 = 0
    while held < 65_536 {
      usleep(10_000)
      // SAFETY: FIONREAD writes one number, which is alive for the call.
      try #require(
        unsafe ioctl(output.fileHandleForReading.fileDescriptor, UInt(FIONREAD), &held) == 0)
    }
    return child
  }

  @Test func aSecondSignalEndsItAtOnce() throws {
    let output = Pipe()
    let child = try stuckRun(output)
    let start = ContinuousClock.now
    kill(child.process.processIdentifier, SIGTERM)
    usleep(100_000)
    kill(child.process.processIdentifier, SIGTERM)
    #expect(child.finish() == 128 + SIGTERM)
    #expect(start.duration(to: .now) < .seconds(4))
    try output.fileHandleForReading.close()
  }

  @Test func aStuckReaderIsNotWaitedForLongerThanFiveSeconds() throws {
    let output = Pipe()
    let child = try stuckRun(output)
    kill(child.process.processIdentifier, SIGTERM)
    #expect(child.finish() == 128 + SIGTERM)
    try output.fileHandleForReading.close()
  }
}
