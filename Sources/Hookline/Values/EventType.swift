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
  /// A type that the platform may have, and no trigger is about.
  case unrecognized = ""

  /// Those with a name.
  static let recognized = allCases.filter { $0 != .unrecognized }
}

/// What happened, the platform's `event`.
public enum EventAction: String, CaseIterable, Sendable {
  /// It was made.
  case create
  /// It was changed.
  case edit
  /// It was removed.
  case delete
  /// The session ended.
  case logout
  /// An action that the platform may have, and no trigger is about.
  case unrecognized = ""

  /// Those with a name.
  static let recognized = allCases.filter { $0 != .unrecognized }
}
