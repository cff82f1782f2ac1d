/// What an index found for one event, by the webhooks' places in the definitions, ascending.
///
/// It is made once and used for one event after the other, so that matching allocates nothing.
public struct Matches: Sendable {
  /// Webhooks that were not given an event because the event does not say what they ask for: one, or a group of the index.
  public struct Withheld: Equatable, Sendable {
    /// Who withheld the event.
    enum Webhooks: Equatable, Sendable {
      /// The webhook at this place in the definitions.
      case one(Int)
      /// Those of this group of the index.
      case group(Int)
    }

    /// Who withheld the event.
    let webhooks: Webhooks
    /// The members that the event's `data` would have to have.
    public let members: RestrictedMembers

    /// Says that the webhook at `number` misses `members`.
    package init(number: Int, by members: RestrictedMembers) {
      webhooks = .one(number)
      self.members = members
    }

    /// Says that the webhooks of `group` miss `members`.
    init(group: Int, by members: RestrictedMembers) {
      webhooks = .group(group)
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
    // Mostly there is nothing, which costs a call to find out.
    if !due.isEmpty { due.removeAll(keepingCapacity: true) }
    if !withheld.isEmpty { withheld.removeAll(keepingCapacity: true) }
  }
}
