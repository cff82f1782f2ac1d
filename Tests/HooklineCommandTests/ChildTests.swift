import Foundation
import Glibc
import Testing

/// The end of a process is noticed even if Foundation does not report it, and one that does not end is killed.
@Suite struct ChildTests {
  @Test func processThatDoesNotEndIsKilledWithItsChildren() throws {
    let child = Child(["-c", "sleep 60 & wait"], of: URL(filePath: "/bin/bash"))
    try child.start()
    let began = ContinuousClock.now
    withKnownIssue { #expect(child.finish(within: 1) == 128 + SIGKILL) }
    #expect(ContinuousClock.now - began < .seconds(30))
  }

  /// What leaves the process group keeps the socket by which Foundation notices the end, as what inherits it by chance does.
  @Test func processOutsideTheGroupIsNotWaitedFor() throws {
    let child = Child(
      ["-c", "setsid sleep 60 > /dev/null 2>&1 & exit 3"], of: URL(filePath: "/bin/bash"))
    try child.start()
    let start = ContinuousClock.now
    #expect(child.finish() == 3)
    #expect(!child.isRunning)
    #expect(start.duration(to: .now) < .seconds(30))
  }

  @Test func processInTheGroupIsWaitedFor() throws {
    let scratch = try Scratch()
    let child = Child(
      ["-c", "{ sleep 2; echo x > late; } & exit 3"], of: URL(filePath: "/bin/bash"),
      in: scratch.folder)
    try child.start()
    #expect(child.finish() == 3)
    #expect(scratch.contains("late"))
  }

  @Test func signalThatEndsAProcessIsReportedAsAShellDoes() throws {
    let child = Child(
      ["-c", "setsid sleep 60 > /dev/null 2>&1 & kill -9 $$"], of: URL(filePath: "/bin/bash"))
    try child.start()
    #expect(child.finish() == 128 + SIGKILL)
  }
}
