import Hookline
import Invariants
import SampleData
import Testing

/// What is in a job, and the order of the jobs of an event.
@Suite struct JobTests {
  @Test func jobHasItsMembersInOrder() throws {
    var router = LineRouter([try SampleTask.webhook(2)])
    let event = SampleTask.event(#", "data" : [1.10, "\u00e9\/"]"#)
    let (verdict, jobs) = router.route(" \t\(event)\r ")
    #expect(verdict == .matched(webhookCount: 1))
    let digest = XXH128(of: Array(event.utf8).span)
    #expect(
      jobs == #"{"id":"62685990d918fb5557f9f992-\#(digest)","#
        + #""subscription":"62685990d918fb5557f9f992","#
        + #""company":"625be93a286ef83c1c0e845f","code":"wo_2","#
        + #""trigger":"create-edit-delete-task","url":"https://www.server.com","#
        + #""event":\#(event)}"# + "\n")
  }

  /// A webhook's jobs contain its own values and nothing of its neighbours', whatever their lengths.
  @Test func jobHasTheValuesOfItsWebhook() throws {
    let company = try #require(ObjectID(SampleTask.company))
    let webhooks = try (0..<60).map { number in
      Webhook(
        id: try #require(ObjectID("62685990D918FB5557F9\(1000 + number)")), company: company,
        trigger: Trigger.allCases[number % 6],
        url: "http://a.b/" + String(repeating: "x", count: number * 7 % 40),
        code: String(repeating: "c", count: 1 + number * 11 % 30))
    }
    var router = LineRouter(webhooks)
    for trigger in Trigger.allCases {
      let action = trigger == .logout ? "logout" : "edit"
      let type = ["COTUser", "COTTask", "COTSurvey", "COTProperty", "COTNote", "Auth"]
      let event =
        #"{"company":"\#(SampleTask.company)","type":"\#(type[Int(trigger.rawValue)])","event":"\#(action)"}"#
      let digest = XXH128(of: Array(event.utf8).span)
      let expected = webhooks.filter { $0.trigger == trigger }.map { webhook in
        #"{"id":"\#(webhook.id)-\#(digest)","subscription":"\#(webhook.id)","company":"\#(company)","#
          + #""code":"\#(webhook.code)","trigger":"\#(trigger.name)","url":"\#(webhook.url)","#
          + #""event":\#(event)}"# + "\n"
      }
      #expect(expected.count == 10)
      #expect(router.route(event).jobs == expected.joined())
    }
  }

  @Test func jobsOfAnEventAreInOrderOfDefinitions() throws {
    var router = LineRouter(try [3, 1, 2].map { try SampleTask.webhook($0) })
    let (verdict, jobs) = router.route(SampleTask.event())
    #expect(verdict == .matched(webhookCount: 3))
    let ids = jobs.split(separator: "\n").map { String($0.dropFirst(7).prefix(24).suffix(1)) }
    #expect(ids == ["3", "1", "2"])
  }

  /// An output that takes only pieces.
  private struct Pieces: EntryOutput {
    private(set) var bytes: [UInt8] = []
    private(set) var jobCount = 0

    mutating func beginEntry() {}
    mutating func append(_ piece: Span<UInt8>) { bytes.append(piece) }
    mutating func endEntry() { jobCount += 1 }
  }

  @Test func outputThatTakesOnlyPiecesGetsTheSameJobs() throws {
    var reader = WebhookReader()
    reader.read(Fixtures.webhooks().span, file: 0)
    let webhooks = try reader.finish()
    var (router, product) = (Router(webhooks), Product.jobs(for: webhooks))
    var (whole, pieces) = ([UInt8](), Pieces())
    for line in Fixtures.events().split(separator: UInt8(ascii: "\n")) {
      let line = Array(line)
      let verdict = router.route(line.span)
      product.add(verdict, by: router, in: line.span, to: &whole)
      product.add(verdict, by: router, in: line.span, to: &pieces)
    }
    let isSame = pieces.bytes == whole
    #expect(isSame && pieces.jobCount == 142)
  }

  /// Each of the fixtures' events is in its jobs byte for byte, whatever its spelling.
  @Test func jobHasTheBytesOfItsEvent() throws {
    var reader = WebhookReader()
    reader.read(Fixtures.webhooks().span, file: 0)
    var router = LineRouter(try reader.finish())
    var jobCount = 0
    for line in Fixtures.events().split(separator: UInt8(ascii: "\n")) {
      var jobs: [UInt8] = []
      guard case .matched(let count) = router.route(Array(line).span, to: &jobs) else {
        Issue.record("rejected: \(String(decoding: line, as: UTF8.self))")
        continue
      }
      let blanks = Set(" \t\r".utf8)
      let event = line.drop(while: blanks.contains).reversed().drop(while: blanks.contains)
      let ending = Array(event.reversed()) + Array("}\n".utf8)
      for job in jobs.split(separator: UInt8(ascii: "\n")) {
        #expect((job + [UInt8(ascii: "\n")]).suffix(ending.count).elementsEqual(ending))
      }
      jobCount += count
    }
    #expect(jobCount == 142)
  }
}
