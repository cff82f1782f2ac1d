/// The kind of object that an event is about, the platform's `type`.
public enum EventType: String, CaseIterable, Sendable {
  /// A user.
  case user = "COTUser"
  /// A task.
  case task = "COTTask"
  /// An answered survey.
  case survey = "COTSurvey"
  /// An element.
  case property = "COTProperty"
  /// A note.
  case note = "COTNote"
  /// A user's session.
  case authentication = "Auth"
  /// Any other type; no trigger is about it.
  case unrecognized = ""

  /// Those with a name.
  static let recognized = allCases.filter { $0 != .unrecognized }

  /// Its name, or `(other)`: any other name is content of the event, and never shown.
  package var shownName: String { self == .unrecognized ? "(other)" : rawValue }
}

/// What happened, the platform's `event`.
public enum EventAction: String, CaseIterable, Sendable {
  /// The object was created.
  case create
  /// The object was changed.
  case edit
  /// The object was removed or deactivated.
  case delete
  /// The user logged out.
  case logout
  /// Any other action; no trigger is about it.
  case unrecognized = ""

  /// Those with a name.
  static let recognized = allCases.filter { $0 != .unrecognized }

  /// Its name, or `(other)`: any other name is content of the event, and never shown.
  package var shownName: String { self == .unrecognized ? "(other)" : rawValue }
}

// Their places, for counts in arrays: to search the list of all cases for one takes longer.

extension EventType {
  /// Its place among all types.
  @inline(__always)
  var place: Int {
    switch self {
    case .user: 0
    case .task: 1
    case .survey: 2
    case .property: 3
    case .note: 4
    case .authentication: 5
    case .unrecognized: 6
    }
  }
}

extension EventAction {
  /// Its place among all actions.
  @inline(__always)
  var place: Int {
    switch self {
    case .create: 0
    case .edit: 1
    case .delete: 2
    case .logout: 3
    case .unrecognized: 4
    }
  }
}
