import Foundation
import Glibc
import Testing

/// Calls that block: on input that another process takes, on a slow reader, on a leased file.
@Suite struct WaitingTests {
  /// Starts the program with an input that stays open after its first line, and waits for that line's job.
  private func idleChild(
    blocking blocked: [Int32] = [], preload: String? = nil, notWaiting: Bool = false,
    _ options: [String] = []
  ) throws -> (child: Child, input: Pipe, messages: Pipe) {
    let (input, output, messages) = (Pipe(), Pipe(), Pipe())
    let child = Child(DirectRun.webhooks + options)
    child.process.standardInput = input
    child.process.standardOutput = output
    child.process.standardError = messages
    if let preload { child.process.environment?["LD_PRELOAD"] = preload }
    if notWaiting {
      try #require(fcntl(input.fileHandleForReading.fileDescriptor, F_SETFL, O_NONBLOCK) == 0)
    }
    try child.start(blocking: blocked)
    try input.fileHandleForWriting.write(contentsOf: DirectRun.lines[0] + [lineFeed])
    #expect(!output.fileHandleForReading.availableData.isEmpty)
    return (child, input, messages)
  }

  /// When several processes read one pipe, `poll` can report data that another one takes, and then the read blocks.
  ///
  /// Here a preloaded `poll` reports data when there is none.
  @Test(arguments: [false, true], [[], ["-j", "4", "--read-bytes", "50"]])
  func aReadThatWaitsIsInterrupted(notWaiting: Bool, options: [String]) throws {
    let scratch = try Scratch()
    let library = try Preload.library(
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <poll.h>
      int poll(struct pollfd *requests, nfds_t count, int timeout) {
        int (*system_poll)(struct pollfd *, nfds_t, int) = dlsym(RTLD_NEXT, "poll");
        if (requests[0].events != POLLIN || requests[0].fd != 0 || \(notWaiting ? "timeout" : "0"))
          return system_poll(requests, count, timeout);
        requests[0].revents = POLLIN;
        return 1;
      }
      """, in: scratch)
    let (child, input, messages) = try idleChild(
      preload: library, notWaiting: notWaiting, options)
    let start = ContinuousClock.now
    usleep(100_000)
    kill(child.process.processIdentifier, SIGTERM)
    #expect(child.finish() == 128 + SIGTERM)
    #expect(start.duration(to: .now) < .seconds(4))
    try input.fileHandleForWriting.close()
    let present = try messages.fileHandleForReading.readToEnd() ?? Data()
    #expect(
      String(decoding: present, as: UTF8.self).contains(
        ":1, byte \(DirectRun.lines[0].count + 1): run again"))
  }

  /// A parent such as uWSGI starts programs with signals blocked.
  @Test func signalsThatTheParentBlockedEndIt() throws {
    let (child, input, _) = try idleChild(blocking: [SIGTERM, SIGALRM])
    kill(child.process.processIdentifier, SIGTERM)
    #expect(child.finish() == 128 + SIGTERM)
    try input.fileHandleForWriting.close()
  }

  @Test func aStuckReaderIsNotWaitedForIfTheParentBlockedTheAlarm() throws {
    let output = Pipe()
    let child = Child(
      DirectRun.webhooks + Array(repeating: "fixtures/events.ndjson", count: 8))
    child.process.standardOutput = output
    child.process.standardError = FileHandle.nullDevice
    try child.start(blocking: [SIGALRM])
    try InterruptionTests.waitUntilFull(output)
    let start = ContinuousClock.now
    kill(child.process.processIdentifier, SIGTERM)
    #expect(child.finish() == 128 + SIGTERM)
    #expect(start.duration(to: .now) < .seconds(30))
    try output.fileHandleForReading.close()
  }

  /// A parent can set a time limit with `alarm` and `exec`.
  @Test(arguments: [[], ["-j", "2", "--read-bytes", "50"]])
  func anAlarmOfTheParentEndsIt(options: [String]) throws {
    let (child, input, _) = try idleChild(options)
    kill(child.process.processIdentifier, SIGALRM)
    #expect(child.finish() == 128 + SIGALRM)
    try input.fileHandleForWriting.close()
  }

  /// A reader that takes bytes is not stuck; here it takes a single write of 600 KB.
  @Test(arguments: [[], ["-j", "4"]]) func aSlowReaderGetsAllThatIsDue(options: [String]) throws {
    let scratch = try Scratch()
    let webhooks = (100..<500).map { number in
      #"{"_id":"62685990d918fb5557f9f\#(number)","company":"625be93a286ef83c1c0e845f","#
        + #""isActive":true,"trigger":"create-edit-delete-task","url":"http://a","code":"h\#(number)"}"#
    }
    let definitions = try scratch.file("w", holding: Array(webhooks.joined(separator: "\n").utf8))
    let filling = String(repeating: "x", count: 1300)
    let event =
      #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","x":"\#(filling)"}"#
    let events = try scratch.file("events", holding: Array("\(event)\n".utf8))
    let (output, messages) = (Pipe(), Pipe())
    let child = Child(["-w", definitions.path(), events.path(), "/dev/zero"] + options)
    child.process.standardOutput = output
    child.process.standardError = messages
    try child.start()
    try InterruptionTests.waitUntilFull(output)
    kill(child.process.processIdentifier, SIGTERM)
    var received = 0
    for _ in 0..<14 {
      usleep(500_000)
      received += output.fileHandleForReading.readData(ofLength: 4096).count
    }
    let rest = try output.fileHandleForReading.readToEnd() ?? Data()
    #expect(child.finish() == 128 + SIGTERM)
    #expect(rest.last == lineFeed)
    #expect(received == 14 * 4096 && received + rest.count > 600_000)
    let present = String(
      decoding: try messages.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    #expect(
      present.hasPrefix(
        "hookline: stopped after \(events.path()):1, byte \(event.utf8.count + 1): "))
  }

  /// A pipe takes more only once a page of it is free: a reader of 400 bytes a second frees none in five seconds.
  @Test func aVerySlowReaderIsNotStuck() throws {
    let (output, messages) = (Pipe(), Pipe())
    let child = Child(DirectRun.webhooks + Array(repeating: "fixtures/events.ndjson", count: 4))
    child.process.standardOutput = output
    child.process.standardError = messages
    try child.start()
    try InterruptionTests.waitUntilFull(output)
    kill(child.process.processIdentifier, SIGTERM)
    for _ in 0..<15 {
      usleep(500_000)
      #expect(output.fileHandleForReading.readData(ofLength: 200).count == 200)
    }
    let rest = try output.fileHandleForReading.readToEnd() ?? Data()
    #expect(child.finish() == 128 + SIGTERM)
    #expect(rest.last == lineFeed)
    let present = try messages.fileHandleForReading.readToEnd() ?? Data()
    #expect(String(decoding: present, as: UTF8.self).hasPrefix("hookline: stopped after "))
  }

  /// Samba takes leases: a non-blocking open of a leased file fails, but `cat` waits and reads it.
  @Test func aLeasedFileIsWaitedFor() throws {
    let scratch = try Scratch()
    let file = try scratch.file("leased", holding: DirectRun.events)
    // Swift's Glibc does not name F_SETLEASE; the kernel sends a signal when a lease is broken, which must not end the tests.
    let setLease: Int32 = 1024
    signal(SIGIO, SIG_IGN)
    // SAFETY: the path is borrowed for the call.
    let holder = unsafe open(file.path(), O_RDWR | O_CLOEXEC)
    defer { close(holder) }
    guard fcntl(holder, setLease, Int32(F_WRLCK)) == 0 else {
      print("aLeasedFileIsWaitedFor: skipped, this file system has no leases")
      return
    }
    let output = try scratch.file("output")
    let child = Child(DirectRun.webhooks + [file.path()])
    child.process.standardOutput = try FileHandle(forWritingTo: output)
    child.process.standardError = FileHandle.nullDevice
    try child.start()
    usleep(300_000)
    try #require(fcntl(holder, setLease, Int32(F_UNLCK)) == 0)
    #expect(child.finish() == 0)
    let isSame = try [UInt8](Data(contentsOf: output)) == DirectRun.run.output
    #expect(isSame)
  }

  /// A terminal can become the controlling one, whose keys send signals, if the leader of a session without one opens it.
  @Test func aTerminalThatIsReadDoesNotControlIt() throws {
    let (scratch, terminal) = (try Scratch(), try Terminal())
    let run = try BuiltBinary.run(
      shell:
        "setsid sh -c 'echo $$ > pid; exec hookline -w \(BuiltBinary.fixtures.path())/webhooks.json"
        + " \(terminal.path)' & until [ -s pid ] && grep -q hookline /proc/$(cat pid)/stat; do sleep 0.02; done;"
        + " sleep 0.3; cut -d' ' -f7 /proc/$(cat pid)/stat; kill $(cat pid)", in: scratch.folder)
    #expect(String(decoding: run.output, as: UTF8.self) == "0\n")
  }
}
