import Hookline
import Invariants
import SampleData
import Testing

/// What the router says of each line, and how the library is used.
@Suite struct RouterTests {
  /// The calls of the example in the guide to the library.
  @Test func definitionsAndALineGiveJobs() throws {
    let definitions = Fixtures.webhooks()
    let line = Array(SampleTask.event(#","data":{"taskGroup":"\#(SampleTask.group)"}"#).utf8)

    var reader = WebhookReader()
    reader.read(definitions.span, file: 0)
    let webhooks = try reader.finish()
    var router = Router(webhooks)
    var product = Product.jobs(for: webhooks)
    var jobs: [UInt8] = []
    let verdict = router.route(line.span, making: &product, into: &jobs)

    #expect(verdict == .matched(webhookCount: 2))
    #expect(jobs.count { $0 == UInt8(ascii: "\n") } == 2)
  }

  @Test(arguments: ["", "\n"]) func linesOfABlockAreRoutedAsEachAlone(lastLineEnd: String) throws {
    let lines = ["", SampleTask.event(), "7", "{", SampleTask.event(#","data":{"é":[1]}"#), " "]
    let webhooks = [try SampleTask.webhook(1)]
    var single = Router(webhooks)
    let expected = lines.map { line in
      let verdict = single.route(Array(line.utf8).span)
      return Routed(line: line, verdict: verdict, due: single.due)
    }

    var router = Router(webhooks)
    let block = Array((lines.joined(separator: "\n") + lastLineEnd).utf8)
    for _ in 0..<2 {
      var routed: [Routed] = []
      router.routeLines(of: block.span) { router, extent, verdict in
        let line = String(decoding: block[extent], as: UTF8.self)
        routed.append(Routed(line: line, verdict: verdict, due: router.due))
      }
      #expect(routed == expected)
    }
  }

  private struct Routed: Equatable {
    let line: String
    let verdict: Router.Verdict
    let due: [Int]
  }

  @Test func routingLinesEndsAtAnError() throws {
    struct Stop: Error {}
    var router = Router([try SampleTask.webhook(1)])
    var count = 0
    #expect(throws: Stop.self) {
      try router.routeLines(of: Array("7\n8\n9\n".utf8).span) { _, _, _ in
        count += 1
        if count == 2 { throw Stop() }
      }
    }
    #expect(count == 2)
  }

  @Test func lineWithoutEventMakesNoJob() throws {
    var router = LineRouter([try SampleTask.webhook(1)])
    #expect(router.route(" \t\r") == (.blank, ""))
    #expect(router.route("") == (.blank, ""))
    #expect(router.route("7") == (.rejected(Rejection(.notAnObject, at: 0)), ""))
    #expect(router.route(#"{"company":"\#(SampleTask.company)","type":"","event":""}"#).jobs == "")
  }

  @Test func withheldWebhooksAreThoseOfTheLastLine() throws {
    var router = LineRouter([
      try SampleTask.webhook(1), try SampleTask.webhook(2, taskGroup: SampleTask.group),
    ])
    #expect(router.route(SampleTask.event()).verdict == .matched(webhookCount: 1))
    var tally = WithheldTally()
    tally.count(router.router.withheld, line: 0)
    tally.resolve(router.router.index)
    #expect(tally.nonzero.map(\.webhooks.numbers) == [[1]])
    let answered = SampleTask.event(#","data":{"taskGroup":"\#(SampleTask.group)"}"#)
    #expect(router.route(answered).verdict == .matched(webhookCount: 2))
    #expect(router.router.withheld == [])
  }

  @Test func webhooksOfTwoSetsAreFoundInTheirOrder() throws {
    let second = try SampleTask.webhook(2)
    let now = [try SampleTask.webhook(1, taskGroup: SampleTask.group), second]
    let former = FormerWebhooks(of: now, in: [try SampleTask.webhook(1), second])
    var router = LineRouter(now, comparingWith: OtherDefinitions(adding: former))
    #expect(router.route(SampleTask.event()).verdict == .matched(webhookCount: 1))
    #expect(router.router.due == [0, 1])
  }

  @Test func jobsOfAnAddedSetAreLeftOutLikeOthers() throws {
    let now = [try SampleTask.webhook(1, taskGroup: SampleTask.group)]
    let former = FormerWebhooks(of: now, in: [try SampleTask.webhook(1)])
    let others = OtherDefinitions(subtracting: [former], adding: former)
    var router = LineRouter(now, comparingWith: others)
    #expect(router.route(SampleTask.event()).verdict == .matched(webhookCount: 0))
    #expect(router.router.due == [])
  }
}
