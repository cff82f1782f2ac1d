import Foundation
import Glibc
import Testing

@testable import HooklineCommand

/// What definitions and command lines hold stays text, and what is left out of the page is said.
@Suite struct ReportTextTests {
  /// Reports on one note, to webhooks with these `names`.
  private static func page(names: [String]) throws -> Page {
    let scratch = try Scratch()
    let definitions = try names.enumerated().map { try ReportRuns.webhook($0 + 1, name: $1) }
    _ = try scratch.file("w", holding: Array(definitions.joined(separator: "\n").utf8))
    let event = ReportRuns.event("COTNote", "edit", "2022-05-01T10:00:00.000Z")
    _ = try scratch.file("e", holding: Array(event.utf8))
    let run = try BuiltBinary.run(["-w", "w", "--report", "e"], in: scratch.folder)
    #expect(run.status == 0)
    return try Page(run.output)
  }

  @Test func namesStayText() throws {
    let names = [
      #""><script>alert(1)</script>"#, "</title></style><script>alert(1)</script>", "a&lt;b",
      "]]><![CDATA[", "{{1}} ${1}", "a\u{202E}b\u{0}c\nd", "Ñandú 日本 🚚", "שלום", "\u{FFFF}",
      String(repeating: "<", count: 500), "e" + String(repeating: "\u{301}", count: 5000),
    ]
    let shown = [
      names[0], names[1], names[2], names[3], names[4], #"a\u{202e}b\x00c\x0ad"#, names[6],
      names[7], #"\u{ffff}"#, String(repeating: "<", count: 200) + "…",
      "e" + String(repeating: "\u{301}", count: 199) + "…",
    ]
    let page = try Self.page(names: names)
    #expect(
      page.root.all("bdi").map { Array($0.text.unicodeScalars) }
        == shown.map { Array($0.unicodeScalars) })
    #expect(page.root.all("script").isEmpty)
    #expect(page.root.all("title").filter { $0.attributes.isEmpty }.count > 1)
  }

  /// A name that is no string, or repeated, is no error: nothing but the page reads it.
  @Test func webhookWithoutANameHasItsCode() throws {
    let scratch = try Scratch()
    let plain = try ReportRuns.webhook(1)
    let definitions = [
      plain, try ReportRuns.webhook(2).replacing("}", with: #","name":7}"#),
      try ReportRuns.webhook(3).replacing("}", with: #","name":"first","name":"second"}"#),
      try ReportRuns.webhook(4).replacing("}", with: #","description":{"name":"inner"}}"#),
      try ReportRuns.webhook(5).replacing("}", with: #","name":"\ud800 \u0041"}"#),
      try ReportRuns.webhook(6).replacing("}", with: #","name":""}"#),
      try ReportRuns.webhook(7).replacing("}", with: "," + #""name":" \u00A0\t"}"#),
    ]
    _ = try scratch.file("w", holding: Array(definitions.joined(separator: "\n").utf8))
    _ = try scratch.file("e")
    let run = try BuiltBinary.run(["-w", "w", "--report", "e"], in: scratch.folder)
    #expect(run.status == 0)
    let page = try Page(run.output)
    #expect(
      page.root.all("bdi").map(\.text) == ["c_1", "c_2", "first", "c_4", "� A", "c_6", "c_7"])
  }

  @Test func commandLineIsShownAsTyped() throws {
    let scratch = try Scratch()
    _ = try scratch.file("w <b>.json", holding: Array(ReportRuns.webhook(1).utf8))
    _ = try scratch.file("it's", holding: [])
    let run = try BuiltBinary.run(
      shell: #"hookline -w 'w <b>.json' --report "it's" $'\342\200\256x' $'\377\'1\\\n' ñ"#,
      in: scratch.folder)
    #expect(run.status == 66)
    let footer = try #require(Page(run.output).root.first("footer")?.text)
    let typed =
      #"hookline -w 'w <b>.json' --report 'it'\''s' $'\342\200\256x' $'\377\'1\\\012' 'ñ'"#
    #expect(footer.contains(typed), "\(footer)")
  }

  /// An input that was not read to its end, a limit, and a signal are said on the page, which is still whole.
  @Test func unfinishedRunsSaySo() throws {
    let scratch = try Scratch()
    _ = try scratch.file("e", holding: DirectRun.events)
    let webhooks = ["-w", BuiltBinary.fixtures.appending(path: "webhooks.json").path(), "--report"]
    let missing = try BuiltBinary.run(webhooks + ["e", "none"], in: scratch.folder)
    #expect(missing.status == 66)
    #expect(try Page(missing.output).text.contains("A part of the input could not be read"))
    let stopped = try BuiltBinary.run(
      webhooks + ["--max-rejects", "0", "-"], input: Array("7\n".utf8), in: scratch.folder)
    #expect(stopped.status == 75)
    #expect(try Page(stopped.output).text.contains("The limit of --max-rejects stopped the run"))
    let cut = try BuiltBinary.run(
      webhooks + ["--from", "log", "--failed", "-"], input: Array("[{}".utf8), in: scratch.folder)
    #expect(cut.status == 74)
    let notices = try Page(cut.output).text
    #expect(notices.contains("A delivery log is cut off"))
    #expect(!notices.contains("could not be read"))

    let (input, output) = (Pipe(), try scratch.file("page"))
    let child = Child(DirectRun.webhooks + ["--report"])
    child.process.standardInput = input
    child.process.standardOutput = try FileHandle(forWritingTo: output)
    child.process.standardError = FileHandle.nullDevice
    try child.start()
    try input.fileHandleForWriting.write(contentsOf: DirectRun.firstLine)
    usleep(300_000)
    kill(child.process.processIdentifier, SIGINT)
    #expect(child.finish() == 128 + SIGINT)
    let page = try Page([UInt8](Data(contentsOf: output)))
    #expect(page.text.contains("A signal stopped the run"))
    #expect(page.root.all("dd").map(\.text) == ["1", "1", "0", "0"])
  }

  @Test func logsAndSelectionsSayWhatIsLeftOut() throws {
    let log = try FixtureLog.records(statuses: [200, 500])
    let other =
      #"{"subscription":"62685990d918fb5557f9f900","event":\#(ReportRuns.event("COTNote", "edit", ""))}"#
    let lines = log + [Array(other.utf8)]
    let input = Array(lines.joined(separator: [lineFeed]))
    let run = try ReportRuns.run(["--from", "log", "--failed"], events: input)
    #expect(run.status == 0)
    let page = try Page(run.output)
    #expect(page.root.all("dd").map(\.text) == ["143", "71", "0", "0"])
    #expect(
      try page.rows("Records whose event would not be sent today")
        == [["the webhook is not in the definitions", "events.ndjson:143", "1"]])
    #expect(try page.rows("Left out") == [["already delivered", "jobs", "71"]])
    let company = "625be93a286ef83c1c0e845f"
    let ofCompany = try Page(
      ReportRuns.run(["--from", "log", "--company", company], events: Array(other.utf8)).output)
    let reason = "the webhook is not in the definitions of company \(company)"
    #expect(
      try ofCompany.rows("Records whose event would not be sent today")
        == [[reason, "events.ndjson:1", "1"]])

    let selected = try ReportRuns.run(
      ["--company", "625be93a286ef83c1c0e845f", "--since", "2022-04-28", "--unique"])
    let rows = try Page(selected.output).rows("Left out")
    #expect(
      rows.map { $0[0] } == [
        "of a company other than that of --company", "before the time of --since",
      ])

    let webhooks = BuiltBinary.fixtures.appending(path: "webhooks.json").path()
    let compared = try Page(ReportRuns.run(["--minus", webhooks]).output).rows("Left out")
    #expect(compared == [["also given by the definitions in --minus", "jobs", "142"]])
  }
}
