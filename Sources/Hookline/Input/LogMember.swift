internal import JSONScanning

/// The members of a record of the delivery log that hookline looks at.
public enum LogMember: Int, CaseIterable, Sendable {
  /// The webhook to which the event was to be sent.
  case subscription
  /// What came of it.
  case status
  /// The event.
  case event

  /// What a scan has to locate: each member under its raw value as the slot, then those of the event.
  static let selection = MemberSelection(
    allCases.map { "\($0)" }, insideLast: EventMember.selection)
}
