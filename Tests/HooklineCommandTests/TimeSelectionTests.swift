import Foundation
import Hookline
import HooklineCommand
import SampleData
import Testing

/// `--since` and `--until`: only events of that time take part.
@Suite struct TimeSelectionTests {
  private static let moment = Moment("2022-05-01T18:30:00Z")
  private static let form =
    "a date, such as 2022-05-01, or a time in UTC, such as 2022-05-01T18:30:00Z"

  @Test(
    arguments: [
      ("-w a --since 2022-05-01T18:30:00Z", .routing { $0.selection.since = moment }),
      ("-w a --until=2022-05-01T18:30:00.000Z", .routing { $0.selection.until = moment }),
      (
        "-w a --since 2022-05-01 --until 2022-05-01",
        .routing {
          $0.selection.since = Moment("2022-05-01T00:00:00Z")
          $0.selection.until = $0.selection.since
        }
      ),
    ] as [(String, Invocation)])
  func timeOptionIsAccepted(line: String, expected: Invocation) throws {
    #expect(try Invocation(line: line) == expected)
  }

  @Test(
    arguments: [
      ("-w a --since", .missingValue("--since", value: "T")),
      ("-w a --since yesterday", .invalidValue("--since", form: form)),
      ("-w a --until 2022-05-01T18:30:00+00:00", .invalidValue("--until", form: form)),
      ("-w a --until 2022-02-29", .invalidValue("--until", form: form)),
      ("-w a --since 2022-05-01 --since 2022-05-01", .repeatedOption("--since")),
      ("-w a --until 2022-05-01 --since 2022-05-02", .untilBeforeSince),
    ] as [(String, UsageError)])
  func wrongTimeIsRejected(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

  /// A job, of which only the event is read.
  private struct Job: Decodable {
    struct Event: Decodable { let createdAt: String }
    let event: Event
  }

  /// The jobs of the events of the fixtures from `since` to `until`, compared as texts, all of which have the same form.
  private static func jobs(since: String, until: String) throws -> [String] {
    try DirectRun.run.lines.filter { job in
      let time = try JSONDecoder().decode(Job.self, from: Data(job)).event.createdAt
      return since <= time && time < until
    }.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [("1", "events"), ("3", "events"), ("1", "log"), ("3", "log")])
  func onlyEventsOfThatTimeMakeJobs(threads: String, form: String) throws {
    let input =
      form == "log" ? SampleLog.file(try FixtureLog.records(), in: .compact) : DirectRun.events
    // The second one is exactly that of an event.
    let times = [
      "0000-01-01", "2022-04-27T22:30:00Z", "2022-04-27T23:49:23.518Z", "2022-04-28", "9999-12-31",
    ]
    var jobCount = 0
    for (since, until) in zip(times, times.dropFirst()) {
      let run = try BuiltBinary.run(
        DirectRun.webhooks
          + ["--from", form, "-j", threads, "--since", since, "--until", until], input: input)
      let expected = try Self.jobs(since: since, until: until)
      #expect(run.lines.map { String(decoding: $0, as: UTF8.self) } == expected)
      #expect(run.status == 0 && !run.messages.contains("createdAt"))
      jobCount += expected.count
      #expect(expected.count > 5)
    }
    let all = try DirectRun.run.lines.count
    #expect(jobCount == all)
  }

  /// What is left out is not counted as matching nothing.
  @Test func countIsOfTheSelectedEvents() throws {
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--count", "--since=9999-12-31", "fixtures/events.ndjson"])
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(text.hasSuffix("\n0  jobs in all\n0  events that match\n"))
    let count = DirectRun.lines.count
    #expect(run.messages == "hookline: no event is selected: \(count) before --since\n")
    #expect(run.status == 0)
  }

  /// The selection left out every event, which can be a mistake in it; with rejected lines, too.
  @Test(
    arguments: [
      (
        "--company 625be93a286ef83c1c0e845f --since 2032-01-01",
        "10 of other companies, 5 before --since"
      ),
      ("--until 2012-01-01 --except routes", "15 from --until on"),
    ], ["1", "8"])
  func selectionWithoutEventsIsReported(
    test: (options: String, causes: String), threads: String
  ) throws {
    let run = try BuiltBinary.run(
      DirectRun.webhooks + test.options.split(separator: " ").map { String($0) } + ["-j", threads],
      input: Array(DirectRun.lines[..<15].joined(separator: [lineFeed])))
    #expect(run.messages == "hookline: no event is selected: \(test.causes)\n")
    #expect(run.status == 0 && run.output.isEmpty)
  }

  @Test(arguments: [
    (["--since", "2022-01-01"], "--since"), (["--until", "2032-01-01"], "--until"),
    (["--until", "2032-01-01", "--since", "2021-01-01"], "--since and --until"),
  ])
  func unreadableTimesAreReported(options: [String], named: String) throws {
    let scratch = try Scratch()
    let line = String(decoding: DirectRun.firstLine, as: UTF8.self)
    let without = line.replacing(/"createdAt":"[^"]*",/, with: "")
    let names = try [line + without, line, without].enumerated().map { number, text in
      try scratch.file("\(number)", holding: Array(text.utf8)).path()
    }
    for threads in ["1", "3"] {
      let run = try BuiltBinary.run(DirectRun.webhooks + options + ["-j", threads] + names)
      #expect(
        run.messages == """
          hookline: 2 events without a readable createdAt: left out by \(named) (first: \(names[0]):2)

          """)
      #expect(run.status == 0)
    }
  }
}
