internal import JSONScanning

/// The members of a definition that hookline reads.
public enum WebhookMember: Int, CaseIterable, Sendable {
  /// The webhook's own id, `_id`.
  case id
  /// The company that registered it.
  case company
  /// Whether it is active.
  case isActive
  /// What makes it fire.
  case trigger
  /// Where its events are sent.
  case url
  /// The name that its company gave it.
  case code
  /// What it requires of an event's `data`.
  case context
  /// In `context`: the survey that must have been answered.
  case survey
  /// In `context`: the group in which it must have been answered.
  case group
  /// In `context`: the group that a task must belong to.
  case taskGroup

  /// Whether it is a member of the context.
  var isInContext: Bool { rawValue >= Self.outerNames.count }

  /// Its name in the definition or in the context.
  var name: String {
    let outer = Self.outerNames
    return isInContext ? Self.contextNames[rawValue - outer.count] : outer[rawValue]
  }

  /// The path of the member in the definition, as users write it.
  public var path: String { isInContext ? "context.\(name)" : name }

  /// What to write as its value.
  var expectation: String {
    switch self {
    case .id, .company: ObjectID.expectation
    case .isActive: "true or false"
    case .trigger:
      "one of " + Trigger.allCases.map { "\"\($0.name)\"" }.joined(separator: ", ")
    case .url: "a URL of at most \(WebhookURL.maximumLength) bytes in double quotes"
    case .code: "one or more of the characters a-z, 0-9 and _, in double quotes"
    case .context: "an object, or null for no restriction"
    case .survey, .group, .taskGroup:
      "\(ObjectID.expectation), or \"\" or null for no restriction"
    }
  }

  /// The members that a scan locates; the slot of each is its raw value.
  static let selection = MemberSelection(outerNames, insideLast: MemberSelection(contextNames))

  /// The names of the members, in their order: those of a definition, and those of its context.
  ///
  /// They are written out because the names of the cases, by reflection, took a tenth of the time of a run without events.
  private static let outerNames = [
    "_id", "company", "isActive", "trigger", "url", "code", "context",
  ]
  private static let contextNames = ["survey", "group", "taskGroup"]
}
