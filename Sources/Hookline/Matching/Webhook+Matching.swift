// When a job is due: the contract's matching rule, clause by clause and not optimized. ``WebhookIndex`` is faster, shares only
// ``Trigger/covers(_:_:)`` with this, and is tested against it.

extension Webhook {
  /// Evaluates each clause of the contract's matching rule for `event`.
  public func evaluate(_ event: Event) -> Evaluation {
    var evaluation = Evaluation()
    if !isActive { evaluation.failures.insert(.active) }
    if company != event.company { evaluation.failures.insert(.company) }
    if !trigger.covers(event.type, event.action) { evaluation.failures.insert(.trigger) }
    for (member, asked, present) in restrictions(on: event) where asked != nil && asked != present {
      if present == nil {
        evaluation.missing.insert(member)
      } else {
        evaluation.failures.insert(.context)
        evaluation.different.insert(member)
      }
    }
    return evaluation
  }

  /// Whether `event` is to be sent to this webhook.
  public func matches(_ event: Event) -> Bool { evaluate(event).isDue }

  /// The members that `event` lacks, if they are the only reason not to send it to this webhook, else none.
  public func withholds(_ event: Event) -> RestrictedMembers { evaluate(event).withheld }

  /// For each member that the trigger uses, the value that the context asks for and the one that `event` has.
  private func restrictions(
    on event: Event
  ) -> [(member: RestrictedMembers, asked: ObjectID?, present: ObjectID?)] {
    switch trigger {
    case .task:
      [(.taskGroup, context.taskGroup, event.subject.taskGroup)]
    case .survey:
      [
        (.surveyId, context.survey, event.subject.survey),
        (.group, context.group, event.subject.group),
      ]
    case .user, .property, .note, .logout:
      []
    }
  }
}
