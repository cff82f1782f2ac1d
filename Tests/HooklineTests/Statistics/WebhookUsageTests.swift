import Hookline
import Testing

/// How the events concern each webhook, compared with the contract's rule, which evaluates each webhook for each event.
@Suite struct WebhookUsageTests {
  /// Random webhooks and events, what the index finds, and the same with only one webhook for each event, as in a log.
  @Test(arguments: 0..<40) func usageIsThatOfTheRuleAppliedToEachWebhook(round: UInt64) throws {
    let seed = 20_000 + round
    var random = try RandomMatching(seed: seed)
    let webhooks = random.webhooks(Int(round % 10) * 5 + 1)
    let events = random.events(400)
    for form in [InputForm.events, .log] {
      let index = WebhookIndex(webhooks)
      var twin = SlowUsage(webhooks, form)
      // Three parts, which are merged out of order.
      var parts = Array(repeating: WebhookUsage(webhooks, of: form), count: 3)
      for (line, event) in events.enumerated() {
        let number = line % webhooks.count
        switch form {
        case .events:
          var matches = Matches()
          index.find(event, into: &matches)
          // A job that is left out because other definitions give it counts like any other.
          let made = line % 2 == 0 ? matches.due.count : matches.due.count / 2
          parts[line % 3].count(
            event, due: Array(matches.due.prefix(made)),
            subtracted: Array(matches.due.dropFirst(made)), withheld: matches.withheld)
          twin.count(event, for: webhooks.indices)
        case .log:
          Self.count(event, for: number, of: webhooks, in: &parts[line % 3])
          twin.count(event, for: number..<number + 1)
        }
      }
      var usage = parts[1]
      usage.add(parts[2])
      usage.add(parts[0])
      usage.resolve(index)
      #expect(webhooks.indices.map(usage.figures) == twin.figures, "seed \(seed), \(form)")
      #expect(usage.unsent == twin.unsent, "seed \(seed), \(form)")
    }
  }

  /// Counts `event` as the router does for a record of the webhook at `number`.
  private static func count(
    _ event: Event, for number: Int, of webhooks: [Webhook], in usage: inout WebhookUsage
  ) {
    let evaluation = webhooks[number].evaluate(event)
    if !evaluation.failures.isEmpty {
      usage.countExcluded(event, from: evaluation.failures == .context ? number : nil)
    } else if evaluation.missing.isEmpty {
      usage.count(event, due: [number], withheld: [])
    } else {
      usage.count(
        event, due: [], withheld: [Matches.Withheld(number: number, by: evaluation.missing)])
    }
  }

  /// Without events, active webhooks have asked for values that did not occur, and nothing else is counted.
  @Test func usageOfNoEvents() throws {
    let group = try #require(ObjectID("00000000000000000000000a"))
    let id = try #require(ObjectID("00000000000000000000000b"))
    func webhook(_ trigger: Trigger, isActive: Bool = true) -> Webhook {
      Webhook(
        id: id, company: id, isActive: isActive, trigger: trigger, url: "", code: "a",
        context: Restriction(survey: group, group: group, taskGroup: group))
    }
    let usage = WebhookUsage([
      webhook(.task), webhook(.survey), webhook(.note), webhook(.task, isActive: false),
    ])
    #expect(
      (0..<4).map { usage.figures(of: $0).unseen } == [.taskGroup, [.surveyId, .group], [], []])
    #expect((0..<4).allSatisfy { usage.figures(of: $0).eventCount == 0 })
    #expect(usage.unsent.isEmpty)
  }
}

/// The same counts, each webhook on its own and every definition spelled out.
private struct SlowUsage {
  private let webhooks: [Webhook]
  private let form: InputForm
  private(set) var figures: [WebhookUsage.Figures]
  private var unsentCounts: [(key: Kind, all: Int, withheld: Int)] = []

  private struct Kind: Hashable {
    let company: ObjectID
    let type: EventType
    let action: EventAction
  }

  init(_ webhooks: [Webhook], _ form: InputForm) {
    (self.webhooks, self.form) = (webhooks, form)
    figures = webhooks.map { webhook in
      guard webhook.isActive else { return WebhookUsage.Figures() }
      let context = webhook.context
      var unseen: RestrictedMembers = []
      if webhook.trigger == .task, context.taskGroup != nil { unseen.insert(.taskGroup) }
      if webhook.trigger == .survey, context.survey != nil { unseen.insert(.surveyId) }
      if webhook.trigger == .survey, context.group != nil { unseen.insert(.group) }
      return WebhookUsage.Figures(unseen: unseen)
    }
  }

  /// Counts `event` for the webhooks at `numbers`, those that the record is about.
  mutating func count(_ event: Event, for numbers: Range<Int>) {
    for number in webhooks.indices where webhooks[number].isActive {
      let webhook = webhooks[number]
      guard webhook.company == event.company, webhook.trigger.covers(event.type, event.action)
      else { continue }
      let pairs = [
        (RestrictedMembers.taskGroup, webhook.context.taskGroup, event.subject.taskGroup),
        (.surveyId, webhook.context.survey, event.subject.survey),
        (.group, webhook.context.group, event.subject.group),
      ]
      for (member, asked, present) in pairs where asked == present {
        figures[number].unseen.remove(member)
      }
      guard numbers.contains(number) else { continue }
      let evaluation = webhook.evaluate(event)
      if evaluation.isDue {
        figures[number].jobCount += 1
      } else if evaluation.withheld.isEmpty {
        figures[number].otherContextCount += 1
      } else {
        figures[number].cannotTellCount += 1
      }
    }
    guard form == .events, webhooks.contains(where: { $0.company == event.company }),
      !webhooks.contains(where: { $0.matches(event) })
    else { return }
    let isWithheld = webhooks.contains { !$0.withholds(event).isEmpty }
    let kind = Kind(company: event.company, type: event.type, action: event.action)
    let index = unsentCounts.firstIndex { $0.key == kind } ?? unsentCounts.endIndex
    if index == unsentCounts.endIndex { unsentCounts.append((kind, 0, 0)) }
    unsentCounts[index].all += 1
    if isWithheld { unsentCounts[index].withheld += 1 }
  }

  var unsent: [WebhookUsage.Unsent] {
    var companies: [ObjectID] = []
    for webhook in webhooks where !companies.contains(webhook.company) {
      companies.append(webhook.company)
    }
    var list: [WebhookUsage.Unsent] = []
    for company in companies {
      for type in EventType.allCases {
        for action in EventAction.allCases {
          let kind = Kind(company: company, type: type, action: action)
          guard let count = unsentCounts.first(where: { $0.key == kind }) else { continue }
          list.append(
            WebhookUsage.Unsent(
              company: company, type: type, action: action, eventCount: count.all,
              withheldCount: count.withheld))
        }
      }
    }
    return list
  }
}
