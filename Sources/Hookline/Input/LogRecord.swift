/// A record of the platform's delivery log: an event, the webhook that it was meant for, and the outcome.
public struct LogRecord: Equatable, Sendable {
  /// The webhook's id.
  public var subscription: ObjectID
  /// Whether the delivery succeeded, with a status from 200 to 209; `nil` if the status was not read.
  public var isDelivered: Bool?
  /// The event, whose extent is that in the record.
  public var event: Event

  /// A record; by default, its status was not read.
  public init(subscription: ObjectID, isDelivered: Bool? = nil, event: Event) {
    self.subscription = subscription
    self.isDelivered = isDelivered
    self.event = event
  }
}
