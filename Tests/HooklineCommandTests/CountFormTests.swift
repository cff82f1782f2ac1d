import Foundation
import Hookline
import SampleData
import Testing

@testable import HooklineCommand

/// `--count=json`, and `--count` on a terminal.
@Suite struct CountFormTests {
  /// The numbers of the object, made from the events and the jobs by Foundation.
  @Test func objectHasTheNumbersOfEventsAndJobs() throws {
    let count = try Count(DirectRun.events).object
    let events = try DirectRun.lines.map { try Self.object($0) }
    let jobs = try DirectRun.run.lines.map { try Self.object($0) }
    #expect(count["events"] as? Int == events.count && count["jobs"] as? Int == jobs.count)
    let known = ["COTUser", "COTTask", "COTSurvey", "COTProperty", "COTNote", "Auth"]
    func day(_ event: Any?) -> String {
      String(((event as? [String: Any])?["createdAt"] as? String ?? "").prefix(10))
    }
    func type(_ event: Any?) -> String {
      let type = (event as? [String: Any])?["type"] as? String ?? ""
      return known.contains(type) ? type : "(other)"
    }
    var expected: [String: Int] = [:]
    for event in events { expected["\(day(event)) \(type(event)) events", default: 0] += 1 }
    for job in jobs {
      expected["\(day(job["event"])) \(type(job["event"])) jobs", default: 0] += 1
      expected["\(job["subscription"] as? String ?? "") \(day(job["event"]))", default: 0] += 1
    }
    var found: [String: Int] = [:]
    for day in try #require(count["days"] as? [[String: Any]]) {
      let types = try #require(day["types"] as? [String: [String: Int]])
      for (type, numbers) in types {
        for (name, number) in numbers where name != "matched" && number > 0 {
          found["\(day["day"] as? String ?? "") \(type) \(name)"] = number
        }
      }
      for name in ["events", "matched", "jobs"] {
        #expect(types.values.reduce(0) { $0 + ($1[name] ?? 0) } == day[name] as? Int)
      }
    }
    for webhook in try #require(count["webhooks"] as? [[String: Any]]) {
      let days = try #require(webhook["days"] as? [String: Int])
      #expect(days.values.reduce(0, +) == webhook["jobs"] as? Int)
      #expect((webhook["first"] is String) == !days.isEmpty)
      for (day, number) in days { found["\(webhook["id"] as? String ?? "") \(day)"] = number }
    }
    #expect(found == expected)
    let unmatched = try #require(count["unmatchedBy"] as? [[String: Any]])
    #expect(unmatched.reduce(0) { $0 + ($1["events"] as? Int ?? 0) } == count["unmatched"] as? Int)
  }

  /// The object that `line` is; Foundation cannot read one of the numbers of the fixtures.
  private static func object(_ line: ArraySlice<UInt8>) throws -> [String: Any] {
    let text = String(decoding: line, as: UTF8.self).replacing("1e400", with: "1")
    return try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func objectIsIdenticalForAnyThreadCount() throws {
    func bytes(_ options: String) throws -> [UInt8] {
      try BuiltBinary.run(
        DirectRun.webhooks + ["--count=json"] + options.split(separator: " ").map(String.init),
        input: MixedLines.bytes + [lineFeed] + DirectRun.events
      ).output
    }
    let expected = try bytes("-j 1")
    for options in ["-j 3 --read-bytes 4093", "-j 5 --read-bytes 977"] {
      let isSame = try bytes(options) == expected
      #expect(isSame, "\(options)")
    }
  }

  /// Two webhooks of one company and one, inactive, of another.
  private static func webhooks() throws -> [Webhook] {
    let text = [
      try ReportRuns.webhook(1),
      try ReportRuns.webhook(2).replacing("c_2", with: "a_code_that_is_longer_than_most"),
      try ReportRuns.webhook(3, isActive: false).replacing(
        "625be93a286ef83c1c0e845f", with: "625bc5429a54e8868bd89be2"),
    ].joined(separator: "\n")
    var reader = WebhookReader()
    reader.read(Array(text.utf8).span, file: 0)
    return try reader.finish()
  }

  private static func screen(width: Int) throws -> [String] {
    let webhooks = try webhooks()
    var activity = Activity(for: webhooks)
    for number in 0..<1234 {
      let event = Event(
        company: webhooks[0].company, type: number < 10 ? .task : .note, action: .edit,
        subject: Restriction(),
        createdAt: Moment(milliseconds: 1_651_000_000_000 + 1_000_000 * number))
      let due = number < 10 ? [] : number < 11 ? [0, 1] : [1]
      activity.count(event, isMatched: !due.isEmpty)
      activity.count(jobsFor: due, at: event.createdAt)
    }
    return CountScreen(width: width, hasEighths: true).text(of: activity, for: webhooks)
      .split(separator: "\n").map(String.init)
  }

  @Test(
    arguments: [
      (
        100,
        [
          " jobs  webhook                   company                        first and last",
          "    1  c_1                       …0e845f  ▏                     2022-04-26 21:53",
          "1,224  a_code_that_is_longer_t…  …0e845f  ████████████████████  2022-04-26 21:53 – 2022-05-11 01:36",
          "    0  c_3                       …d89be2                        inactive",
          "1,225  jobs in all, of 1,234 events", "1,224  events match",
          "   10  events match nothing", "   10  └ COTTask edit",
        ]
      ),
      (
        40,
        [
          " jobs  webhook",
          "    1  c_1            ▏",
          "1,224  a_code_that_…  █████████████████",
          "    0  c_3            inactive",
          "1,225  jobs in all, of 1,234 events", "1,224  events match",
          "   10  events match nothing", "   10  └ COTTask edit",
        ]
      ),
    ])
  func screenFitsTheTerminal(width: Int, lines: [String]) throws {
    #expect(try Self.screen(width: width) == lines)
  }

  @Test func noLineIsLongerThanTheTerminal() throws {
    for width in 20...140 {
      let lines = try Self.screen(width: width)
      #expect(lines.allSatisfy { $0.count < width }, "\(width): \(lines)")
    }
  }

  /// In a delivery log, there are also records that are not due.
  @Test(arguments: InputForm.allCases)
  func screenAndObjectHaveTheSameTotals(form: InputForm) throws {
    let scratch = try Scratch()
    let records = DirectRun.lines.map {
      SampleLog.record(Array($0), to: "62685990d918fb5557f9f992") + [lineFeed]
    }
    let input = try scratch.file(
      "input", holding: form == .log ? Array(records.joined()) : DirectRun.events)
    let command = "hookline -w fixtures/webhooks.json --from \(form) \(input.path())"
    let object = try Self.object(BuiltBinary.run(shell: "\(command) --count=json").output[...])
    let (jobs, events, matched, unmatched) = try (
      #require(object["jobs"] as? Int), #require(object["events"] as? Int),
      #require(object["matched"] as? Int), #require(object["unmatched"] as? Int)
    )
    #expect(unmatched > 100)
    let screen = try BuiltBinary.run(
      shell: "script -qec 'TERM=xterm LC_ALL=C.UTF-8 NO_COLOR= \(command) --count' /dev/null")
    let text = String(decoding: screen.output, as: UTF8.self)
    for sum in [
      "\(jobs)  jobs in all, of \(events) events", "\(matched)  events match\r\n",
      "\(unmatched)  events match nothing",
    ] {
      #expect(text.contains(" \(sum)"), "\(text)")
    }
  }

  @Test(
    arguments: [
      ("stty cols 100; TERM=xterm LANG=C.UTF-8 LC_ALL= NO_COLOR=", true),
      ("stty cols 100; TERM=linux LANG=C.UTF-8 LC_ALL= NO_COLOR=", true),
      ("TERM=xterm LC_ALL=C.UTF-8 NO_COLOR=1", false), ("TERM=dumb LC_ALL=C.UTF-8", false),
      ("TERM= LC_ALL=C.UTF-8", false), ("TERM=xterm LC_ALL=C LANG=C.UTF-8", false),
    ])
  func barsAreForTerminalsThatShowThem(environment: String, hasBars: Bool) throws {
    let line =
      "\(environment) hookline -w fixtures/webhooks.json --count fixtures/events.ndjson 2>/dev/null"
    let run = try BuiltBinary.run(shell: "script -qec '\(line)' /dev/null")
    let text = String(decoding: run.output, as: UTF8.self).replacing("\r\n", with: "\n")
    #expect(run.status == 0 && text.contains("█") == hasBars, "\(text)")
    // The font of the Linux console has no blocks that fill eighths.
    let hasEighths = text.contains { "▏▎▍▌▋▊▉".contains($0) }
    #expect(hasEighths == (hasBars && !environment.contains("linux")), "\(text)")
    guard !hasBars else { return }
    let plain = try BuiltBinary.run(DirectRun.webhooks + ["--count", "fixtures/events.ndjson"])
    #expect(text == String(decoding: plain.output, as: UTF8.self))
  }
}
