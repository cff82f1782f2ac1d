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

  /// Its name, or `(other)`: another one is a text of the event, which is not shown.
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

  /// Its name, or `(other)`: another one is a text of the event, which is not shown.
  package var shownName: String { self == .unrecognized ? "(other)" : rawValue }
}
