import Foundation
import Glibc
import SampleData
import Testing

/// SIGINT, SIGTERM and SIGHUP: the program stops cleanly, reports where, and dies of the signal.
@Suite struct InterruptionTests {
  /// The start of the next line can arrive after a job is written, and means something else at the start of an input.
  @Test(arguments: [("log", "[1"), ("events", "\u{FEFF}{")], ["1", "4"])
  func thePlaceSaysWhatMustStandBeforeARestThatCameLate(
    from: (form: String, rest: String), threads: String
  ) throws {
    let scratch = try Scratch()
    let messages = try scratch.file("messages")
    let (input, output) = (Pipe(), Pipe())
    let child = Child(DirectRun.webhooks + ["-j", threads, "--from", from.form])
    (child.process.standardInput, child.process.standardOutput) = (input, output)
    child.process.standardError = try FileHandle(forWritingTo: messages)
    try child.start()
    let line =
      from.form == "log"
      ? Array(try #require(try DirectRun.run.lines.first)) : Array(DirectRun.lines[0])
    try input.fileHandleForWriting.write(contentsOf: line + [lineFeed])
    #expect(!output.fileHandleForReading.availableData.isEmpty)
    try input.fileHandleForWriting.write(contentsOf: Data(from.rest.utf8))
    usleep(300_000)
    kill(child.process.processIdentifier, SIGTERM)
    #expect(child.finish() == 128 + SIGTERM)
    let text = try String(contentsOf: messages, encoding: .utf8)
    #expect(text.contains("byte \(line.count + 1): run again from there, with 0 before it"))
  }

  /// The input of the interrupted runs.
  private static let input = Array(repeating: DirectRun.events, count: InterruptedRuns.repetitions)
    .flatMap(\.self)

  /// Whenever the signal arrives, the output is whole lines, and running again from the reported place gives the rest.
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func runningAgainFromThePlaceGivesTheRest(signal: Int32) throws {
    let rounds = signal == SIGTERM ? InterruptedRuns.count : InterruptedRuns.count / 5
    var stoppedCount = 0
    try InterruptedRuns.make(rounds, over: Self.input, by: signal) { run, whole in
      let place = try /stopped after .*:(\d+), byte (\d+): run again from there\n/
        .firstMatch(in: run.messages)
      guard let place, let line = Int(place.1), let byte = Int(place.2) else {
        // A signal before they are handled kills the program; one after the last line comes too late.
        let isOver = run.status == 0 && run.output == whole
        #expect(
          isOver || run.status == 128 + signal && run.output.isEmpty,
          "status \(run.status), \(run.output.count) of \(whole.count) bytes, \(run.messages)")
        return
      }
      #expect(run.status == 128 + signal)
      #expect(run.output.isEmpty || run.output.last == lineFeed)
      #expect(Self.input.prefix(byte).count { $0 == lineFeed } == line)
      #expect(byte == 0 || Self.input[byte - 1] == lineFeed)
      let rest = try BuiltBinary.run(
        DirectRun.webhooks, input: Array(Self.input.dropFirst(byte)))
      let isSame = run.output + rest.output == whole
      #expect(isSame, "\(place.0), status \(run.status)")
      if byte > 0, byte < Self.input.count { stoppedCount += 1 }
    }
    print("signal \(signal): \(rounds) rounds, \(stoppedCount) stopped in the middle")
    #expect(stoppedCount > 0 || rounds < 20)
  }

  /// `kill -9` leaves whole jobs and at most one piece of the next.
  @Test func killedAtAnyMomentItLeavesOnePieceAtMost() throws {
    var (tornCount, partCount) = (0, 0)
    let rounds = InterruptedRuns.count
    try InterruptedRuns.make(rounds, over: Self.input, by: SIGKILL) { run, whole in
      #expect(run.status == 128 + SIGKILL || run.status == 0)
      let isPrefix = whole.starts(with: run.output)
      #expect(isPrefix)
      if !run.output.isEmpty, run.output.count < whole.count { partCount += 1 }
      if let last = run.output.last, last != lineFeed { tornCount += 1 }
    }
    print("SIGKILL: \(rounds) rounds, \(partCount) in the middle, \(tornCount) torn")
    #expect(partCount > 0 || rounds < 20)
  }

