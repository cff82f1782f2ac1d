/// Why the webhook of a record of the delivery log is not sent the record's event.
///
/// That the event does not say what the webhook asks for is no such reason: that is counted by ``WithheldTally``.
public enum NotDueReason: CaseIterable, Sendable {
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

extension Evaluation {
  /// The first clause that fails, in the order of the contract, or `nil` if none does.
  var notDueReason: NotDueReason? {
    if failures.contains(.active) { return .inactiveWebhook }
    if failures.contains(.company) { return .otherCompany }
    if failures.contains(.trigger) { return .otherTrigger }
    return failures.contains(.context) ? .otherContext : nil
  }
}
