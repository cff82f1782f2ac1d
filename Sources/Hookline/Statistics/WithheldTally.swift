/// Counts of events that are withheld from webhooks only because they lack what the webhooks ask for.
///
/// Failing closed could silently drop events that a receiver expects, so they are counted, by the members that they lack.
public struct WithheldTally: Equatable, Sendable {
  /// The count of the events that lack the same members.
  public struct Count: Equatable, Sendable {
    /// The members of `data` for which the events have no ObjectId.
    public let members: RestrictedMembers
    /// Those of them that are present with another value, except `null` and `""`.
    public let malformed: RestrictedMembers
    /// The other ones: those that are not present, or `null` or `""`.
    package var absent: RestrictedMembers { members.subtracting(malformed) }
    fileprivate var events = Occurrences()
    fileprivate var extendedJSON = Occurrences()
    /// How many events were withheld from at least one webhook.
    public var eventCount: Int { events.count }
    /// The number that was passed for the line of the first of them.
    public var firstLine: Int { events.firstLine }
    /// The number of the line of the first of them with an id in MongoDB's Extended JSON, or `nil` if there is none.
    public var firstLineOfExtendedJSON: Int? {
      extendedJSON.count > 0 ? extendedJSON.firstLine : nil
    }
    /// The webhooks from which they were withheld; complete only after the tally is resolved.
    public fileprivate(set) var webhooks = WebhookSet()
    /// The groups of the index from which they were withheld: one bit for each, not for each of its webhooks.
    fileprivate var groups = WebhookSet()
    /// A number less than 64 for these members.
    fileprivate var number: Int { Int(members.rawValue) << 3 | Int(malformed.rawValue) }
  }

  // Only counts that are not 0 are kept, because each block has a tally, and mostly none or one of its 64 counts is not 0.

  /// The counts that are not 0, ascending by the members that the events lack, then by those that are malformed.
  public private(set) var nonzero: [Count] = []

  /// An empty tally.
  public init() {}

  /// The index in ``nonzero`` of the count for the same members as `new`, which is inserted if there is none.
  private mutating func index(of new: Count) -> Int {
    let index = nonzero.firstIndex { $0.number >= new.number } ?? nonzero.count
    if index == nonzero.count || nonzero[index].number > new.number {
      nonzero.insert(new, at: index)
    }
    return index
  }

  /// Counts that the event on line `line`, whose `malformed` ids are these, is withheld from `webhooks`.
  ///
  /// - Complexity: O(`webhooks.count`); a group counts as one.
  public mutating func count(
    _ webhooks: [Matches.Withheld], malformed: MalformedIDs = MalformedIDs(), line: Int
  ) {
    // One bit for each count, because an event is counted only once in each.
    var counted: UInt64 = 0
    for webhook in webhooks {
      let present = webhook.members.intersection(malformed.members)
      let new = Count(members: webhook.members, malformed: present)
      let index = index(of: new)
      switch webhook.webhooks {
      case .one(let number): nonzero[index].webhooks.insert(number)
      case .group(let group): nonzero[index].groups.insert(group)
      }
      guard counted & 1 << new.number == 0 else { continue }
      counted |= 1 << new.number
      nonzero[index].events.note(line: line)
      if malformed.hasExtendedJSON, !present.isEmpty {
        nonzero[index].extendedJSON.note(line: line)
      }
    }
  }

  /// Adds what `later` counted of later lines, whose numbers in it are less by `base`.
  ///
  /// - Complexity: O(webhooks in `later`).
  public mutating func add(_ later: WithheldTally, linesFrom base: Int) {
    for count in later.nonzero {
      let index = index(of: Count(members: count.members, malformed: count.malformed))
      nonzero[index].events.add(count.events, linesFrom: base)
      nonzero[index].extendedJSON.add(count.extendedJSON, linesFrom: base)
      nonzero[index].webhooks.formUnion(count.webhooks)
      nonzero[index].groups.formUnion(count.groups)
    }
  }

  /// Replaces the groups of the index `webhooks` that were counted by their webhooks.
  ///
  /// - Complexity: O(webhooks of those groups).
  package mutating func resolve(_ webhooks: WebhookIndex) {
    for index in nonzero.indices {
      for group in nonzero[index].groups.numbers {
        for number in webhooks.numbers(ofGroup: group) { nonzero[index].webhooks.insert(number) }
      }
      nonzero[index].groups = WebhookSet()
    }
  }
}
