import Hookline
import Invariants
import SampleData
import Testing

/// Which log records make a job, compared with ``Webhook/matches(_:)``.
@Suite struct LogRouterTests {
  private static let webhook = "\"\(digits("1"))\""

  /// The jobs of `records` for `webhooks`, and the verdict on each record.
  private func route(
    _ records: [String], to webhooks: [Webhook]
  ) -> (jobs: String, verdicts: [Router.Verdict]) {
    var router = LineRouter(webhooks, of: .log)
    var jobs: [UInt8] = []
    let verdicts = records.map { router.route(Array($0.utf8).span, to: &jobs) }
    return (String(decoding: jobs, as: UTF8.self), verdicts)
  }

  private func record(_ event: String, status: Int = 409) -> String {
    "{\"event\":\(event),\"status\":\(status),\"subscription\":\(Self.webhook)}"
  }

  /// A webhook that may fail one or more conditions of matching, and the first one, which is the reason reported.
  @Test(
    arguments: [
      ("1", "c", true, .task, nil, nil), ("1", "c", true, .task, "8", nil),
      ("2", "c", true, .task, nil, .unknownWebhook),
      ("1", "c", false, .task, nil, .inactiveWebhook),
      ("1", "d", true, .task, nil, .otherCompany), ("1", "c", true, .note, nil, .otherTrigger),
      ("1", "c", true, .task, "7", .otherContext), ("1", "d", false, .note, "7", .inactiveWebhook),
      ("1", "d", true, .note, "7", .otherCompany), ("1", "c", true, .note, "7", .otherTrigger),
    ] as [(Character, Character, Bool, Trigger, Character?, NotDueReason?)])
  func onlyTheRecordsOwnWebhookGetsAJob(
    webhookID: Character, company: Character, isActive: Bool, trigger: Trigger,
    taskGroup: Character?, reason: NotDueReason?
  ) throws {
    let webhook = Webhook(
      id: try id(webhookID), company: try id(company), isActive: isActive, trigger: trigger,
      url: "https://example.com/", code: "a",
      context: Restriction(taskGroup: try taskGroup.map { try id($0) }))
    // Another webhook that would match gets no job.
    var other = try Self.taskWebhook()
    other.id = try id("3")
    let event = eventText(data: "{\"taskGroup\":\"\(digits("8"))\"}")
    let (jobs, verdicts) = route([record(event)], to: [other, webhook])
    #expect(verdicts == [reason.map { .notDue($0) } ?? .matched(webhookCount: 1)])
    guard reason == nil else {
      #expect(jobs == "")
      return
    }
    var router = LineRouter([webhook])
    var direct: [UInt8] = []
    _ = router.route(Array(event.utf8).span, to: &direct)
    #expect(Array(jobs.utf8) == direct)
  }

  @Test(arguments: 0..<24) func recordIsNotDueIfOneCompanyDigitDiffers(place: Int) throws {
    var company = Array(digits("c"))
    company[place] = "d"
    var webhook = try Self.taskWebhook()
    webhook.company = try #require(ObjectID(String(company)))
    let (jobs, verdicts) = route([record(eventText())], to: [webhook])
    #expect(verdicts == [.notDue(.otherCompany)] && jobs.isEmpty)
  }

  @Test func jobIsWithheldIfTheEventLacksTheMember() throws {
    var webhook = try Self.taskWebhook()
    webhook.context.taskGroup = try id("7")
    var router = LineRouter([webhook], of: .log)
    var jobs: [UInt8] = []
    let verdict = router.route(Array(record(eventText()).utf8).span, to: &jobs)
    #expect(verdict == .matched(webhookCount: 0))
    #expect(router.router.withheld == [Matches.Withheld(number: 0, by: .taskGroup)])
    // Withheld webhooks of one record do not carry over to the next.
    _ = router.route(Array(record(eventText(type: "\"COTNote\"")).utf8).span, to: &jobs)
    #expect(router.router.withheld.isEmpty && jobs.isEmpty)
  }

