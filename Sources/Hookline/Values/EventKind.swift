/// A type of events and what happened in them, by which events without a job are counted.
struct EventKind: Equatable, Sendable {
  let type: EventType
  let action: EventAction

  /// All kinds, by type and, within each type, by action.
  static let all = EventType.allCases.flatMap { type in
    EventAction.allCases.map { EventKind(type: type, action: $0) }
  }

  /// Its place in ``all``.
  var number: Int { type.place * EventAction.allCases.count + action.place }
}

extension Event {
  /// Its kind.
  var kind: EventKind { EventKind(type: type, action: action) }
}
