/// One value for each member that a webhook's context can have.
///
/// In a webhook a value is what the context asks for, and `nil` asks for nothing; in an event it is
/// what the event's `data` says, and `nil` says nothing.
public struct Restriction: Equatable, Sendable {
  /// The survey: `context.survey`, `data.surveyId`.
  public var survey: ObjectID?
  /// The group in which a survey was answered: `context.group`, `data.group`.
  public var group: ObjectID?
  /// The group of a task: `context.taskGroup`, `data.taskGroup`.
  public var taskGroup: ObjectID?

  /// Makes a restriction, or what an event says to one.
  public init(survey: ObjectID? = nil, group: ObjectID? = nil, taskGroup: ObjectID? = nil) {
    self.survey = survey
    self.group = group
    self.taskGroup = taskGroup
  }

  /// What of this restriction a webhook with `trigger` uses; the rest of its context is ignored.
  public func used(by trigger: Trigger) -> Restriction {
    switch trigger {
    case .task: Restriction(taskGroup: taskGroup)
    case .survey: Restriction(survey: survey, group: group)
    case .user, .property, .note, .logout: Restriction()
    }
  }
}
