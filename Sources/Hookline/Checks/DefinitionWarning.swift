/// Something in valid definitions, or in how events concern them, that may not be what was meant.
///
/// It says nothing about how it is shown. ``DefinitionChecks`` finds those that depend on the definitions alone, and
/// ``UsageChecks`` those that depend on events.
public enum DefinitionWarning: Equatable, Sendable {
  /// Something about one webhook.
  case aboutWebhook(Webhook, WebhookFinding)
  /// Something about the events of a run.
  case aboutEvents(EventFinding)

  /// The kinds of warnings, a closed set; the raw value is what users see.
  public enum Code: String, CaseIterable, Sendable {
    /// A URL without encryption.
    case plainHTTP = "plain-http"
    /// A URL whose host is not public.
    case privateAddress = "private-address"
    /// Two webhooks that get the same events, at different URLs.
    case sameEvents = "same-events"
    /// Two webhooks that send an event to the same URL.
    case sameTarget = "same-target"
    /// A value that a context asks for, and that the trigger does not use.
    case unusedContext = "unused-context"
    /// A context that does not ask for what the platform's own form makes mandatory.
    case unrestricted
    /// A code that webhooks of two companies have.
    case codeInTwoCompanies = "code-in-two-companies"
    /// Events of which none takes part.
    case noEvents = "no-events"
    /// A webhook that gets no event.
    case neverFired = "never-fired"
    /// A value that a context asks for, and that no event has.
    case valueNeverSeen = "value-never-seen"
    /// Events that do not say what webhooks ask for.
    case cannotTell = "cannot-tell"
    /// Events that no webhook gets.
    case noWebhookAsks = "nobody-asks"
  }

  /// What was found about a webhook.
  public enum WebhookFinding: Equatable, Sendable {
    /// The URL is not encrypted.
    case plainHTTP
    /// The host of the URL is not public.
    case privateAddress(PrivateHost)
    /// An earlier webhook gets the same events, at another URL.
    case sameEvents(as: Webhook)
    /// An earlier webhook sends all or some of the events to the same URL.
    case sameTarget(as: Webhook, ofAllEvents: Bool)
    /// The trigger does not use this member of the context.
    case unusedContext(ContextMember)
    /// The context does not ask for these members.
    case unrestricted([ContextMember])
    /// An earlier webhook of another company has the same code.
    case codeInTwoCompanies(Webhook)
    /// None of `eventCount` events, at least one, is to be sent to the webhook.
    case neverFired(WebhookUsage.Figures, eventCount: Int, form: InputForm)
    /// The value that the context asks for in this member did not occur in `eventCount` events that are about the webhook.
    case valueNeverSeen(ContextMember, eventCount: Int)
  }

  /// What was found about events.
  public enum EventFinding: Equatable, Sendable {
    /// No event takes part, so that it is unknown which webhooks get some.
    case noEvents
    /// Events lack members for which webhooks ask.
    case cannotTell(WithheldTally.Count)
    /// No webhook gets these events of one company and type, all of which could be judged.
    case noWebhookAsks(ObjectID, EventType, counts: [ActionCount])
  }

  /// How often something happened.
  public struct ActionCount: Equatable, Sendable {
    /// What happened.
    public let action: EventAction
    /// How often.
    public let eventCount: Int

    /// So many events in which `action` happened.
    public init(_ action: EventAction, eventCount: Int) {
      self.action = action
      self.eventCount = eventCount
    }
  }

  /// The webhook that it is about, or `nil` if it is about events.
  public var webhook: Webhook? {
    if case .aboutWebhook(let webhook, _) = self { webhook } else { nil }
  }

  /// The member of the webhook's definition that it is about, or `nil` if it depends on events.
  public var member: WebhookMember? {
    if case .aboutWebhook(_, let finding) = self { finding.member } else { nil }
  }

  /// The earlier webhook with which the webhook is compared, or `nil` if it is not.
  public var other: Webhook? {
    if case .aboutWebhook(_, let finding) = self { finding.other } else { nil }
  }

  /// Its kind.
  public var code: Code {
    switch self {
    case .aboutWebhook(_, let finding): finding.code
    case .aboutEvents(let finding): finding.code
    }
  }
}

extension DefinitionWarning.WebhookFinding {
  /// Its kind.
  fileprivate var code: DefinitionWarning.Code {
    switch self {
    case .plainHTTP: .plainHTTP
    case .privateAddress: .privateAddress
    case .sameEvents: .sameEvents
    case .sameTarget: .sameTarget
    case .unusedContext: .unusedContext
    case .unrestricted: .unrestricted
    case .codeInTwoCompanies: .codeInTwoCompanies
    case .neverFired: .neverFired
    case .valueNeverSeen: .valueNeverSeen
    }
  }

  /// The member of the webhook's definition that it is about, or `nil` if it depends on events.
  fileprivate var member: WebhookMember? {
    switch self {
    case .plainHTTP, .privateAddress, .sameTarget: .url
    case .sameEvents: .trigger
    case .unusedContext(let member): member.webhookMember
    case .unrestricted(let members): members.first?.webhookMember
    case .codeInTwoCompanies: .code
    case .neverFired, .valueNeverSeen: nil
    }
  }

  /// The earlier webhook with which the webhook is compared, or `nil` if it is not.
  fileprivate var other: Webhook? {
    switch self {
    case .sameEvents(let other), .sameTarget(let other, _), .codeInTwoCompanies(let other): other
    case .plainHTTP, .privateAddress, .unusedContext, .unrestricted, .neverFired, .valueNeverSeen:
      nil
    }
  }
}

extension DefinitionWarning.EventFinding {
  /// Its kind.
  fileprivate var code: DefinitionWarning.Code {
    switch self {
    case .noEvents: .noEvents
    case .cannotTell: .cannotTell
    case .noWebhookAsks: .noWebhookAsks
    }
  }
}
