/// One value for each member that a webhook's context can have.
///
/// In a webhook, a value is what the context asks for, and `nil` means no restriction; in an event, it is the value in `data`,
/// and `nil` means that there is none.
public struct Restriction: Equatable, Sendable {
  /// The survey: `context.survey`, `data.surveyId`.
  public var survey: ObjectID?
  /// The group in which a survey was answered: `context.group`, `data.group`.
  public var group: ObjectID?
  /// The group of a task: `context.taskGroup`, `data.taskGroup`.
  public var taskGroup: ObjectID?

  /// The restriction, or the values of an event, with these values.
  public init(survey: ObjectID? = nil, group: ObjectID? = nil, taskGroup: ObjectID? = nil) {
    self.survey = survey
    self.group = group
    self.taskGroup = taskGroup
  }

  /// The part of this restriction that a webhook with `trigger` uses; the rest is ignored.
  public func used(by trigger: Trigger) -> Restriction {
    let used = trigger.restrictedMembers
    return Restriction(
      survey: used.contains(.surveyId) ? survey : nil, group: used.contains(.group) ? group : nil,
      taskGroup: used.contains(.taskGroup) ? taskGroup : nil)
  }
}
