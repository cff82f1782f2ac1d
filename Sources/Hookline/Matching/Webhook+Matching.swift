// When a job is due: the one sentence of the contract, clause by clause and not optimized. ``WebhookIndex`` is faster, shares no
// comparison with this, and is tested against it.

extension Webhook {
  /// Evaluates each clause of the contract's sentence for `event`.
  public func evaluate(_ event: Event) -> Evaluation {
    var evaluation = Evaluation()
    if !isActive { evaluation.failures.insert(.active) }
    if company != event.company { evaluation.failures.insert(.company) }
    if !trigger.covers(event.type, event.action) { evaluation.failures.insert(.trigger) }
    for (member, asked, said) in restrictions(on: event) where asked != nil && asked != said {
      if said == nil {
        evaluation.unsaid.insert(member)
      } else {
        evaluation.failures.insert(.context)
      }
    }
    return evaluation
  }

  /// Whether `event` is to be sent to this webhook.
  public func matches(_ event: Event) -> Bool { evaluate(event).isDue }

  /// The members of the event's `data` for want of which, and for no other reason, `event` is not sent to this webhook.
  public func withholds(_ event: Event) -> RestrictedMembers { evaluate(event).withheld }

  /// What the context asks for, where the trigger uses it, beside what the event says to it.
  private func restrictions(
    on event: Event
  ) -> [(member: RestrictedMembers, asked: ObjectID?, said: ObjectID?)] {
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
