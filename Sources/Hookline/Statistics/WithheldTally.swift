/// Counts of events that are withheld from webhooks only because they lack what the webhooks ask for.
///
/// Failing closed could quietly drop what somebody waits for, so it is counted, by the members that the events lack.
public struct WithheldTally: Equatable, Sendable {
  /// The count of the events that lack the same members.
  public struct Count: Equatable, Sendable {
    /// The members of `data` for which the events have no ObjectId.
    public let members: RestrictedMembers
    /// Those of them that are present with another value, except `null` and `""`.
    public let malformed: RestrictedMembers
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
  }

  /// One count for each set of members and set of malformed ones; their raw values are the index.
  private var counts = (0..<64).map { slot in
    Count(
      members: RestrictedMembers(rawValue: slot >> 3),
      malformed: RestrictedMembers(rawValue: slot & 7))
  }

  /// An empty tally.
  public init() {}

  /// The counts that are not 0.
  public var nonzero: [Count] {
    counts.filter { $0.eventCount > 0 }
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
      let slot = Int(webhook.members.rawValue) << 3 | Int(present.rawValue)
      switch webhook.webhooks {
      case .one(let number): counts[slot].webhooks.insert(number)
      case .group(let group): counts[slot].groups.insert(group)
      }
      guard counted & 1 << slot == 0 else { continue }
      counted |= 1 << slot
      counts[slot].events.note(line: line)
      if malformed.hasExtendedJSON, !present.isEmpty { counts[slot].extendedJSON.note(line: line) }
    }
  }

  /// Adds what `later` counted of later lines, whose numbers in it are less by `base`.
  ///
  /// - Complexity: O(webhooks in `later`).
  public mutating func add(_ later: WithheldTally, linesFrom base: Int) {
    for slot in counts.indices where later.counts[slot].eventCount > 0 {
      counts[slot].events.add(later.counts[slot].events, linesFrom: base)
      counts[slot].extendedJSON.add(later.counts[slot].extendedJSON, linesFrom: base)
      counts[slot].webhooks.formUnion(later.counts[slot].webhooks)
      counts[slot].groups.formUnion(later.counts[slot].groups)
    }
  }

  /// Replaces the groups of `index` that were counted by their webhooks.
  ///
  /// - Complexity: O(webhooks of those groups).
  package mutating func resolve(_ index: WebhookIndex) {
    for slot in counts.indices {
      for group in counts[slot].groups.numbers {
        for number in index.numbers(ofGroup: group) { counts[slot].webhooks.insert(number) }
      }
      counts[slot].groups = WebhookSet()
    }
  }
}

/// A set of webhooks, by their places in the definitions, or of groups of them: one bit for each.
public struct WebhookSet: Equatable, Sendable {
  private var words: [UInt64] = []

  /// The empty set.
  public init() {}

  /// How many numbers are in the set.
  ///
  /// - Complexity: O(definitions / 64).
  public var count: Int {
    words.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// The numbers in the set, ascending.
  ///
  /// - Complexity: O(definitions).
  package var numbers: [Int] {
    (0..<64 * words.count).filter { words[$0 / 64] >> ($0 % 64) & 1 == 1 }
  }

  /// Inserts `number` if it is not in the set.
  mutating func insert(_ number: Int) {
    extend(toWords: number / 64 + 1)
    words[number / 64] |= 1 << (number % 64)
  }

  /// Inserts all numbers of `other`.
  mutating func formUnion(_ other: WebhookSet) {
    extend(toWords: other.words.count)
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  private mutating func extend(toWords count: Int) {
    while words.count < count { words.append(0) }
  }
}
