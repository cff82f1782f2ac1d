/// What an index found for one event, by the webhooks' places in the definitions, ascending.
///
/// It is made once and used for one event after the other, so that matching allocates nothing.
public struct Matches: Sendable {
  /// A webhook that was not given an event because the event does not say what it asks for.
  public struct Withheld: Equatable, Sendable {
    /// The webhook's place in the definitions.
    public let number: Int
    /// The members that the event's `data` would have to have.
    public let members: RestrictedMembers

    /// Says that the webhook at `number` misses `members`.
    package init(number: Int, by members: RestrictedMembers) {
      self.number = number
      self.members = members
    }
  }

  /// The webhooks to which the event is to be sent.
  public internal(set) var due: [Int] = []
  /// The webhooks that would be given the event if only it said more.
  public internal(set) var withheld: [Withheld] = []

  /// Makes an empty answer.
  public init() {}

  /// Forgets what was found, and keeps the room for it.
  mutating func clear() {
    due.removeAll(keepingCapacity: true)
    withheld.removeAll(keepingCapacity: true)
  }
}
