import Foundation
import SampleData
import Testing

@testable import HooklineCommand

/// The bars of a page are the numbers of `--count=json`, and a page does not grow without limit.
@Suite struct ReportPlotTests {
  /// Events of some weeks, of all types, a few of them without a time.
  private static let weeks: [UInt8] = {
    let types = ["COTTask", "COTNote", "COTUser", "COTProperty", "COTSurvey", "Auth", "X"]
    let lines = (0..<600).map { number in
      let day = 1 + number % 17
      let time = number % 50 == 0 ? "?" : "2022-05-\(day < 10 ? "0" : "")\(day)T12:00:00.000Z"
      let company = number % 3 == 0 ? "625bc5429a54e8868bd89be2" : "625be93a286ef83c1c0e845f"
      let type = types[number * number % 7]
      return ReportRuns.event(type, type == "Auth" ? "logout" : "edit", time, company: company)
    }
    return Array(lines.joined(separator: "\n").utf8)
  }()

  private static let names = [
    "tasks": "COTTask", "surveys": "COTSurvey", "users": "COTUser", "elements": "COTProperty",
    "notes": "COTNote", "logouts": "Auth", "other events": "(other)",
  ]

  @Test(arguments: ["day", "hour"]) func barsAreTheNumbersOfTheCount(time: String) throws {
    // The first of the fixtures are of two days.
    let events = time == "day" ? Self.weeks : DirectRun.events
    let options = time == "day" ? [] : ["--until", "2022-05-01"]
    let page = try Page(ReportRuns.run(options, events: events).output)
    let count = try Count(events, options: options)
    let plot = try #require(
      page.section("Events by \(time)").first { $0.attributes["class"] == "plot" })
    let svg = try #require(plot.first("svg"))
    let end = try #require(
      svg.attributes["viewBox"]?.split(separator: " ").last.flatMap { Int($0) })

    // For each column, the bars in order from the bottom.
    var columns: [Int: [(name: String, isFull: Bool, start: Int, height: Int, title: String)]] = [:]
    for group in svg.children where group.name == "g" {
      for bar in group.children {
        let title = try #require(bar.first("title")?.text)
        let parts = try #require(
          title.wholeMatch(of: /.*: (.*), [0-9,]+ (to none|to at least one webhook)/))
        let (x, y) = try (#require(bar.number("x")), #require(bar.number("y")))
        let height = try #require(bar.number("height"))
        let isFull = parts.2 != "to none"
        #expect(isFull == !(group.attributes["class"] ?? "").contains("pale"))
        #expect(title.contains(": \(parts.1), \(NumberText.grouped(height)) "))
        columns[x / 10, default: []].append(
          (String(parts.1), isFull, end - y - height, height, title))
      }
    }
    let times = try #require(count.object["\(time)s"] as? [[String: Any]]).filter {
      $0[time] is String
    }
    #expect(times.count > 2 && columns.count == times.count)
    var greatest = 0
    for (place, expected) in zip(columns.keys.sorted(), times) {
      let bars = try #require(columns[place]).sorted { $0.start < $1.start }
      var top = 0
      for bar in bars {
        #expect(bar.start == top, "\(bar)")
        top += bar.height
      }
      greatest = max(greatest, top)
      #expect(top == expected["events"] as? Int)
      // All full ones are below all pale ones.
      #expect(bars.map(\.isFull) == bars.map(\.isFull).sorted { $0 && !$1 })
      for (name, type) in Self.names {
        let numbers = (expected["types"] as? [String: [String: Int]])?[type] ?? [:]
        let own = bars.filter { $0.name == name }
        #expect(own.filter(\.isFull).reduce(0) { $0 + $1.height } == numbers["matched"] ?? 0)
        #expect(own.reduce(0) { $0 + $1.height } == numbers["events"] ?? 0)
      }
    }
    #expect(greatest == end)
  }

  /// The axis names the year of its first label, and each year that begins.
  @Test(arguments: [
    (["2022-05-01", "2022-05-09"], []), (["2021-12-24", "2022-01-03"], ["2021", "2022"]),
    (["2021-12-31", "2022-01-01"], ["2021", "2022"]),
    (["2019-03-01", "2020-12-31", "2021-01-01"], ["2019", "2020", "2021"]),
  ])
  func yearsAreOnTheAxisIfThereAreSeveral(days: [String], years: [String]) throws {
    let events = days.map { ReportRuns.event("COTNote", "edit", "\($0)T23:00:00.000Z") }
    let run = try ReportRuns.run(events: Array(events.joined(separator: "\n").utf8))
    let plot = try #require(
      Page(run.output).root.all("div").first { $0.attributes["class"] == "plot" })
    let labels = plot.all("div").filter { $0.attributes["class"]?.hasPrefix("x") == true }.map(
      \.text)
    #expect(labels.compactMap { $0.firstMatch(of: /\d{4}$/).map { String($0.output) } } == years)
  }

  @Test func smallBarsAreTheJobsOfEachDay() throws {
    let page = try Page(ReportRuns.run(events: Self.weeks).output)
    let count = try Count(Self.weeks)
    let webhooks = try #require(count.object["webhooks"] as? [[String: Any]])
    let rows = try page.section("Jobs by webhook").flatMap { $0.all("tr") }.filter {
      $0.all("td").count > 1
    }
    #expect(rows.count == webhooks.count)
    var barCount = 0
    for webhook in webhooks {
      let days = try #require(webhook["days"] as? [String: Int])
      let end = "→ \(webhook["url"] as? String ?? "")"
      let code = webhook["code"] as? String ?? ""
      let row = try #require(
        rows.first { $0.first("th")?.text.hasSuffix(end) == true && $0.text.contains(code) })
      let bars = row.all("rect")
      barCount += bars.count
      #expect(
        bars.compactMap { $0.number("height") } == days.sorted { $0.key < $1.key }.map(\.value))
      for bar in bars {
        let day = try #require(bar.number("x")) / 4 + 1
        #expect(bar.first("title")?.text == "\(day) May 2022: \(bar.number("height") ?? 0)")
      }
    }
    #expect(barCount > 50)
  }

  /// Events of every year cannot make a page large, nor can one webhook for each note.
  @Test func pageOfAllYearsIsSmall() throws {
    let lines = (0..<10_000).map { year in
      ReportRuns.event("COTNote", "edit", "\(NumberText.padded(year, 4))-03-01T00:00:00.000Z")
    }
    let run = try ReportRuns.run(events: Array(lines.joined(separator: "\n").utf8))
    #expect(try Page(run.output).text.contains("Events by century"))
    #expect(run.output.count < 100_000)
  }

  @Test func onlyTheBusiestWebhooksHaveARow() throws {
    let scratch = try Scratch()
    let count = 230
    let definitions = try (1...count).map { number in
      // A few are for a company with more events, so that they have more jobs.
      let webhook = try ReportRuns.webhook(number, name: "n\(number)", isActive: number != 7)
      return number % 100 == 0
        ? webhook.replacing("625be93a286ef83c1c0e845f", with: "625bc5429a54e8868bd89be2") : webhook
    }
    _ = try scratch.file("w", holding: Array(definitions.joined(separator: "\n").utf8))
    let time = "2022-05-01T10:00:00.000Z"
    let events =
      [ReportRuns.event("COTNote", "edit", time)]
      + (0..<3).map { _ in
        ReportRuns.event("COTNote", "edit", time, company: "625bc5429a54e8868bd89be2")
      }
    _ = try scratch.file("e", holding: Array(events.joined(separator: "\n").utf8))
    let run = try BuiltBinary.run(["-w", "w", "--report", "e"], in: scratch.folder)
    let page = try Page(run.output)
    let rows = try page.rows("Jobs by webhook")
    #expect(rows[0] == ["Company 625bc5429a54e8868bd89be2"])
    #expect(rows[1][0].hasPrefix("n100") && rows[2][0].hasPrefix("n200") && rows[1][1] == "3")
    #expect(rows.count == 2 + 200 + 1)
    let last = try #require(rows.last)
    #expect(last[0].hasPrefix("30 other webhooks") && last[1] == "29")
    #expect(last[0].contains("0 of them active without a job, 1 inactive"))
    #expect(!String(decoding: run.output, as: UTF8.self).contains("Markup"))
  }

  /// The sizes that the documentation promises.
  @Test func pageHasThePromisedSize() throws {
    let scratch = try Scratch()
    let count = TestSize.debug(3000, release: 100_000)
    let definitions = try (1...count).map {
      try ReportRuns.webhook($0, name: "Webhook number \($0)")
    }
    _ = try scratch.file("w", holding: Array(definitions.joined(separator: "\n").utf8))
    let events = (0..<30).map { day in
      ReportRuns.event("COTNote", "edit", "2022-05-\(day < 9 ? "0" : "")\(day + 1)T10:00:00.000Z")
    }
    _ = try scratch.file("e", holding: Array(events.joined(separator: "\n").utf8))
    let run = try BuiltBinary.run(["-w", "w", "--report", "e"], in: scratch.folder)
    #expect(run.status == 0 && run.output.count < 2 << 20, "\(run.output.count)")
    let picture = BuiltBinary.project.appending(path: ".ci/picture").path()
    let month = try BuiltBinary.run(
      shell:
        "\(picture) --events | hookline -w \(BuiltBinary.fixtures.path())/webhooks.json --report")
    #expect(month.status == 0 && month.output.count < 150 << 10, "\(month.output.count)")
  }
}

/// What `--count=json` prints.
struct Count {
  let object: [String: Any]

  init(_ events: [UInt8], options: [String] = []) throws {
    let run = try BuiltBinary.run(DirectRun.webhooks + ["--count=json"] + options, input: events)
    #expect(run.output.last == lineFeed && run.lines.count == 1)
    object = try #require(
      JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
  }
}
