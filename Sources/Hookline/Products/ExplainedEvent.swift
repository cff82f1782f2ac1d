/// An event that is explained: where it is, and what became of its jobs.
package struct ExplainedEvent {
  /// The event.
  let event: Event
  /// The number of its input, from 0, and that of its line there, from 1.
  let (file, line): (Int, Int)
  /// The webhook for which its record was made, if that is of a delivery log.
  let addressee: Router.Addressee?
  /// The webhooks that get a job, by their places in the definitions, ascending.
  let made: [Int]
  /// The webhooks whose job is due and left out, ascending.
  let leftOut: [(webhook: Int, reason: LeftOutReason)]

  /// The event on `line` of the input with the number `file`, of whose due jobs some are `made` and some are `leftOut`.
  package init(
    _ event: Event, file: Int, line: Int, addressee: Router.Addressee?, made: [Int],
    leftOut: [(webhook: Int, reason: LeftOutReason)]
  ) {
    self.event = event
    (self.file, self.line) = (file, line)
    self.addressee = addressee
    self.made = made
    self.leftOut = leftOut
  }
}
