/// A webhook definition as the reference reads it: a second opinion that shares no code with the reader of definitions.
package struct ReferenceWebhook: Equatable {
  /// The digits of its id in lower case, or `nil` if it is no ObjectId.
  package let id: String?
  /// The digits of its company's id in lower case, or `nil` if it is no ObjectId.
  package let company: String?
  /// Whether `isActive` is `true`.
  package let isActive: Bool
  /// The trigger, escapes decoded, or `nil` if it is no string.
  package let trigger: String?
  /// The ids that the context asks for, in lower case, by member name.
  package let asked: [String: String]
  /// Whether it has a member that must not be ignored, so that its file must be rejected.
  package let hasForbiddenMember: Bool

  /// A definition that the reference is expected to read, without forbidden members.
  package init(
    id: String?, company: String?, isActive: Bool, trigger: String?, asked: [String: String]
  ) {
    self.id = id
    self.company = company
    self.isActive = isActive
    self.trigger = trigger
    self.asked = asked
    hasForbiddenMember = false
  }

  /// The definitions in an accepted file, in order.
  package static func all(in file: [UInt8]) -> [ReferenceWebhook] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = file.starts(with: mark) ? Array(file.dropFirst(mark.count)) : file
    return ReferenceParser.values(of: text).flatMap { definitions(in: $0.value, text) }
  }

  /// The definitions in one value: an object or an array, nested arrays included.
  private static func definitions(
    in value: ReferenceParser.Value, _ text: [UInt8]
  ) -> [ReferenceWebhook] {
    switch value {
    case .array(let elements): elements.flatMap { definitions(in: $0.value, text) }
    case .object: [ReferenceWebhook(value, in: text)]
    case .string, .other: []
    }
  }

  private init(_ value: ReferenceParser.Value, in text: [UInt8]) {
    id = value.member("_id")?.value.id
    company = value.member("company")?.value.id
    isActive = value.member("isActive").map { Array(text[$0.extent]) } == Array("true".utf8)
    trigger = value.member("trigger")?.value.text
    let context = value.member("context")?.value
    asked = ["survey", "group", "taskGroup"].reduce(into: [:]) { asked, name in
      asked[name] = context?.member(name)?.value.id
    }
    hasForbiddenMember =
      value.members.contains { member in
        let name = String(decoding: member.name, as: UTF8.self)
        return Self.known.contains { $0 != name && Self.folded($0) == Self.folded(name) }
          || ["survey", "group", "taskGroup"].contains { Self.folded($0) == Self.folded(name) }
            && Self.restricts(member, in: text)
      }
      || context?.members.contains { member in
        let name = String(decoding: member.name, as: UTF8.self)
        return !["survey", "group", "taskGroup", "_id", "__v"].contains(name)
          && Self.restricts(member, in: text)
      } ?? false
  }

  private static let known = ["isActive", "trigger", "url", "code", "company", "context"]

  /// The characters of `name` without `_` and `-`, ASCII letters in lower case.
  private static func folded(_ name: String) -> [String] {
    name.unicodeScalars.filter { !"_-".unicodeScalars.contains($0) }
      .map { $0.isASCII ? $0.properties.lowercaseMapping : String($0) }
  }

  /// Whether a member's value restricts anything: it is not `""`, `null`, `[]` or `{}`.
  private static func restricts(_ member: ReferenceParser.Member, in text: [UInt8]) -> Bool {
    switch member.value {
    case .object(let members): !members.isEmpty
    case .array(let elements): !elements.isEmpty
    case .string(let bytes): !bytes.isEmpty
    case .other: Array(text[member.extent]) != Array("null".utf8)
    }
  }

  /// Whether a job for `event` is due, by the contract's table.
  package func matches(_ event: ReferenceEvent) -> Bool {
    company == event.company && failures(for: event).isEmpty
  }

  /// Whether it is about events of the type of `event`.
  func isAbout(_ event: ReferenceEvent) -> Bool {
    !failures(for: event).contains("type")
  }

  /// What the contract's table does not allow about `event`, which is of the same company, as explanations name it.
  func failures(for event: ReferenceEvent) -> [String] {
    let changes: Set = ["create", "edit", "delete"]
    let (type, actions, restrictions): (String, Set<String>, [String: String]) =
      switch trigger {
      case "create-edit-delete-user": ("COTUser", changes, [:])
      case "create-edit-delete-task": ("COTTask", changes, ["taskGroup": "taskGroup"])
      case "create-edit-delete-survey":
        ("COTSurvey", changes, ["survey": "surveyId", "group": "group"])
      case "create-edit-delete-property": ("COTProperty", changes, [:])
      case "create-edit-delete-note": ("COTNote", changes, [:])
      case "logout-user": ("Auth", ["logout"], [:])
      default: ("", [], [:])
      }
    var failures: [String] = []
    if !isActive { failures.append("isActive") }
    if event.type != type {
      failures.append("type")
    } else if !actions.contains(event.action ?? "") {
      failures.append("event")
    }
    for name in ["survey", "group", "taskGroup"] {
      guard let member = restrictions[name], let asked = asked[name] else { continue }
      if asked != event.present[member] { failures.append("context.\(name)") }
    }
    return failures
  }
}
