import Foundation
import HooklineCommand
import SampleData
import Testing

/// `--unique`: no job is made twice; the first stays where it is.
@Suite struct UniqueOptionTests {
  @Test(arguments: ["-w a --unique", "-w a --unique --unique"])
  func uniqueOptionIsAccepted(line: String) throws {
    #expect(try Invocation(line: line) == .routing { $0.isUnique = true })
  }

  /// The same events many times over, from several threads: the jobs are those of the first time.
  @Test(arguments: [[], ["-j", "4", "--read-bytes", "5000"], ["-j", "3", "--read-bytes", "999"]])
  func repeatedJobsAreLeftOut(effort: [String]) throws {
    let scratch = try Scratch()
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--unique"] + effort + scratch.copies(8, of: DirectRun.events))
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame && run.status == 0)
    #expect(run.messages.hasPrefix("hookline: 994 jobs left out: already made in this run\n"))
  }

  /// Events that differ in a byte have other ids; those that differ in what is around them do not.
  @Test func theEventsBytesDecide() throws {
    let event = String(decoding: DirectRun.firstLine.dropLast(), as: UTF8.self)
    let lines = [event, " " + event + "\t", "\r" + event + "\r\r", event.dropLast() + " }"]
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--unique"], input: Array(lines.joined(separator: "\n").utf8))
    #expect(run.lines.count == 2)
    #expect(run.messages == "hookline: 2 jobs left out: already made in this run\n")
  }

  /// The limit is on the jobs that are written, and stops at the event of the one that would be too many.
  @Test(arguments: [[], ["-j", "4", "--read-bytes", "5000"]])
  func leftOutJobsDoNotCountForTheLimit(effort: [String]) throws {
    let names = ["fixtures/events.ndjson", "fixtures/events.ndjson"]
    let whole = try BuiltBinary.run(
      DirectRun.webhooks + ["--unique", "--max-jobs", "142"] + effort + names)
    let isSame = try whole.output == DirectRun.run.output
    #expect(isSame && whole.status == 0)
    let cut = try BuiltBinary.run(
      DirectRun.webhooks + ["--unique", "--max-jobs", "141"] + effort + names)
    let isCut = try cut.lines == Array(DirectRun.run.lines.prefix(141))
    #expect(isCut && cut.status == 75)
  }

  @Test func countsAreThoseOfTheJobs() throws {
    let once = try BuiltBinary.run(DirectRun.webhooks + ["--count", "fixtures/events.ndjson"])
    let twice = try BuiltBinary.run(
      DirectRun.webhooks
        + ["--count", "--unique", "-j", "3", "--read-bytes", "999"]
        + ["fixtures/events.ndjson", "fixtures/events.ndjson"])
    func rows(_ run: Run) -> [String] {
      run.lines.prefix(23).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(rows(once) == rows(twice))
  }
}