  /// Starts a run that has read `lineCount` lines and a partial one, and waits for more.
  private func idleRun(
    _ options: [String] = [], lineCount: Int = 1
  ) throws -> (child: Child, input: Pipe, messages: Pipe) {
    let (input, output, messages) = (Pipe(), Pipe(), Pipe())
    let child = Child(DirectRun.webhooks + options)
    child.process.standardInput = input
    child.process.standardOutput = output
    child.process.standardError = messages
    try child.start()
    let lines = DirectRun.lines.prefix(lineCount).flatMap { $0 + [lineFeed] }
    try input.fileHandleForWriting.write(contentsOf: lines + [0x7B])
    let expected = try BuiltBinary.run(DirectRun.webhooks, input: lines).output.count
    var count = 0
    while count < expected { count += output.fileHandleForReading.availableData.count }
    return (child, input, messages)
  }

  @Test(arguments: [([], 1), (InterruptedRuns.severalThreads, 40)])
  func anIdleRunEndsAtOnce(options: [String], lineCount: Int) throws {
    var slowest = Duration.zero
    let rounds = lineCount == 1 ? InterruptedRuns.count : InterruptedRuns.count / 5
    // The partial line does not count as processed.
    let byte = DirectRun.lines.prefix(lineCount).reduce(0) { $0 + $1.count + 1 }
    for _ in 0..<rounds {
      let (child, input, messages) = try idleRun(options, lineCount: lineCount)
      let start = ContinuousClock.now
      kill(child.process.processIdentifier, SIGTERM)
      #expect(child.finish() == 128 + SIGTERM)
      slowest = max(slowest, start.duration(to: .now))
      try input.fileHandleForWriting.close()
      let present = String(
        decoding: try messages.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
      #expect(
        present.hasPrefix(
          "hookline: stopped after (standard input):\(lineCount), byte \(byte): run again from there\n"
        ))
    }
    print("idle: \(rounds) rounds, the slowest took \(slowest)")
  }

  /// The part kept of an overlong line whose end has not arrived would be taken for a line.
  @Test func aSignalLeavesNoPieceOfALineAmongTheRejectedOnes() throws {
    let scratch = try Scratch()
    let run = try BuiltBinary.run(
      shell: "{ echo 7; head -c 300000 /dev/zero; exec sleep 30; } | {"
        + " hookline -w \(BuiltBinary.fixtures.path())/webhooks.json --max-line-bytes 99 --rejects-raw raw - &"
        + " until [ $(stat -c %s raw) = 300002 ]; do sleep 0.02; done;"
        + " kill -TERM $!; wait $!; s=$?; pkill -P $$ sleep; cat raw; exit $s; }",
      in: scratch.folder)
    #expect(run.status == 128 + SIGTERM)
    #expect(run.output == Array("7\n".utf8))
    #expect(run.messages.contains("stopped after (standard input):1, byte 2: run again from there"))
  }

  @Test func aSignalBeatsWhatFailedBefore() throws {
    let run = try BuiltBinary.run(
      shell: "{ echo 7; exec sleep 30; } | { hookline -w fixtures/webhooks.json nowhere - & "
        + "sleep 0.5; kill -HUP $!; wait $!; s=$?; pkill -P $$ sleep; exit $s; }")
    #expect(run.status == 128 + SIGHUP)
    #expect(run.messages.contains("nowhere: No such file or directory"))
    #expect(run.messages.contains("stopped after (standard input):1, byte 2: run again from there"))
  }

