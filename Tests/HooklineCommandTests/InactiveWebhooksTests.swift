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

  /// One active webhook is enough.
  @Test func oneActiveWebhookIsEnough() throws {
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--count", "--only", "wiki", "--only", "routes", "/dev/null"])
    #expect(run.messages == "")
  }
}
