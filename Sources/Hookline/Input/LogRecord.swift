/// What a record of the platform's delivery log says: an event that was to be sent to a webhook, and what came of it.
public struct LogRecord: Equatable, Sendable {
  /// The webhook's id.
  public var subscription: ObjectID
  /// Whether it arrived, which a status from 200 to 209 says; `nil` where that was not asked for.
  public var isDelivered: Bool?
  /// The event, its extent that in the record.
  public var event: Event

  /// Makes a record.
  public init(subscription: ObjectID, isDelivered: Bool? = nil, event: Event) {
    self.subscription = subscription
    self.isDelivered = isDelivered
    self.event = event
  }
}
