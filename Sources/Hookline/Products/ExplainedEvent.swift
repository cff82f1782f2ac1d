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

/// How events are explained; the raw value is what `--explain=` calls it.
package enum ExplanationForm: String, CaseIterable, Sendable {
  /// As text, with the webhooks that are about the type of the event.
  case text = ""
  /// As text, with all webhooks of the company.
  case all
  /// As lines of JSON, with the webhooks that are about the type of the event.
  case json
  /// As lines of JSON, with all webhooks of the company.
  case jsonAll = "json,all"

  /// Whether it is lines of JSON.
  package var isJSON: Bool { self == .json || self == .jsonAll }
  /// Whether it shows webhooks that are about other types.
  package var showsAll: Bool { self == .all || self == .jsonAll }
}
