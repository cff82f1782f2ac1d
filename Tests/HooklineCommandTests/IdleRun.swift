import Foundation
import Glibc
import Testing

/// A run that has written the jobs of its first lines and waits for more input.
struct IdleRun {
  /// The process.
  let child: Child
  /// Its standard input, which stays open.
  let input = Pipe()
  private let output = Pipe()
  private let messages = Pipe()

  /// Starts a run that reads `lines` and then `rest`, a line without its end, and waits for the jobs of `lines`.
  ///
  /// The signals `blocked` are blocked when it starts, and the library at the path `preload`, if any, is loaded before it.
  init(
    _ options: [String] = [], reading lines: [UInt8] = DirectRun.firstLine, rest: [UInt8] = [],
    blocking blocked: [Int32] = [], preload: String? = nil, isNonblocking: Bool = false
  ) throws {
    child = Child(DirectRun.webhooks + options)
    child.process.standardInput = input
    child.process.standardOutput = output
    child.process.standardError = messages
    if let preload { child.process.environment?["LD_PRELOAD"] = preload }
    if isNonblocking {
      try #require(fcntl(input.fileHandleForReading.fileDescriptor, F_SETFL, O_NONBLOCK) == 0)
    }
    try child.start(blocking: blocked)
    try input.fileHandleForWriting.write(contentsOf: lines + rest)
    let expected = try BuiltBinary.run(DirectRun.webhooks + options, input: lines).output.count
    var count = 0
    while count < expected {
      let jobs = output.fileHandleForReading.availableData
      try #require(!jobs.isEmpty)
      count += jobs.count
    }
  }

  /// Sends SIGUSR1 and waits for the line that it asks for.
  ///
  /// - Returns: What the run writes to standard error.
  func ask() -> String {
    kill(child.process.processIdentifier, SIGUSR1)
    return String(decoding: messages.fileHandleForReading.availableData, as: UTF8.self)
  }

  /// Sends `signals`, one directly after the other, and waits until the run ends.
  ///
  /// - Returns: Its exit status, as `Child` gives it, and what it wrote to standard error.
  func end(by signals: Int32...) throws -> (status: Int32, messages: String) {
    for signal in signals { kill(child.process.processIdentifier, signal) }
    let status = child.finish()
    try input.fileHandleForWriting.close()
    let bytes = try messages.fileHandleForReading.readToEnd() ?? Data()
    return (status, String(decoding: bytes, as: UTF8.self))
  }
}
