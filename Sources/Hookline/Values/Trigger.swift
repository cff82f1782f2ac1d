/// What makes a webhook fire: a kind of object, and what happened to it.
public enum Trigger: UInt8, CaseIterable, Sendable {
  /// A user was created, edited or deleted.
  case user
  /// A task was created, edited or deleted.
  case task
  /// An answered survey was created, edited or deleted.
  case survey
  /// An element was created, edited or deleted.
  case property
  /// A note was created, edited or deleted.
  case note
  /// A user logged out.
  case logout

  /// The name of the trigger in definitions and jobs.
  public var name: String {
    switch self {
    case .user: "create-edit-delete-user"
    case .task: "create-edit-delete-task"
    case .survey: "create-edit-delete-survey"
    case .property: "create-edit-delete-property"
    case .note: "create-edit-delete-note"
    case .logout: "logout-user"
    }
  }

  /// The type of the events that the trigger is about.
  public var type: EventType {
    switch self {
    case .user: .user
    case .task: .task
    case .survey: .survey
    case .property: .property
    case .note: .note
    case .logout: .authentication
    }
  }

  /// What the trigger is about, one of them, as a word.
  package var noun: String {
    switch self {
    case .user: "user"
    case .task: "task"
    case .survey: "survey"
    case .property: "element"
    case .note: "note"
    case .logout: "logout"
    }
  }

  /// The members of `data` that the context of a webhook with this trigger restricts; it ignores the other ones.
  package var restrictedMembers: RestrictedMembers {
    switch self {
    case .task: .taskGroup
    case .survey: [.surveyId, .group]
    case .user, .property, .note, .logout: []
    }
  }

  /// The one trigger that is about events of `type`, or `nil` if there is none.
  public init?(about type: EventType) {
    switch type {
    case .user: self = .user
    case .task: self = .task
    case .survey: self = .survey
    case .property: self = .property
    case .note: self = .note
    case .authentication: self = .logout
    case .unrecognized: return nil
    }
  }

  /// What can have happened in the events that the trigger covers.
  package var actions: [EventAction] { EventAction.allCases.filter { covers(type, $0) } }

  /// Whether the trigger is about events of `type` in which `action` happened.
  public func covers(_ type: EventType, _ action: EventAction) -> Bool {
    guard type == self.type else { return false }
    switch action {
    case .create, .edit, .delete: return self != .logout
    case .logout: return self == .logout
    case .unrecognized: return false
    }
  }
}
