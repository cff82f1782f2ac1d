import Foundation
import Glibc
import Testing

/// Runs that block in a write, because their output is not read.
enum BlockedRuns {
  /// Starts a run with more jobs than `output` takes, and waits until it blocks.
  ///
  /// The signals `blocked` are blocked when it starts.
  static func start(
    _ options: [String] = [], writingTo output: Pipe, blocking blocked: [Int32] = []
  ) throws -> Child {
    let files = Array(repeating: "fixtures/events.ndjson", count: 8)
    let child = Child(DirectRun.webhooks + options + files)
    child.process.standardOutput = output
    child.process.standardError = FileHandle.nullDevice
    try child.start(blocking: blocked)
    try waitUntilFull(output)
    return child
  }

  /// Runs the program with an output that is read only after a write has blocked and `signal` was sent.
  static func run(_ arguments: [String], thenSending signal: Int32) throws -> Run {
    let (output, messages) = (Pipe(), Pipe())
    let child = Child(DirectRun.webhooks + arguments)
    child.process.standardOutput = output
    child.process.standardError = messages
    try child.start()
    try waitUntilFull(output)
    kill(child.process.processIdentifier, signal)
    let jobs = try output.fileHandleForReading.readToEnd() ?? Data()
    return Run(
      status: child.finish(), output: [UInt8](jobs),
      messages: String(
        decoding: try messages.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self))
  }

  /// Waits until `pipe` takes no more, at most two minutes; how many bytes fit depends on the sizes of the writes.
  static func waitUntilFull(_ pipe: Pipe) throws {
    var (held, before, stillCount): (Int32, Int32, Int) = (0, 0, 0)
    let end = ContinuousClock.now + .seconds(120)
    while held < 32_768 || stillCount < 50 {
      try #require(ContinuousClock.now < end, "the pipe holds \(held) bytes and does not fill up")
      usleep(10_000)
      // SAFETY: FIONREAD writes one number, which is alive for the call.
      try #require(
        unsafe ioctl(pipe.fileHandleForReading.fileDescriptor, UInt(FIONREAD), &held) == 0)
      stillCount = held == before ? stillCount + 1 : 0
      before = held
    }
  }
}
