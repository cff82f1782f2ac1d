/// Why an event that is explained is sent to a webhook or not.
enum Judgement {
  /// A job is made.
  case job
  /// A job is due and left out.
  case leftOut(LeftOutReason)
  /// No job is due.
  case notDue(Evaluation)
}

/// What is explained about an event and one webhook.
struct ExplainedWebhook {
  /// The webhook.
  let webhook: Webhook
  /// Why the event is sent to it or not.
  let judgement: Judgement
  /// The members that the event's `diff` changes; known only if a clause of a context failed.
  let changes: RestrictedMembers
}
