/// What a line of input says to the matching: where it belongs, what happened, and to what.
///
/// An event keeps nothing of the line but these few ids; the line itself stays with the caller.
public struct Event: Equatable, Sendable {
  /// The company (the tenant) in which it happened.
  public var company: ObjectID
  /// The kind of object that it happened to.
  public var type: EventType
  /// What happened.
  public var action: EventAction
  /// The values that a webhook's context can ask for, `nil` where the event does not say.
  public var subject: Restriction
  /// What it says in place of such a value.
  public var malformed: MalformedIDs
  /// The event's text in its line, from `{` to `}`.
  public var extent: Range<Int>

  /// Makes an event.
  public init(
    company: ObjectID, type: EventType, action: EventAction, subject: Restriction,
    malformed: MalformedIDs = MalformedIDs(), extent: Range<Int> = 0..<0
  ) {
    self.company = company
    self.type = type
    self.action = action
    self.subject = subject
    self.malformed = malformed
    self.extent = extent
  }
}

extension Event {
  /// A stand-in where no event was read yet.
  static let none = Event(
    company: ObjectID(), type: .unrecognized, action: .unrecognized, subject: Restriction())

  /// The same event in a text that has `offset` more bytes before it.
  @inline(__always)
  func moved(by offset: Int) -> Event {
    var event = self
    event.extent = extent.lowerBound + offset..<extent.upperBound + offset
    return event
  }
}
