/// The webhooks that an index found for one event, by their places in the definitions.
///
/// One value is used for many events, so that matching does not allocate each time.
public struct Matches: Sendable {
  /// Webhooks from which an event is withheld because it lacks what they ask for: one, or a group of the index.
  public struct Withheld: Equatable, Sendable {
    /// One webhook, or the webhooks of a group.
    enum Webhooks: Equatable, Sendable {
      /// The webhook at this place in the definitions.
      case one(Int)
      /// Those of this group of the index.
      case group(Int)
    }

    /// The webhooks from which the event is withheld.
    let webhooks: Webhooks
    /// The members that the event's `data` lacks.
    public let members: RestrictedMembers

    /// The event lacks `members`, for which the webhook at `number` asks.
    package init(number: Int, by members: RestrictedMembers) {
      webhooks = .one(number)
      self.members = members
    }

    /// The event lacks `members`, for which the webhooks of `group` ask.
    init(group: Int, by members: RestrictedMembers) {
      webhooks = .group(group)
      self.members = members
    }
  }

  /// The webhooks to which the event is to be sent, ascending; if two sets of definitions are compared, by either of them.
  public internal(set) var due: [Int] = []
  /// The webhooks to which the event would be sent if it did not lack what they ask for.
  public internal(set) var withheld: [Withheld] = []
  /// The webhooks to which other definitions send the event, too, so that these jobs are left out; ascending.
  public internal(set) var subtracted: [Int] = []

  /// No webhooks.
  public init() {}

  /// Removes what was found, and keeps the capacity.
  @inline(__always)
  mutating func clear() {
    // Mostly there is nothing, and finding that out here saves a call.
    if !due.isEmpty { due.removeAll(keepingCapacity: true) }
    if !withheld.isEmpty { withheld.removeAll(keepingCapacity: true) }
    if !subtracted.isEmpty { subtracted.removeAll(keepingCapacity: true) }
  }
}
