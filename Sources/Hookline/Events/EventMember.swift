internal import JSONScanning

/// The members of an event that decide where it goes; nothing else of it is looked into.
public enum EventMember: Int, CaseIterable, Sendable {
  case company
  case type
  case event
  case createdAt
  case data
  case taskGroup
  case surveyId
  case group

  /// The member's place in the event, as users write it.
  public var path: String {
    switch self {
    case .taskGroup, .surveyId, .group: "data.\(self)"
    default: "\(self)"
    }
  }

  /// What a scan has to locate: each member under its raw value as the slot.
  static let selection = MemberSelection(
    ["company", "type", "event", "createdAt", "data"],
    insideLast: ["taskGroup", "surveyId", "group"])
}
