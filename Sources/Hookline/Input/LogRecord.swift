/// A record of the platform's delivery log: an event, the webhook that it was meant for, and the outcome.
public struct LogRecord: Equatable, Sendable {
  /// The webhook's id.
  public var subscription: ObjectID
  /// Whether the delivery succeeded, with a status from 200 to 209; `nil` if that was not asked for.
  public var isDelivered: Bool?
  /// When the delivery was tried, or `nil` if that cannot be read or was not asked for.
  public var createdAt: Moment?
  /// The event, whose extent is that in the record.
  public var event: Event

  /// A record; by default, the outcome was not read.
  public init(
    subscription: ObjectID, isDelivered: Bool? = nil, createdAt: Moment? = nil, event: Event
  ) {
    self.subscription = subscription
    self.isDelivered = isDelivered
    self.createdAt = createdAt
    self.event = event
  }
}
