/// What matching needs to know of an event: its company, what happened, and to what.
///
/// It copies only these few ids; the line itself stays with the caller.
public struct Event: Equatable, Sendable {
  /// The company (the tenant) in which it happened.
  public var company: ObjectID
  /// The kind of object that it happened to.
  public var type: EventType
  /// What happened.
  public var action: EventAction
  /// The values of the members that a webhook's context can restrict, each `nil` if the event does not have it.
  public var subject: Restriction
  /// Those of these members that have a value other than an id.
  public var malformed: MalformedIDs
  /// When it happened, or `nil` if that cannot be read or was not asked for.
  public var createdAt: Moment?
  /// The extent of the event's text in its line or log record, from `{` to `}`.
  public var extent: Range<Int>

  /// An event; by default nothing is malformed, its time is unknown and the extent is empty.
  public init(
    company: ObjectID, type: EventType, action: EventAction, subject: Restriction,
    malformed: MalformedIDs = MalformedIDs(), createdAt: Moment? = nil, extent: Range<Int> = 0..<0
  ) {
    self.company = company
    self.type = type
    self.action = action
    self.subject = subject
    self.malformed = malformed
    self.createdAt = createdAt
    self.extent = extent
  }
}

extension Event {
  /// A placeholder until an event is read.
  package static let none = Event(
    company: ObjectID(), type: .unrecognized, action: .unrecognized, subject: Restriction())

  /// The same event in a text with `offset` more bytes before it.
  @inline(__always)
  func moved(by offset: Int) -> Event {
    var event = self
    event.extent = extent.lowerBound + offset..<extent.upperBound + offset
    return event
  }
}
