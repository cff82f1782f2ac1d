extension DefinitionWarning: CustomStringConvertible {
  /// What was found, as a fragment that can follow a place; webhooks are called by their codes.
  ///
  /// Of an event it shows nothing but its company, type and action; a type or action that no trigger is about is `(other)`.
  public var description: String {
    switch self {
    case .aboutWebhook(let webhook, let finding): finding.text(about: webhook)
    case .aboutEvents(let finding): finding.text
    }
  }
}

extension DefinitionWarning.WebhookFinding {
  /// What was found about `webhook`.
  fileprivate func text(about webhook: Webhook) -> String {
    let (code, noun) = (webhook.code, webhook.trigger.noun)
    switch self {
    case .plainHTTP: return "\(code) sends without encryption"
    case .privateAddress(let kind):
      return "\(code) sends to \(WebhookTarget(webhook.url).hostName), \(kind)"
    case .sameEvents(let other):
      return "\(code) gets the same events as \(other.code), at another URL"
    case .sameTarget(let other, ofAllEvents: true):
      return "\(code) sends the same events to the same URL as \(other.code)"
    case .sameTarget(let other, ofAllEvents: false):
      return "\(code) sends some of the same events to the same URL as \(other.code)"
    case .unusedContext(let member):
      return "\(code) asks for a \(member.name), but its trigger is about \(noun)s: it is ignored"
    case .unrestricted(let members):
      let names = members.map { "no \($0.name)" }.joined(separator: " and ")
      let all =
        members.contains(.taskGroup)
        ? "tasks of all workflows"
        : members.contains(.survey) ? "answers to all surveys" : "answers of all groups"
      return "\(code) asks for \(names): it gets the \(all)"
    case .codeInTwoCompanies(let other):
      return "\(code) is also the code of a webhook of company \(other.company)"
    case .neverFired(let figures, let eventCount, let form):
      return "\(webhook.codeAndCompany) got no job from \(Wording.amount(eventCount, "event"))"
        + webhook.reasons(for: figures, form)
    case .valueNeverSeen(let member, let eventCount):
      let value = webhook.context.value(of: member).map { " \($0)" } ?? ""
      let events = Wording.amount(eventCount, "\(noun) event")
      return "\(webhook.codeAndCompany) asks for \(member.name)\(value), which does not occur in"
        + " \(events)"
    }
  }
}

extension Webhook {
  /// Its code with its company, because no place says which of several it is.
  fileprivate var codeAndCompany: String { "\(code) of company \(company)" }

  /// Why it gets none of the events that it has to do with, as the end of a message.
  fileprivate func reasons(for figures: WebhookUsage.Figures, _ form: InputForm) -> String {
    guard figures.eventCount > 0 else {
      return form == .log
        ? "; none of the records is for it"
        : "; none has the company, type and action that it asks for"
    }
    var parts: [String] = []
    let names = asked.contextMembers.map(\.name).joined(separator: " or ")
    if figures.otherContextCount > 0 {
      let have = figures.otherContextCount == 1 ? "has" : "have"
      parts.append("; \(figures.otherContextCount) \(have) another \(names)")
    }
    if figures.cannotTellCount > 0 {
      let lack = figures.cannotTellCount == 1 ? "lacks" : "lack"
      parts.append("; \(figures.cannotTellCount) \(lack) a \(names)")
    }
    return parts.joined()
  }
}

extension DefinitionWarning.EventFinding {
  /// What was found.
  fileprivate var text: String {
    switch self {
    case .noEvents: return "no event is selected: it is unknown which webhooks would get any"
    case .cannotTell(let count): return Self.text(about: count)
    case .noWebhookAsks(let company, let type, let counts):
      let all = counts.reduce(0) { $0 + $1.eventCount }
      let parts = counts.map { "\($0.eventCount) \($0.action.shownName)" }
      return "no webhook gets \(Wording.amount(all, "\(type.shownName) event"))"
        + " of company \(company): \(parts.joined(separator: ", "))"
    }
  }

  private static func text(about count: WithheldTally.Count) -> String {
    let absent = count.absent.paths
    var parts: [String] = []
    if !absent.isEmpty { parts.append("no " + absent.joined(separator: " and no ")) }
    parts += count.malformed.paths.map { "a \($0) that is not an ObjectId" }
    let have = count.eventCount == 1 ? "has" : "have"
    let webhooks = Wording.amount(count.webhooks.count, "webhook")
    let ask = count.webhooks.count == 1 ? "asks" : "ask"
    let what = count.members.count == 1 ? "one" : "them"
    let events = Wording.amount(count.eventCount, "\(count.members.noun) event")
    return "\(events) \(have) \(parts.joined(separator: " and "));"
      + " \(webhooks) \(ask) for \(what)"
  }
}

extension PrivateHost: CustomStringConvertible {
  /// What the host is, as a phrase.
  public var description: String {
    switch self {
    case .loopback: "the sender's own machine"
    case .privateNetwork: "a private address"
    case .sharedNetwork: "a carrier-grade NAT address"
    case .linkLocal: "a link-local address"
    case .metadata: "a cloud metadata service"
    case .unspecified: "the unspecified address"
    case .multicast: "a multicast address"
    case .reserved: "a reserved address"
    case .localName: "a name that only a private network resolves"
    case .singleLabel: "a name without a period, which only a private network resolves"
    }
  }
}
