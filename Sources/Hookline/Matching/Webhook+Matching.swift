// When a job is due: the one sentence of the contract, clause by clause and unoptimised. ``WebhookIndex`` is
// faster, shares no comparison with this, and is tested against it.

extension Webhook {
  /// Whether `event` is to be sent to this webhook.
  public func matches(_ event: Event) -> Bool {
    isActive
      && company == event.company
      && trigger.covers(event.type, event.action)
      && restrictions(on: event).allSatisfy { $0.asked == nil || $0.asked == $0.said }
  }

  /// The members of the event's `data` for want of which, and for no other reason, `event` is not sent to
  /// this webhook.
  ///
  /// Empty where the event is sent, and where anything else keeps it back.
  public func withholds(_ event: Event) -> RestrictedMembers {
    let unmet = restrictions(on: event).filter { $0.asked != nil && $0.asked != $0.said }
    guard isActive, company == event.company, trigger.covers(event.type, event.action),
      unmet.allSatisfy({ $0.said == nil })
    else { return [] }
    return RestrictedMembers(unmet.map(\.member))
  }

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
