internal import Hookline

// What the platform's own screens call things.

extension EventType {
  /// What it is called, many of them.
  var plural: String {
    Trigger(about: self).map { $0.noun + "s" } ?? "other events"
  }

  /// The types in the order in which the page shows them.
  static let shown: [EventType] = [
    .task, .survey, .user, .property, .note, .authentication, .unrecognized,
  ]

  /// The class of its colour.
  var style: String { "c\(Self.shown.firstIndex(of: self) ?? 0)" }
}

extension EventAction {
  /// What happened, as a word.
  var word: String {
    switch self {
    case .create: "created"
    case .edit: "edited"
    case .delete: "deleted"
    case .logout: "logged out"
    case .unrecognized: "other"
    }
  }
}

extension ContextMember {
  /// What it asks for, as a word.
  var word: String {
    switch self {
    case .survey: "survey"
    case .group: "group"
    case .taskGroup: "workflow"
    }
  }
}

extension RestrictedMembers {
  /// What the members are called, such as `survey and group`.
  var words: String { Wording.list(contextMembers.map(\.word)) }
}

extension Webhook {
  /// What it is called: its name or, if nothing of that can be seen, its code.
  var title: String {
    guard let name, name.contains(where: { !$0.isWhitespace }) else { return shortCode }
    return name
  }

  /// Its code, cut if it is very long.
  var shortCode: String { Self.cut(code, to: 64) }

  /// Where its events go, cut if that is very long.
  var shortURL: String { Self.cut(url, to: 160) }

  /// What it asks for: `tasks, only workflow …5c8cce`.
  var request: Markup {
    let asked = context.used(by: trigger)
    let words = ContextMember.allCases.compactMap { member -> Markup? in
      asked.value(of: member).map {
        "\(member.word) <span class=\"id\" title=\"\($0.description)\">…\($0.tail)</span>"
      }
    }
    let restriction: Markup = words.isEmpty ? "" : ", only \(Markup.list(words))"
    return "\(trigger.type.plural)\(restriction)"
  }

  private static func cut(_ text: String, to count: Int) -> String {
    text.utf8.count > count ? text.prefix(count - 1) + "…" : text
  }
}

extension ObjectID {
  /// The last digits, which are enough to tell ids apart.
  var tail: String { String(description.suffix(6)) }
}
