import Hookline
import Invariants
import SampleData
import Testing

/// Counting: the same lines and jobs as routing, without writing anything.
@Suite struct JobCountsTests {
  /// Counting gives each line the verdict of routing, and each webhook the number of its jobs.
  @Test func countsAreThoseOfTheJobsWritten() throws {
    var reader = WebhookReader()
    reader.read(Fixtures.webhooks().span, file: 0)
    let webhooks = try reader.finish()
    var router = LineRouter(webhooks)
    var counter = Router(webhooks)
    var product = Product.counts(for: webhooks)
    var jobs: [UInt8] = []
    var nothing: [UInt8] = []
    var unmatchedCount = 0
    for line in Fixtures.events().split(separator: UInt8(ascii: "\n")).map(Array.init) {
      let verdict = router.route(line.span, to: &jobs)
      #expect(counter.route(line.span, making: &product, into: &nothing) == verdict)
      #expect(counter.withheld == router.router.withheld)
      if verdict == .matched(webhookCount: 0) { unmatchedCount += 1 }
    }
    #expect(nothing.isEmpty)
    let counts = try #require(product.counts)
    let text = String(decoding: jobs, as: UTF8.self)
    #expect(counts.jobs == webhooks.map { text.ranges(of: #""subscription":"\#($0.id)""#).count })
    #expect(counts.jobCount == 142)
    #expect(counts.matchedEventCount + unmatchedCount == counts.eventCount)
    #expect(counts.unmatched.reduce(0) { $0 + $1.eventCount } == unmatchedCount)
  }

  @Test func lineWithoutEventIsNotCounted() throws {
    var router = Router([try SampleTask.webhook(1)])
    var product = Product.counts(for: [try SampleTask.webhook(1)])
    var nothing: [UInt8] = []
    for line in ["", "7", "{}"] {
      _ = router.route(Array(line.utf8).span, making: &product, into: &nothing)
    }
    #expect(product.counts == JobCounts(webhookCount: 1))
    for action in ["edit", "logout", "archive"] {
      let line = SampleTask.event().replacing("edit", with: action)
      _ = router.route(Array(line.utf8).span, making: &product, into: &nothing)
    }
    let counts = try #require(product.counts)
    #expect(counts.jobs == [1])
    #expect(counts.unmatched.map(\.action) == [.logout, .unrecognized])
    #expect(counts.unmatched.allSatisfy { $0.type == .task && $0.eventCount == 1 })
  }
}
