import Foundation
import Glibc
import SampleData
import Testing

@testable import HooklineCommand

/// `--report`: a page about what would be sent.
@Suite struct ReportTests {
  private static let fixtures = Result { try ReportRuns.run() }

  @Test func reportOptionIsAccepted() throws {
    #expect(try Invocation(line: "-w a --report") == .routing { $0.mode = .report })
    for option in ["--max-jobs 1", "-e", "--columns id", "--format json"] {
      let name = String(option.prefix { $0 != " " })
      #expect(throws: UsageError.modeWithoutJobs("--report", leaveOut: name)) {
        try Invocation(line: "-w a --report \(option)")
      }
    }
  }

  /// Nothing on the page can run, or load anything.
  @Test func pageLoadsNothing() throws {
    let run = try Self.fixtures.get()
    let page = try Page(run.output)
    #expect(run.status == 0)
    var names: Set<String> = []
    func check(_ element: Page.Element) {
      names.insert(element.name)
      for (name, value) in element.attributes {
        #expect(!name.hasPrefix("on") && !["href", "src", "srcset", "data"].contains(name))
        #expect(name == "xmlns" || !value.contains("url("), "\(value)")
      }
      for child in element.children { check(child) }
    }
    check(page.root)
    #expect(
      names.isSubset(
        of: Set(
          """
          html head meta title style body main h1 h2 p strong code dl div dt dd b br ul li svg rect g \
          details summary table caption thead tbody tr th td bdi small span footer
          """.split(separator: " ").map(String.init) + [""])), "\(names.sorted())")
    let policy = page.root.all("meta").first { $0.attributes["http-equiv"] != nil }
    #expect(
      policy?.attributes["content"] == "default-src 'none'; style-src 'unsafe-inline'")
    let style = try #require(page.root.first("style")?.text)
    #expect(!style.contains("url(") && !style.contains("@import") && !style.contains("@font-face"))
    #expect(page.text.contains("Nothing was sent."))
  }

  @Test func figuresAreThoseOfTheRun() throws {
    let page = try Page(Self.fixtures.get().output)
    let figures = page.root.all("dd").map(\.text)
    // Withheld: some events lack what several webhooks ask for, and count once.
    #expect(figures == ["343", "142", "27", "0"])
    #expect(page.text.contains("127 for at least one webhook"))
    #expect(page.text.contains("to 22 webhooks of 4 companies"))
    #expect(page.text.contains("from 27 April 2022, 21:28 to 5 May 2022, 20:04 UTC"))
    #expect(
      page.text.contains("19 task events do not say their workflow: withheld from 7 webhooks"))
    let footer = try #require(page.root.first("footer")?.text)
    #expect(
      footer.contains("--report events.ndjson") && footer.contains("hookline \(Version.current)"))
    let digest = try BuiltBinary.run(shell: "xxh128sum fixtures/webhooks.json | cut -c1-32")
    if digest.status == 0, digest.output.count == 33 {
      #expect(footer.contains(String(decoding: digest.output.dropLast(), as: UTF8.self)))
    }
  }

  /// Each row has the webhook's name, code, URL and jobs, and the events that it does not get.
  @Test func rowsAreThoseOfTheWebhooks() throws {
    let page = try Page(Self.fixtures.get().output)
    let rows = try page.rows("Jobs by webhook").filter { $0.count > 1 }
    let table = try BuiltBinary.run(DirectRun.webhooks + ["--count", "fixtures/events.ndjson"])
    let lines = table.lines.prefix(22).map {
      String(decoding: $0, as: UTF8.self).split(separator: " ").map(String.init)
    }
    #expect(rows.count == 22)
    for line in lines {
      let own = rows.filter { $0[0].hasSuffix("→ \(line[4])") && $0[0].contains("\(line[1]) ") }
      #expect(own.count == 1 && own.first?[1] == line[0], "\(line) \(own)")
    }
    #expect(rows[0][0].hasPrefix("Work Orders Update"))
    #expect(rows[0][0].contains("wo_update tasks, only workflow …5c8cce → https://www.server.com"))
    #expect(rows.filter { $0[0].contains(" (inactive)") }.count == 3)
    // WebhookUsageTests compares these with the contract's rule.
    #expect(rows[0][3...] == ["19", "7"])
  }

  /// A webhook that no event is for is idle, but not one whose jobs are left out.
  @Test(arguments: ["--unique", "--seen=done", "--minus=old"])
  func onlyWebhooksWithoutEventsAreIdle(option: String) throws {
    let scratch = try Scratch()
    _ = try scratch.file("done", holding: try DirectRun.run.output)
    let webhooks = try Data(contentsOf: BuiltBinary.fixtures.appending(path: "webhooks.json"))
    for name in ["w", "old"] { _ = try scratch.file(name, holding: Array(webhooks)) }
    _ = try scratch.file("e", holding: Array(DirectRun.lines[..<30].joined(separator: [lineFeed])))
    func alarms(_ options: String...) throws -> [String] {
      let page = try Page(
        BuiltBinary.run(["-w", "w", "--report", "e"] + options, in: scratch.folder).output)
      #expect(page.text.contains("would get nothing: "))
      let rows = page.root.all("tr").filter { row in
        row.all("td").contains {
          $0.attributes["data-of"] == "Jobs" && $0.attributes["class"] == "n alarm"
        }
      }
      return rows.map(\.text)
    }
    let names = try alarms().map { $0.prefix(20) }
    #expect(names.count > 3 && names.count < 15)
    #expect(try alarms(option).map { $0.prefix(20) } == names)
  }

  /// That nothing of a webhook failed is no mistake.
  @Test(arguments: [([], true), (["--failed"], false)])
  func noWebhookIsIdleWithFailed(options: [String], hasIdle: Bool) throws {
    // The webhook asks for tasks of another group.
    let event = """
      {"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit",\
      "data":{"taskGroup":"6261612a8f1e99002e5c0000"}}
      """
    let record = SampleLog.record(Array(event.utf8), to: "62685990d918fb5557f9f992", status: 500)
    let log = SampleLog.file([record], in: .lines)
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--report", "--from=log"] + options, input: log)
    let page = try Page(run.output)
    #expect(page.text.contains("would get nothing: ") == hasIdle)
    #expect(page.text.contains("records") && run.status == 0)
  }

  /// The platform's log is that of one webhook.
  @Test func webhooksWithoutARecordAreNotIdle() throws {
    let records = try FixtureLog.records().filter {
      String(decoding: $0, as: UTF8.self).contains("COTNote")
    }
    let log = SampleLog.file(Array(records.prefix(3)), in: .lines)
    let run = try BuiltBinary.run(DirectRun.webhooks + ["--report", "--from=log"], input: log)
    #expect(try !Page(run.output).text.contains("would get nothing: "))
    #expect(run.status == 0)
  }

  /// That a webhook gets nothing of nothing is no mistake; the page says why there is nothing.
  @Test(arguments: [
    ([], "", "No event was found."), ([], "{}", "No event was found."),
    (["--since", "2050-01-01"], nil, "No event takes part: see “Left out”."),
    (["--from=log", "--until", "2000-01-01"], nil, "No record takes part: see “Left out”."),
  ])
  func pageWithoutEventsSaysSo(options: [String], events: String?, notice: String) throws {
    let log = SampleLog.file(try FixtureLog.records(), in: .lines)
    let isLog = options.contains("--from=log")
    let input = events.map { Array($0.utf8) } ?? (isLog ? log : DirectRun.events)
    let run = try BuiltBinary.run(DirectRun.webhooks + ["--report"] + options, input: input)
    let page = try Page(run.output)
    #expect(page.root.all("p").first { $0.attributes["class"] == "notice" }?.text == notice)
    #expect(!page.text.contains("would get nothing"))
    #expect(
      !String(decoding: run.output, as: UTF8.self).contains("class=\"n alarm\" data-of=\"Jobs\""))
    #expect(try page.rows("Jobs by webhook").filter { $0[0].contains(" (inactive)") }.count == 3)
  }

  @Test func pageIsIdenticalForAnyThreadCount() throws {
    func bytes(_ options: [String]) throws -> String {
      let run = try ReportRuns.run(options, events: MixedLines.bytes)
      #expect(run.status == 65)
      return String(decoding: run.output, as: UTF8.self)
        .replacing(options.joined(separator: " "), with: "")
    }
    let expected = try bytes(["-j", "1"])
    for threads in ["2", "5"] {
      let isSame = try bytes(["-j", threads, "--read-bytes", "4093"]) == expected
      #expect(isSame, "\(threads) threads")
    }
  }

  @Test func rejectedLinesHaveTheirReasonsAndFirstPlaces() throws {
    let lines = ["7", "{}", "x", "7", "7", "7"]
    let run = try ReportRuns.run(events: Array(lines.joined(separator: "\n").utf8))
    let page = try Page(run.output)
    #expect(run.status == 65)
    #expect(
      try page.rows("Rejected") == [
        ["not JSON", "invalid-json", "events.ndjson:3:1", "1"],
        [
          "JSON, but not an object", "not-an-object",
          "events.ndjson:1:1events.ndjson:4:1events.ndjson:5:1", "4",
        ],
        ["a required member is missing", "missing-field", "events.ndjson:2:1", "1"],
      ])
    #expect(page.root.all("dd").map(\.text) == ["0", "0", "0", "6"])
  }

  @Test func unsentEventsAreCountedByTypeAndAction() throws {
    let page = try Page(Self.fixtures.get().output)
    let rows = try page.rows("Events that go to no webhook")
    #expect(rows.compactMap { Int($0.last ?? "") }.reduce(0, +) == 216)
    #expect(rows.contains { $0[0] == "elements" } && rows.contains { $0[0] == "other events" })
  }

  @Test func terminalIsRefused() throws {
    let run = try BuiltBinary.run(
      shell:
        "script -qec 'hookline -w fixtures/webhooks.json --report fixtures/events.ndjson' /dev/null"
    )
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(run.status == 64)
    #expect(text.contains("--report writes an HTML page, not text for a terminal"))
    #expect(!text.contains("<html"))
  }
}
