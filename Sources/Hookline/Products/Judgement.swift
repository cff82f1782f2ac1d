/// Why an event that is explained is sent to a webhook or not.
enum Judgement {
  /// A job is made.
  case job
  /// A job is due and left out.
  case leftOut(LeftOutReason)
  /// No job is due.
  case notDue(Evaluation)
}