  /// The output of the last block is written at the end, and that write can block like any other.
  @Test func aSignalDuringTheLastWriteIsNotLost() throws {
    let scratch = try Scratch()
    let lines = DirectRun.lines.prefix(120)
    let file = try scratch.file(
      "block", holding: Array(lines.joined(separator: [lineFeed])) + [lineFeed])
    let whole = try BuiltBinary.run(DirectRun.webhooks + [file.path()]).output
    let run = try runThatIsSignalledWhileItWrites(SIGINT, [file.path()])
    #expect(run.status == 128 + SIGINT)
    let isWhole = run.output == whole
    #expect(isWhole)
    #expect(run.messages.contains("stopped after \(file.path()):120, byte "))
  }

  /// Only the place where the limit stopped the run is reported: running again from a later one would miss lines.
  @Test func aSignalBehindALimitTellsNoPlace() throws {
    let run = try runThatIsSignalledWhileItWrites(
      SIGTERM, ["--max-jobs", "45", "fixtures/events.ndjson"])
    #expect(run.status == 128 + SIGTERM)
    #expect(run.lines.count == 45 && run.output.last == lineFeed)
    #expect(
      run.messages.contains(
        "stopped at fixtures/events.ndjson:104: --max-jobs allows no more jobs\n"))
    #expect(!run.messages.contains("run again"))
  }

  /// Runs the program with an output that is read only after a write has blocked and `signal` was sent.
  private func runThatIsSignalledWhileItWrites(
    _ signal: Int32, _ arguments: [String]
  ) throws -> Run {
    let (output, messages) = (Pipe(), Pipe())
    let child = Child(DirectRun.webhooks + arguments)
    child.process.standardOutput = output
    child.process.standardError = messages
    try child.start()
    try Self.waitUntilFull(output)
    kill(child.process.processIdentifier, signal)
    let jobs = try output.fileHandleForReading.readToEnd() ?? Data()
    return Run(
      status: child.finish(), output: [UInt8](jobs),
      messages: String(
        decoding: try messages.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self))
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

  /// Starts a run whose output is not read, so that it blocks in a write.
  private func stuckRun(_ output: Pipe, _ options: [String]) throws -> Child {
    let files = Array(repeating: "fixtures/events.ndjson", count: 8)
    let child = Child(DirectRun.webhooks + options + files)
    child.process.standardOutput = output
    child.process.standardError = FileHandle.nullDevice
    try child.start()
    try Self.waitUntilFull(output)
    return child
  }

  /// Waits until `pipe` takes no more; how many bytes fit depends on the sizes of the writes.
  static func waitUntilFull(_ pipe: Pipe) throws {
    var (held, before, stillCount): (Int32, Int32, Int) = (0, 0, 0)
    while held < 32_768 || stillCount < 50 {
      usleep(10_000)
      // SAFETY: FIONREAD writes one number, which is alive for the call.
      try #require(
        unsafe ioctl(pipe.fileHandleForReading.fileDescriptor, UInt(FIONREAD), &held) == 0)
      stillCount = held == before ? stillCount + 1 : 0
      before = held
    }
  }

  @Test(arguments: [[], InterruptedRuns.severalThreads])
  func aSecondSignalEndsItAtOnce(options: [String]) throws {
    let output = Pipe()
    let child = try stuckRun(output, options)
    let start = ContinuousClock.now
    kill(child.process.processIdentifier, SIGTERM)
    usleep(100_000)
    kill(child.process.processIdentifier, SIGTERM)
    #expect(child.finish() == 128 + SIGTERM)
    #expect(start.duration(to: .now) < .seconds(4))
    try output.fileHandleForReading.close()
  }

  @Test(arguments: [[], InterruptedRuns.severalThreads])
  func aStuckReaderIsNotWaitedForLongerThanFiveSeconds(options: [String]) throws {
    let output = Pipe()
    let child = try stuckRun(output, options)
    kill(child.process.processIdentifier, SIGTERM)
    #expect(child.finish() == 128 + SIGTERM)
    try output.fileHandleForReading.close()
  }
}
