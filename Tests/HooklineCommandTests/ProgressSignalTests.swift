import Foundation
import Glibc
import SampleData
import Testing

/// SIGUSR1 prints a line of progress at any time, and changes nothing else.
@Suite struct ProgressSignalTests {
  @Test(arguments: [([], 1), (["-q"], 1), (["-j", "4", "--read-bytes", "5000"], 40)])
  func idleRunPrintsALine(options: [String], lineCount: Int) throws {
    let lines = DirectRun.lines.prefix(lineCount).flatMap { $0 + [lineFeed] }
    let idle = try IdleRun(options, reading: lines, rest: Array("{".utf8))
    for _ in 0..<20 {
      let line = idle.ask()
      #expect(
        line.contains(/^hookline: [0-9.]+ k?B(  [0-9.]+ [kM]?B\/s)?  [0-9]+ jobs?\n$/), "\(line)")
    }
    let (status, messages) = try idle.end(by: SIGTERM)
    #expect(status == 128 + SIGTERM)
    let place = "hookline: stopped after (standard input):\(lineCount), byte \(lines.count): "
    #expect(messages.hasPrefix(place), "\(messages)")
  }

  @Test func signalThatTheParentBlockedIsAnswered() throws {
    let idle = try IdleRun(blocking: [SIGUSR1])
    #expect(idle.ask().hasPrefix("hookline: "))
    #expect(try idle.end(by: SIGINT).status == 128 + SIGINT)
  }

  @Test func ignoredSignalStaysIgnored() throws {
    let run = try BuiltBinary.run(
      shell: "trap '' USR1; { cat fixtures/events.ndjson; sleep 0.4; } |"
        + " hookline -w fixtures/webhooks.json & sleep 0.2; kill -USR1 $!; wait $!")
    #expect(run.status == 0)
    #expect(!run.messages.contains("jobs"))
  }

  /// Asks `child`, a run that succeeds and makes more jobs than its output takes, while its reader is stuck.
  ///
  /// - Returns: The line that it prints, and the jobs, which are read after it.
  private static func askWhileBlocked(_ child: Child) throws -> (line: String, jobs: Data) {
    let (output, messages) = (Pipe(), Pipe())
    child.process.standardOutput = output
    child.process.standardError = messages
    try child.start()
    try BlockedRuns.waitUntilFull(output)
    kill(child.process.processIdentifier, SIGUSR1)
    let line = String(decoding: messages.fileHandleForReading.availableData, as: UTF8.self)
    let jobs = try output.fileHandleForReading.readToEnd() ?? Data()
    #expect(child.finish() == 0)
    return (line, jobs)
  }

  /// The reader of the jobs is stuck, so the run cannot go on.
  @Test(arguments: [[], InterruptedRuns.severalThreads])
  func blockedWriteDoesNotDelayTheLine(options: [String]) throws {
    let scratch = try Scratch()
    let files = try scratch.copies(8, of: DirectRun.events)
    let child = Child(DirectRun.webhooks + options + files)
    let (line, jobs) = try Self.askWhileBlocked(child)
    #expect(line.contains(/^hookline: [0-9.]+ of 5\.2 MB  [0-9]+ %  .*[0-9]+ jobs\n$/), "\(line)")
    let isWhole = jobs.count == 8 * (try DirectRun.run.output.count)
    #expect(isWhole)
  }

  /// A line over the limit can be longer than any other input.
  @Test func bytesOfALineThatStreamsByCount() throws {
    let (input, messages) = (Pipe(), Pipe())
    let child = Child(DirectRun.webhooks + ["--max-line-bytes", "100"])
    child.process.standardInput = input
    child.process.standardOutput = FileHandle.nullDevice
    child.process.standardError = messages
    try child.start()
    try input.fileHandleForWriting.write(contentsOf: [UInt8](repeating: 32, count: 300_000))
    var line = ""
    // Until all of it was read.
    for _ in 0..<200 where !line.hasPrefix("hookline: 300.0 kB  ") {
      usleep(10_000)
      kill(child.process.processIdentifier, SIGUSR1)
      line = String(decoding: messages.fileHandleForReading.availableData, as: UTF8.self)
    }
    #expect(line.contains(/^hookline: 300\.0 kB  .*  0 jobs\n$/), "\(line)")
    try input.fileHandleForWriting.close()
    #expect(child.finish() == 65)
  }

  /// Others may have read a part of standard input.
  @Test func inputCountsFromItsPosition() throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "events", holding: Array(repeating: DirectRun.events, count: 8).flatMap(\.self))
    let child = Child(DirectRun.webhooks)
    let input = try FileHandle(forReadingFrom: file)
    try input.seek(toOffset: UInt64(DirectRun.events.count))
    child.process.standardInput = input
    let (line, jobs) = try Self.askWhileBlocked(child)
    #expect(line.contains(" of 4.6 MB  "), "\(line)")
    #expect(!jobs.isEmpty)
  }

  /// While definitions are read, nothing is known yet.
  @Test func signalBeforeTheRunDoesNotEndIt() throws {
    let scratch = try Scratch()
    let fixtures = BuiltBinary.fixtures.path()
    let run = try scratch.run(
      "mkfifo w; hookline -w w \(fixtures)/events.ndjson > jobs & exec 7> w; sleep 0.2;"
        + " kill -USR1 $!; sleep 0.1; cat \(fixtures)/webhooks.json >&7; exec 7>&-; wait $!")
    #expect(run.status == 0)
    #expect(run.messages.hasPrefix("hookline: nothing was read yet\nhookline: "))
    let isWhole = try scratch.bytes(of: "jobs") == DirectRun.run.output
    #expect(isWhole)
  }

  /// With `--failed`, jobs are made once the log was read.
  @Test func jobsOfALogAreMadeAtTheEnd() throws {
    let scratch = try Scratch()
    let records = try FixtureLog.records().map { $0 + [lineFeed] }
    let log = try scratch.file("log", holding: Array(records.joined()))
    let child = Child(DirectRun.webhooks + ["--from", "log", "--failed", log.path()])
    let (line, jobs) = try Self.askWhileBlocked(child)
    #expect(line.contains(/^hookline: [0-9.]+ kB read, making jobs now  142 jobs\n$/), "\(line)")
    #expect(!jobs.isEmpty)
  }

  /// However many signals come, and whatever the run is doing: its results are the same, and each line is whole.
  @Test(arguments: [[], ["-j", "4", "--read-bytes", "5000"]])
  func busyRunIsNotDisturbed(options: [String]) throws {
    let scratch = try Scratch()
    let bad = Array(repeating: DirectRun.firstLine + Array("7\n".utf8), count: 300).joined()
    _ = try scratch.file("bad", holding: Array(bad))
    let inputs = Array(
      repeating: "bad \(BuiltBinary.fixtures.path())/events.ndjson",
      count: TestSize.debug(4, release: 40))
    let command =
      "hookline -w \(BuiltBinary.fixtures.path())/webhooks.json \(options.joined(separator: " "))"
      + " --rejects rejects \(inputs.joined(separator: " "))"
    let whole = try scratch.run("\(command) > jobs; s=$?; mv rejects due; exit $s")
    // Without a limit, a run that does little but handle signals could go on for minutes.
    let run = try scratch.run(
      "\(command) > seen & until [ -s seen ]; do :; done; n=20000;"
        + " while [ $n -gt 0 ] && kill -USR1 $! 2> /dev/null; do n=$((n - 1)); done; wait $!")
    #expect(run.status == whole.status)
    let isEqual = try scratch.run("cmp jobs seen && cmp due rejects").status == 0
    #expect(isEqual)
    let lines = run.messages.split(separator: "\n")
    let progress = /^hookline: [0-9.]+ of [0-9.]+ [kM]B  [0-9]+ %  .*jobs?(  [0-9]+ rejected)?$/
    let isProgress = { (line: Substring) in line.contains(progress) }
    #expect(lines.contains(where: isProgress))
    #expect(lines.filter { !isProgress($0) } == whole.messages.split(separator: "\n"))
  }
}
