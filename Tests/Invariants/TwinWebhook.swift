/// What a definition says, read by the twin: a second opinion that shares no code with the reader of definitions.
package struct TwinWebhook: Equatable {
  /// The digits of its id in lower case.
  package let id: String?
  /// The digits of its company's id in lower case.
  package let company: String?
  /// Whether `isActive` is `true`.
  package let isActive: Bool
  /// The trigger as it is written.
  package let trigger: String?
  /// The ids that the context asks for, under the members' names.
  package let asked: [String: String]
  /// Whether it has a member that must not be ignored, so that its file cannot be accepted.
  package let hasForbiddenMember: Bool

  /// Makes what the twin should read.
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

  /// The definitions that an accepted file holds, in their order.
  package static func all(in file: [UInt8]) -> [TwinWebhook] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = file.starts(with: mark) ? Array(file.dropFirst(mark.count)) : file
    return TwinParser.values(of: text).flatMap { definitions(in: $0.value, text) }
  }

  /// Those in one value: an object, or an array of them, which can hold more arrays.
  private static func definitions(
    in value: TwinParser.Value, _ text: [UInt8]
  ) -> [TwinWebhook] {
    switch value {
    case .array(let elements): elements.flatMap { definitions(in: $0.value, text) }
    case .object: [TwinWebhook(value, in: text)]
    case .string, .other: []
    }
  }

  private init(_ value: TwinParser.Value, in text: [UInt8]) {
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

  /// `name` without `_` and `-`, its ASCII letters in lower case.
  private static func folded(_ name: String) -> [String] {
    name.unicodeScalars.filter { !"_-".unicodeScalars.contains($0) }
      .map { $0.isASCII ? $0.properties.lowercaseMapping : String($0) }
  }

  /// Whether a member's value says something.
  private static func restricts(_ member: TwinParser.Member, in text: [UInt8]) -> Bool {
    switch member.value {
    case .object(let members): !members.isEmpty
    case .array(let elements): !elements.isEmpty
    case .string(let bytes): !bytes.isEmpty
    case .other: Array(text[member.extent]) != Array("null".utf8)
    }
  }

  /// Whether `event` is due to it, by the table of the contract.
  package func matches(_ event: TwinEvent) -> Bool {
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
    return isActive && company == event.company && event.type == type
      && actions.contains(event.action ?? "")
      && restrictions.allSatisfy { asked[$0] == nil || asked[$0] == event.said[$1] }
  }
}
