import Foundation
import Glibc
import Testing

/// What the parent process set for signals, blocked, ignored or an alarm, does not keep a run from ending as it should.
@Suite struct InheritedSignalTests {
  /// A parent such as uWSGI starts programs with signals blocked.
  @Test func signalThatTheParentBlockedEndsTheRun() throws {
    let idle = try IdleRun(blocking: [SIGTERM, SIGALRM])
    #expect(try idle.end(by: SIGTERM).status == 128 + SIGTERM)
  }

  /// With several threads, each unblocks the alarm in its own calls.
  @Test(arguments: ["1", "2"]) func stuckReaderIsGivenUpWithABlockedAlarm(threads: String) throws {
    let output = Pipe()
    let child = try BlockedRuns.start(["-j", threads], writingTo: output, blocking: [SIGALRM])
    let start = ContinuousClock.now
    kill(child.process.processIdentifier, SIGTERM)
    #expect(child.finish() == 128 + SIGTERM)
    #expect(start.duration(to: .now) < .seconds(30))
    try output.fileHandleForReading.close()
  }

  /// A parent can set a time limit with `alarm` and `exec`.
  @Test(arguments: [[], ["-j", "2", "--read-bytes", "50"]])
  func alarmOfTheParentEndsTheRun(options: [String]) throws {
    #expect(try IdleRun(options).end(by: SIGALRM).status == 128 + SIGALRM)
  }

  @Test func ignoredSignalStaysIgnored() throws {
    let run = try BuiltBinary.run(
      shell: "trap '' INT TERM HUP; { cat fixtures/events.ndjson; sleep 0.5; } |"
        + " hookline -w fixtures/webhooks.json & sleep 0.3; kill -TERM $!; wait $!")
    #expect(run.status == 0)
    #expect(run.lines.count == 142)
  }
}
