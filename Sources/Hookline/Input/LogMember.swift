internal import JSONScanning

/// The members of a delivery log record that hookline reads.
public enum LogMember: Int, CaseIterable, Sendable {
  /// The id of the webhook that the event was meant for.
  case subscription
  /// The status of the delivery.
  case status
  /// When the delivery was tried; it need not be readable.
  case createdAt
  /// The event.
  case event

  /// The members that a scan locates: the slot of each is its raw value; the slots of the event's members follow.
  static let selection = MemberSelection(
    ["subscription", "status", "createdAt", "event"], insideLast: EventMember.selection)
}
