// When a job is due: the contract's matching rule, clause by clause and not optimized. ``WebhookIndex`` is faster, shares only
// ``Trigger/covers(_:_:)`` with this, and is tested against it.

extension Webhook {
  /// Evaluates each clause of the contract's matching rule for `event`.
  public func evaluate(_ event: Event) -> Evaluation {
    var evaluation = Evaluation()
    if !isActive { evaluation.failures.insert(.active) }
    if company != event.company { evaluation.failures.insert(.company) }
    if !trigger.covers(event.type, event.action) { evaluation.failures.insert(.trigger) }
    let (asked, present) = (context, event.subject)
    switch trigger {
    case .task: evaluation.compare(.taskGroup, asked.taskGroup, with: present.taskGroup)
    case .survey:
      evaluation.compare(.surveyId, asked.survey, with: present.survey)
      evaluation.compare(.group, asked.group, with: present.group)
    case .user, .property, .note, .logout: break
    }
    return evaluation
  }

  /// Whether `event` is to be sent to this webhook.
  public func matches(_ event: Event) -> Bool { evaluate(event).isDue }

  /// The members that `event` lacks, if they are the only reason not to send it to this webhook, else none.
  public func withholds(_ event: Event) -> RestrictedMembers { evaluate(event).withheld }
}

extension Evaluation {
  /// Compares what the context asks for, or `nil`, with the value that the event has, or `nil`.
  fileprivate mutating func compare(
    _ member: RestrictedMembers, _ asked: ObjectID?, with present: ObjectID?
  ) {
    guard let asked, asked != present else { return }
    if present == nil {
      missing.insert(member)
    } else {
      failures.insert(.context)
      different.insert(member)
    }
  }
}
