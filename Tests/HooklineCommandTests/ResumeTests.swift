import Foundation
import Glibc
import SampleData
import Testing

/// After a signal, running again from the reported place gives the missing jobs and none twice.
@Suite struct ResumeTests {
  /// Whenever the signal arrives, the output is whole lines, and running again from the reported place gives the rest.
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func resumedRunGivesTheMissingJobs(signal: Int32) throws {
    let rounds = signal == SIGTERM ? InterruptedRuns.count : InterruptedRuns.count / 5
    var stoppedCount = 0
    try InterruptedRuns.make(rounds, over: InterruptedRuns.events, by: signal) { run, whole in
      let place = try /stopped after .*:(\d+), byte (\d+): run again from there(?: \(tail .*\))?\n/
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
      #expect(InterruptedRuns.events.prefix(byte).count { $0 == lineFeed } == line)
      #expect(byte == 0 || InterruptedRuns.events[byte - 1] == lineFeed)
      let rest = try BuiltBinary.run(
        DirectRun.webhooks, input: Array(InterruptedRuns.events.dropFirst(byte)))
      let isSame = run.output + rest.output == whole
      #expect(isSame, "\(place.0), status \(run.status)")
      if byte > 0, byte < InterruptedRuns.events.count { stoppedCount += 1 }
    }
    print("signal \(signal): \(rounds) rounds, \(stoppedCount) stopped in the middle")
    #expect(stoppedCount > 0 || rounds < 20)
  }

  /// After a signal in the middle of an array, the message says what to put before the rest, which gives the missing jobs.
  @Test(arguments: [SampleLog.Form.compact, .pretty])
  func resumedLogArrayGivesTheMissingJobs(form: SampleLog.Form) throws {
    let count = InterruptedRuns.repetitions * 2
    let records = Array(repeating: try FixtureLog.records(), count: count).flatMap(\.self)
    let file = SampleLog.file(records, in: form)
    let log = ["--from", "log"]
    var stoppedCount = 0
    let rounds = InterruptedRuns.count / 2
    try InterruptedRuns.make(rounds, over: file, options: log, by: SIGTERM) { run, whole in
      let place = try
        /byte (\d+): run again from there(?: \(tail .*\))?(?:, with (\[\]?) before it)?\n/
        .firstMatch(in: run.messages)
      guard let place, let byte = Int(place.1) else {
        let isOver = run.status == 0 && run.output == whole
        #expect(isOver || run.status == 128 + SIGTERM && run.output.isEmpty)
        return
      }
      #expect(run.status == 128 + SIGTERM)
      let prefix = Array((place.2 ?? "").utf8)
      let rest = try BuiltBinary.run(
        DirectRun.webhooks + log, input: prefix + file.dropFirst(byte))
      let isSame = run.output + rest.output == whole
      #expect(isSame && rest.status == 0, "\(run.messages)")
      if byte > 0, byte < file.count { stoppedCount += 1 }
    }
    #expect(stoppedCount > 0 || rounds < 20)
  }

  /// In a file of lines the rest gives the missing jobs even if it begins with `[` or a byte-order mark; a last line whose job
  /// was written is not part of it.
  @Test func resumedLogLinesGiveTheMissingJobs() throws {
    let odd = ["[1]\n", " \n[{}]\n", "\u{FEFF}{}\n"].map { Array($0.utf8) }
    let lines = try FixtureLog.records().enumerated().map { number, record in
      record + [lineFeed] + (number.isMultiple(of: 2) ? odd[number / 2 % odd.count] : [])
    }
    let count = InterruptedRuns.repetitions
    let file = Array(Array(repeating: lines, count: count).joined().joined().dropLast())
    let log = ["--from", "log"]
    try InterruptedRuns.make(InterruptedRuns.count, over: file, options: log, by: SIGTERM) {
      run, whole in
      let place = try /byte (\d+): run again from there(?: \(tail .*\))?(?:, with (0) before it)?\n/
        .firstMatch(in: run.messages)
      guard let place, let byte = Int(place.1) else { return }
      let prefix = Array((place.2 ?? "").utf8)
      let rest = try BuiltBinary.run(
        DirectRun.webhooks + log, input: prefix + file.dropFirst(byte))
      let isSame = run.output + rest.output == whole
      #expect(isSame, "byte \(byte) of \(file.count)")
    }
  }

  /// The command that the message gives for a file prints the rest.
  @Test func suggestedCommandPrintsTheRest() throws {
    let scratch = try Scratch()
    let events = Array(repeating: DirectRun.events, count: 4).flatMap(\.self)
    let file = try scratch.file("events file", holding: events)
    let (output, messages) = (Pipe(), Pipe())
    let child = Child(DirectRun.webhooks + [file.path(percentEncoded: false), "/dev/null"])
    (child.process.standardOutput, child.process.standardError) = (output, messages)
    try child.start()
    try BlockedRuns.waitUntilFull(output)
    kill(child.process.processIdentifier, SIGTERM)
    _ = try output.fileHandleForReading.readToEnd()
    #expect(child.finish() == 128 + SIGTERM)
    let bytes = try messages.fileHandleForReading.readToEnd() ?? Data()
    let place = try #require(
      String(decoding: bytes, as: UTF8.self)
        .firstMatch(
          of: /byte (\d+): run again from there \((tail .*)\) and with the files after it\n/))
    let count = try #require(Int(place.1))
    let rest = try scratch.run(String(place.2)).output
    #expect(count > 0 && count < events.count && rest == Array(events.dropFirst(count)))
  }

  /// The start of the next line can arrive after a job is written, and means something else at the start of an input.
  @Test(arguments: [("log", "[1"), ("events", "\u{FEFF}{")], ["1", "4"])
  func placeNamesThePrefixOfARestThatCameLate(
    from: (form: String, rest: String), threads: String
  ) throws {
    let line =
      from.form == "log"
      ? Array(try #require(try DirectRun.run.lines.first)) + [lineFeed] : DirectRun.firstLine
    let idle = try IdleRun(["-j", threads, "--from", from.form], reading: line)
    try idle.input.fileHandleForWriting.write(contentsOf: Data(from.rest.utf8))
    usleep(300_000)
    let (status, messages) = try idle.end(by: SIGTERM)
    #expect(status == 128 + SIGTERM)
    #expect(messages.contains("byte \(line.count): run again from there, with 0 before it"))
  }
}
