/// Why the event of a delivery log record is not sent to the webhook of the record.
///
/// That the event lacks what the webhook asks for is not such a reason: ``WithheldTally`` counts that.
public enum NotDueReason: CaseIterable, Sendable {
  /// The definitions have no webhook with the id in the record.
  case unknownWebhook
  /// The webhook is inactive.
  case inactiveWebhook
  /// The webhook and the event belong to different companies.
  case otherCompany
  /// The webhook's trigger does not cover such events.
  case otherTrigger
  /// The webhook's context asks for a value that differs from the event's.
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
