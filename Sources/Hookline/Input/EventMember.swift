internal import JSONScanning

/// The members of an event that decide where it goes; nothing else of it is looked into.
public enum EventMember: Int, CaseIterable, Sendable {
  /// The company in which it happened.
  case company
  /// The kind of object.
  case type
  /// What happened.
  case event
  /// When; it decides nothing, but two of them could be read differently.
  case createdAt
  /// The object.
  case data
  /// In `data`: the group of a task.
  case taskGroup
  /// In `data`: the survey that was answered.
  case surveyId
  /// In `data`: the group in which it was answered.
  case group

  /// The member's place in the event, as users write it.
  public var path: String {
    switch self {
    case .taskGroup, .surveyId, .group: "data.\(self)"
    default: "\(self)"
    }
  }

  /// What a scan has to locate in an event: each member under its raw value as the slot.
  static let selection = MemberSelection(
    ["company", "type", "event", "createdAt", "data"],
    insideLast: MemberSelection(["taskGroup", "surveyId", "group"]))
}
