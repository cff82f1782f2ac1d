import Foundation
import Glibc
import Testing

/// SIGINT, SIGTERM and SIGHUP end a run at once, whatever it waits for: it reports the place and dies of the signal.
@Suite struct SignalTests {
  @Test(arguments: [([], 1), (InterruptedRuns.severalThreads, 40)])
  func idleRunEndsAtOnce(options: [String], lineCount: Int) throws {
    var durations: [Duration] = []
    // At least five, for a median.
    let rounds = max(5, lineCount == 1 ? InterruptedRuns.count : InterruptedRuns.count / 5)
    let lines = DirectRun.lines.prefix(lineCount).flatMap { $0 + [lineFeed] }
    for _ in 0..<rounds {
      // The partial line does not count as processed.
      let idle = try IdleRun(options, reading: lines, rest: Array("{".utf8))
      let start = ContinuousClock.now
      let (status, messages) = try idle.end(by: SIGTERM)
      durations.append(start.duration(to: .now))
      #expect(status == 128 + SIGTERM)
      #expect(
        messages.hasPrefix(
          "hookline: stopped after (standard input):\(lineCount), byte \(lines.count): run again from there\n"
        ))
    }
    // The median: some rounds take longer on a busy machine.
    durations.sort()
    #expect(durations[rounds / 2] < .milliseconds(100))
  }

  /// When several processes read one pipe, `poll` can report data that another one takes, and then the read blocks.
  ///
  /// Here a preloaded `poll` reports data when there is none.
  @Test(arguments: [false, true], [[], ["-j", "4", "--read-bytes", "50"]])
  func blockedReadIsInterrupted(isNonblocking: Bool, options: [String]) throws {
    let scratch = try Scratch()
    let library = try Preload.library(
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <poll.h>
      int poll(struct pollfd *requests, nfds_t count, int timeout) {
        int (*system_poll)(struct pollfd *, nfds_t, int) = dlsym(RTLD_NEXT, "poll");
        if (requests[0].events != POLLIN || requests[0].fd != 0 || \(isNonblocking ? "timeout" : "0"))
          return system_poll(requests, count, timeout);
        requests[0].revents = POLLIN;
        return 1;
      }
      """, in: scratch)
    // The shortest of several: a busy machine makes one longer, but not all.
    var shortest = Duration.seconds(60)
    for _ in 0..<3 {
      let idle = try IdleRun(options, preload: library, isNonblocking: isNonblocking)
      usleep(100_000)
      let start = ContinuousClock.now
      let (status, messages) = try idle.end(by: SIGTERM)
      shortest = min(shortest, start.duration(to: .now))
      #expect(status == 128 + SIGTERM)
      #expect(messages.contains(":1, byte \(DirectRun.firstLine.count): run again"))
    }
    #expect(shortest < .milliseconds(500))
  }

  /// The output of the last block is written at the end, and that write can block like any other.
  @Test func signalDuringTheLastWriteIsNotLost() throws {
    let scratch = try Scratch()
    let lines = DirectRun.lines.prefix(120)
    let file = try scratch.file(
      "block", holding: Array(lines.joined(separator: [lineFeed])) + [lineFeed])
    let whole = try BuiltBinary.run(DirectRun.webhooks + [file.path()]).output
    let run = try BlockedRuns.run([file.path()], thenSending: SIGINT)
    #expect(run.status == 128 + SIGINT)
    let isWhole = run.output == whole
    #expect(isWhole)
    #expect(run.messages.contains("stopped after \(file.path()):120, byte "))
  }

  @Test(arguments: [[], InterruptedRuns.severalThreads])
  func secondSignalEndsABlockedWriteAtOnce(options: [String]) throws {
    let output = Pipe()
    let child = try BlockedRuns.start(options, writingTo: output)
    let start = ContinuousClock.now
    kill(child.process.processIdentifier, SIGTERM)
    usleep(200_000)
    kill(child.process.processIdentifier, SIGTERM)
    #expect(child.finish() == 128 + SIGTERM)
    #expect(start.duration(to: .now) < .seconds(4))
    try output.fileHandleForReading.close()
  }

  /// As `timeout` sends them, to the program and to its process group: they are one request to end.
  @Test(arguments: [[], InterruptedRuns.severalThreads], [SIGTERM, SIGHUP])
  func signalsThatComeTogetherCountAsOne(options: [String], second: Int32) throws {
    for _ in 0..<5 {
      let idle = try IdleRun(options)
      let (status, messages) = try idle.end(by: SIGTERM, second, SIGTERM)
      #expect(status == 128 + SIGTERM || second == SIGHUP && status == 128 + SIGHUP)
      #expect(messages.contains("stopped after (standard input):1, byte "))
    }
  }

  @Test func signalEndsTheWaitForAFIFO() throws {
    let scratch = try Scratch()
    let fifo = scratch.folder.appending(path: "fifo")
    try #require(scratch.run("mkfifo fifo").status == 0)
    let messages = Pipe()
    let child = Child(DirectRun.webhooks + [fifo.path()])
    child.process.standardError = messages
    try child.start()
    usleep(300_000)
    kill(child.process.processIdentifier, SIGTERM)
    #expect(child.finish() == 128 + SIGTERM)
  }
}