  /// An event of a company that is not selected is skipped, as it is if it is not in a log.
  @Test func eventOfAnUnselectedCompanyIsSkipped() throws {
    let webhook = try Self.taskWebhook()
    let text = Array(record(eventText()).utf8)
    for (company, verdict) in [
      (webhook.company, Router.Verdict.matched(webhookCount: 1)),
      (try id("e"), .skipped(.otherCompany)),
    ] {
      var router = Router([webhook], of: .log, selecting: Selection(company: company))
      #expect(router.route(text.span) == verdict)
    }
  }

  /// The run decides about deliveries that are due; of the others, those that succeeded are reported as that.
  @Test func outcomeIsReadIfOnlyFailedDeliveriesAreSelected() throws {
    var selection = Selection()
    selection.onlyFailed = true
    for (isActive, status, verdict) in [
      (true, 200, .matched(webhookCount: 1)), (true, 409, .matched(webhookCount: 1)),
      (false, 200, .skipped(.delivered)), (false, 409, .notDue(.inactiveWebhook)),
    ] as [(Bool, Int, Router.Verdict)] {
      var webhook = try Self.taskWebhook()
      webhook.isActive = isActive
      var router = Router([webhook], of: .log, selecting: selection)
      #expect(router.route(Array(record(eventText(), status: status).utf8).span) == verdict)
      #expect(router.isDelivered == (status == 200))
    }
  }

  /// For each event and webhook of ``RandomMatching`` there is a job if and only if they match.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func recordGetsAJobOnlyIfItsWebhookMatches(seed: UInt64) throws {
    var random = try RandomMatching(seed: seed)
    var webhooks = random.webhooks(40)
    for index in webhooks.indices {
      webhooks[index].id = try #require(ObjectID("62685990d918fb5557f9f9\(10 + index)"))
    }
    var router = LineRouter(webhooks, of: .log)
    for event in random.events(50) {
      for (number, webhook) in webhooks.enumerated() {
        let record = "{\"event\":\(text(of: event)),\"subscription\":\"\(webhook.id)\"}"
        var jobs: [UInt8] = []
        let verdict = router.route(Array(record.utf8).span, to: &jobs)
        let (isDue, lacks) = (webhook.matches(event), webhook.withholds(event))
        #expect((verdict == .matched(webhookCount: 1)) == isDue, "seed \(seed)")
        #expect(jobs.isEmpty != isDue, "seed \(seed)")
        let withheld = lacks.isEmpty ? [] : [Matches.Withheld(number: number, by: lacks)]
        #expect(router.router.withheld == withheld, "seed \(seed)")
      }
    }
  }

  private func text(of event: Event) -> String {
    let members = [
      ("surveyId", event.subject.survey), ("group", event.subject.group),
      ("taskGroup", event.subject.taskGroup),
    ]
    let data = members.compactMap { name, id in id.map { "\"\(name)\":\"\($0)\"" } }
    return eventText(
      company: "\"\(event.company)\"", type: "\"\(event.type.rawValue)\"",
      event: "\"\(event.action.rawValue)\"", data: "{\(data.joined(separator: ","))}")
  }

  /// A line feed or carriage return between tokens drops all white space between tokens; without one it is kept.
  @Test(arguments: [
    ("{ \"n\" : 1.10 }", "{ \"n\" : 1.10 }"), ("{\t\"n\"\r:1 }", "{\"n\":1}"),
    ("{\"n\":1}\r", "{\"n\":1}"), ("{ \"n\":\"\\r\" }", "{ \"n\":\"\\r\" }"),
    ("{\n\"n\" : [ 1 ,\t2 ]\r\n}", "{\"n\":[1,2]}"),
    ("{\"s\":\" a \\\" b \\\\\",\n \"t\":\"  \" }", "{\"s\":\" a \\\" b \\\\\",\"t\":\"  \"}"),
  ])
  func eventThatSpansLinesIsCompacted(data: String, written: String) throws {
    let (jobs, _) = route([record(eventText(data: data))], to: [try Self.taskWebhook()])
    var router = LineRouter([try Self.taskWebhook()])
    var direct: [UInt8] = []
    _ = router.route(Array(eventText(data: written).utf8).span, to: &direct)
    #expect(Array(jobs.utf8) == direct)
  }

  private static func taskWebhook() throws -> Webhook {
    Webhook(
      id: try id("1"), company: try id("c"), trigger: .task, url: "https://example.com/", code: "a")
  }
}
