internal import JSONScanning

/// The members of a definition that hookline looks at.
public enum WebhookMember: Int, CaseIterable, Sendable {
  case id
  case company
  case isActive
  case trigger
  case url
  case code
  case context
  case survey
  case group
  case taskGroup

  /// The member's place in the definition, as users write it.
  public var path: String {
    switch self {
    case .id: "_id"
    case .survey, .group, .taskGroup: "context.\(self)"
    default: "\(self)"
    }
  }

  /// What to write as its value.
  var expectation: String {
    switch self {
    case .id, .company: "an ObjectId, 24 hexadecimal digits in double quotes"
    case .isActive: "true or false"
    case .trigger:
      "one of " + Trigger.allCases.map { "\"\($0.name)\"" }.joined(separator: ", ")
    case .url: "a URL of at most \(WebhookURL.maximumLength) bytes in double quotes"
    case .code: "letters a to z, digits and _ in double quotes, at least one"
    case .context: "an object, or null for no restriction"
    case .survey, .group, .taskGroup:
      "an ObjectId, 24 hexadecimal digits in double quotes, or \"\" or null for no restriction"
    }
  }

  /// What a scan has to locate: each member under its raw value as the slot.
  static let selection = MemberSelection(
    ["_id", "company", "isActive", "trigger", "url", "code", "context"],
    insideLast: ["survey", "group", "taskGroup"])
}
