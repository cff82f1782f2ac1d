import Foundation
import SampleData
import Testing

/// What a run says if none of its webhooks is active.
@Suite struct InactiveWebhooksTests {
  @Test(
    arguments: [
      ("e", "all 22 webhooks are"), ("e --count", "all 22 webhooks are"),
      ("e --count=json --only wiki", "webhook wiki is"),
      ("e --company 6296a1d4e07c52001b9f3d60", "all 3 webhooks are"),
      // A shard need not have active ones, and the others show in another way what is inactive.
      ("e --shard 1/2", nil), ("e --explain --only wiki", nil), ("e --diff w", nil),
      ("--check", nil),
      ("e --report", nil), ("--from log e --count", nil),
    ] as [(String, String?)])
  func inactivityIsReportedUnlessItShows(options: String, webhooks: String?) throws {
    let scratch = try Scratch()
    let run = try BuiltBinary.run(
      shell: """
        fixtures=\(BuiltBinary.fixtures.path())
        sed 's/"isActive": true/"isActive": false/' $fixtures/webhooks.json > w
        head -n 15 $fixtures/events.ndjson > e
        hookline -w w \(options) | tail -n 1
        """, in: scratch.folder)
    let message = webhooks.map { "hookline: \($0) inactive: no event can match\n" }
    #expect(run.messages.contains("inactive: no event") == (message != nil))
    if let message { #expect(run.messages == message) }
  }

  /// What was not read could match.
  @Test(arguments: [
    ("e", true), ("e bad", true), ("e nowhere", false), ("e bad --max-rejects 0", false),
    ("e --explain", true), ("e --shard 1/1", false),
  ])
  func otherSystemIsReportedIfAllWasRead(options: String, isReported: Bool) throws {
    let scratch = try Scratch()
    let run = try BuiltBinary.run(
      shell: """
        folder=\(BuiltBinary.fixtures.path())/cases/other-system
        cp $folder/webhooks.json w; cp $folder/events.ndjson e; echo x > bad
        hookline -w w \(options)
        """, in: scratch.folder)
    let message = "no event matches: the first is of company 625be93a286ef83c1c0e845f, "
    #expect(run.messages.contains(message) == isReported)
  }

  /// In many blocks; a single event that a webhook could ask for is enough to say nothing.
  @Test(arguments: [
    (#""type":"COTTask","event":"update""#, true),
    (#""type":"COTUser","event":"logout""#, true), (#""type":"COTUser","event":"edit""#, false),
  ])
  func eventsOfNoKnownKindAreReported(last: String, isReported: Bool) throws {
    let scratch = try Scratch()
    let company = #""company":"625be93a286ef83c1c0e845f""#
    let line = #"{\#(company),"type":"cottask","event":"edit","data":{}}"# + "\n"
    let events = String(repeating: line, count: 10_000) + "{\(company),\(last)}"
    let input = try scratch.file("events", holding: Array(events.utf8))
    let run = try BuiltBinary.run(
      ["-w", "fixtures/cases/unrecognized/webhooks.json", input.path()])
    #expect(run.status == 0 && run.output.isEmpty)
    let message =
      "hookline: no event matches: none has a type and an event that a webhook can ask for"
    #expect(run.messages.contains(message) == isReported, "\(run.messages)")
  }

  /// One active webhook is enough.
  @Test func oneActiveWebhookIsEnough() throws {
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--count", "--only", "wiki", "--only", "wo_archive", "/dev/null"])
    #expect(run.messages == "")
  }
}
