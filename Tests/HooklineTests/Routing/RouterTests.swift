import Hookline
import Invariants
import SampleData
import Testing

@Suite struct RouterTests {
  private static let company = "625be93a286ef83c1c0e845f"
  private static let group = "6261612a8f1e99002e5c8cce"

  /// A webhook for tasks whose id ends in the digit `number`.
  private static func webhook(
    _ number: Int, taskGroup: String = "", url: String = "https://www.server.com"
  ) throws -> Webhook {
    Webhook(
      id: try #require(ObjectID("62685990d918fb5557f9f99\(number)")),
      company: try #require(ObjectID(company)), trigger: .task, url: url, code: "wo_\(number)",
      context: Restriction(taskGroup: ObjectID(taskGroup)))
  }

  private static func event(_ rest: String = "") -> String {
    #"{"company":"\#(company)","type":"COTTask","event":"edit"\#(rest)}"#
  }

  private func route(
    _ line: String, _ router: inout LineRouter
  ) -> (verdict: Router.Verdict, jobs: String) {
    var jobs: [UInt8] = []
    let verdict = router.route(Array(line.utf8).span, to: &jobs)
    return (verdict, String(decoding: jobs, as: UTF8.self))
  }

  @Test func jobHasItsMembersInOrder() throws {
    var router = LineRouter([try Self.webhook(2)])
    let event = Self.event(#", "data" : [1.10, "\u00e9\/"]"#)
    let (verdict, jobs) = route(" \t\(event)\r ", &router)
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
    let company = try #require(ObjectID(Self.company))
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
        #"{"company":"\#(Self.company)","type":"\#(type[Int(trigger.rawValue)])","event":"\#(action)"}"#
      let digest = XXH128(of: Array(event.utf8).span)
      let expected = webhooks.filter { $0.trigger == trigger }.map { webhook in
        #"{"id":"\#(webhook.id)-\#(digest)","subscription":"\#(webhook.id)","company":"\#(company)","#
          + #""code":"\#(webhook.code)","trigger":"\#(trigger.name)","url":"\#(webhook.url)","#
          + #""event":\#(event)}"# + "\n"
      }
      #expect(expected.count == 10)
      #expect(route(event, &router).jobs == expected.joined())
    }
  }

  /// The example in the README.
  @Test func libraryExampleOfTheReadmeWorks() throws {
    let definitions = Fixtures.webhooks()
    let line = Array(Self.event(#","data":{"taskGroup":"\#(Self.group)"}"#).utf8)

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

  @Test func jobsOfAnEventAreInOrderOfDefinitions() throws {
    var router = LineRouter([try Self.webhook(3), try Self.webhook(1), try Self.webhook(2)])
    let (verdict, jobs) = route(Self.event(), &router)
    #expect(verdict == .matched(webhookCount: 3))
    let ids = jobs.split(separator: "\n").map { String($0.dropFirst(7).prefix(24).suffix(1)) }
    #expect(ids == ["3", "1", "2"])
  }

  @Test func lineWithoutEventMakesNoJob() throws {
    var router = LineRouter([try Self.webhook(1)])
    #expect(route(" \t\r", &router) == (.blank, ""))
    #expect(route("", &router) == (.blank, ""))
    #expect(route("7", &router) == (.rejected(Rejection(.notAnObject, at: 0)), ""))
    #expect(route(#"{"company":"\#(Self.company)","type":"","event":""}"#, &router).jobs == "")
  }

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
    guard case .counts(let counts) = product else { return }
    let text = String(decoding: jobs, as: UTF8.self)
    #expect(counts.jobs == webhooks.map { text.ranges(of: #""subscription":"\#($0.id)""#).count })
    #expect(counts.jobCount == 142)
    #expect(counts.matchedEventCount + unmatchedCount == counts.eventCount)
    #expect(counts.unmatched.reduce(0) { $0 + $1.eventCount } == unmatchedCount)
  }

  @Test func lineWithoutEventIsNotCounted() throws {
    var router = Router([try Self.webhook(1)])
    var product = Product.counts(for: [try Self.webhook(1)])
    var nothing: [UInt8] = []
    for line in ["", "7", "{}"] {
      _ = router.route(Array(line.utf8).span, making: &product, into: &nothing)
    }
    guard case .counts(JobCounts(webhookCount: 1)) = product else {
      Issue.record("\(product)")
      return
    }
    for action in ["edit", "logout", "archive"] {
      let line = Self.event().replacing("edit", with: action)
      _ = router.route(Array(line.utf8).span, making: &product, into: &nothing)
    }
    guard case .counts(let counts) = product else { return }
    #expect(counts.jobs == [1])
    #expect(counts.unmatched.map(\.action) == [.logout, .unrecognized])
    #expect(counts.unmatched.allSatisfy { $0.type == .task && $0.eventCount == 1 })
  }

  @Test func withheldWebhooksAreThoseOfTheLastLine() throws {
    var router = LineRouter([try Self.webhook(1), try Self.webhook(2, taskGroup: Self.group)])
    #expect(route(Self.event(), &router).verdict == .matched(webhookCount: 1))
    var tally = WithheldTally()
    tally.count(router.router.withheld, line: 0)
    tally.resolve(router.router.index)
    #expect(tally.nonzero.map(\.webhooks.numbers) == [[1]])
    let answered = Self.event(#","data":{"taskGroup":"\#(Self.group)"}"#)
    #expect(route(answered, &router).verdict == .matched(webhookCount: 2))
    #expect(router.router.withheld == [])
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
