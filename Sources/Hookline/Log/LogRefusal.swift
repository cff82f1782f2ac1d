/// Why a record of the delivery log is due no job, other than that its event does not say what the webhook asks for.
public enum LogRefusal: CaseIterable, Sendable {
  /// Its event arrived, and only those that did not are wanted.
  case delivered
  /// No webhook of its id is in the definitions.
  case unknownWebhook
  /// The webhook is inactive.
  case inactiveWebhook
  /// The webhook belongs to another company than the event.
  case otherCompany
  /// The webhook's trigger is not about such events.
  case otherTrigger
  /// The webhook's context asks for another value than the event has.
  case otherContext
}

extension Webhook {
  /// Whether `event`, of a record of the log, is to be sent to this webhook.
  enum Answer: Equatable {
    /// It is.
    case due
    /// It lacks these members, which the context asks for.
    case withheld(RestrictedMembers)
    /// It is not, for the first clause of the contract that it breaks.
    case refused(LogRefusal)
  }

  /// The answer to `event`; that it is due is ``matches(_:)``'s to say.
  func answer(to event: Event) -> Answer {
    if matches(event) { return .due }
    if !isActive { return .refused(.inactiveWebhook) }
    if company != event.company { return .refused(.otherCompany) }
    if !trigger.covers(event.type, event.action) { return .refused(.otherTrigger) }
    let missing = withholds(event)
    return missing.isEmpty ? .refused(.otherContext) : .withheld(missing)
  }
}
