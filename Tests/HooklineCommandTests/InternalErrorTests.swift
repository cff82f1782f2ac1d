import Foundation
import Glibc
import HooklineCommand
import Testing

/// A crash shows nothing of the memory of the program: a bug is reported as an internal error.
@Suite struct InternalErrorTests {
  /// Swift's runtime would print the memory that registers point to, and continue.
  @Test(arguments: [SIGABRT, SIGBUS, SIGSEGV, SIGTRAP])
  func crashSignalFromOutsidePrintsNoDump(signal: Int32) throws {
    let scratch = try Scratch()
    let messages = try scratch.file("messages")
    let (input, output) = (Pipe(), Pipe())
    let child = Child(DirectRun.webhooks)
    (child.process.standardInput, child.process.standardOutput) = (input, output)
    child.process.standardError = try FileHandle(forWritingTo: messages)
    try child.start()
    // Its first job shows that it is running.
    try input.fileHandleForWriting.write(contentsOf: DirectRun.firstLine)
    #expect(!output.fileHandleForReading.availableData.isEmpty)
    kill(child.process.processIdentifier, signal)
    #expect(child.finish() == 128 + signal)
    #expect(try Data(contentsOf: messages).isEmpty)
  }

  @Test func bugIsReportedAsAnInternalError() async throws {
    let result = try await #require(
      processExitsWith: .exitCode(70), observing: [\.standardErrorContent]
    ) {
      try ProcessStart.prepare()
      let none: [UInt8] = []
      _ = none[Int.random(in: 0...7)]
    }
    let messages = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(messages.contains("hookline: internal error: this is a bug: "))
  }
}
