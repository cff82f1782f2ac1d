internal import JSONScanning

/// The members of an event that hookline locates; it does not look into any others.
public enum EventMember: Int, CaseIterable, Sendable {
  /// The company in which it happened.
  case company
  /// The kind of object.
  case type
  /// What happened.
  case event
  /// When it happened; it need not be readable.
  case createdAt
  /// The object.
  case data
  /// In `data`: the group of a task.
  case taskGroup
  /// In `data`: the survey that was answered.
  case surveyId
  /// In `data`: the group in which it was answered.
  case group

  /// The path of the member in the event, as users write it.
  public var path: String {
    switch self {
    case .taskGroup, .surveyId, .group: "data.\(self)"
    default: "\(self)"
    }
  }

  /// The members that a scan locates; the slot of each is its raw value.
  static let selection = MemberSelection(
    ["company", "type", "event", "createdAt", "data"],
    insideLast: MemberSelection(["taskGroup", "surveyId", "group"]))
}
