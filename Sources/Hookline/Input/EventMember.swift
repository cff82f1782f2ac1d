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
  public var path: String { isInData ? "data.\(name)" : name }

  /// Its name in the event or in `data`.
  var name: String {
    let outer = Self.outerNames
    return isInData ? Self.dataNames[rawValue - outer.count] : outer[rawValue]
  }

  private var isInData: Bool { rawValue >= Self.outerNames.count }

  /// The members that a scan locates; the slot of each is its raw value.
  static let selection = MemberSelection(outerNames, insideLast: MemberSelection(dataNames))

  /// The names of the members, in their order: those of an event, and those of its `data`.
  private static let outerNames = ["company", "type", "event", "createdAt", "data"]
  private static let dataNames = ["taskGroup", "surveyId", "group"]
}
