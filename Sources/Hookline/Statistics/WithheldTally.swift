/// Events that were kept from webhooks only because they do not say what the webhooks ask for.
///
/// Failing closed could quietly drop what somebody waits for, so it is counted, by the members that the events
/// lack.
public struct WithheldTally: Equatable, Sendable {
  /// What was counted of the events that lack the same members.
  public struct Count: Equatable, Sendable {
    /// The members of `data` for want of which they were withheld.
    public let members: RestrictedMembers
    /// Those of them that are there, with a value that is no ObjectId.
    public let malformed: RestrictedMembers
    fileprivate var events = Occurrences()
    fileprivate var extendedJSON = Occurrences()
    /// How many events were withheld from one webhook or more.
    public var eventCount: Int { events.count }
    /// The number of the line that holds the first of them, as it was counted.
    public var firstLine: Int { events.firstLine }
    /// The number of the line that holds the first of them with an id of MongoDB's Extended JSON, or `nil` if there is none.
    public var firstLineOfExtendedJSON: Int? {
      extendedJSON.count > 0 ? extendedJSON.firstLine : nil
    }
    /// The webhooks that they were withheld from, once the tally is resolved.
    public fileprivate(set) var webhooks = WebhookSet()
    /// The groups of the index that they were withheld from: a bit for each, and not for each of its webhooks.
    fileprivate var groups = WebhookSet()
  }

  /// One count for each set of members and each part of it that is malformed, under their raw values.
  private var counts = (0..<64).map { slot in
    Count(
      members: RestrictedMembers(rawValue: slot >> 3),
      malformed: RestrictedMembers(rawValue: slot & 7))
  }

  /// Makes a tally of nothing.
  public init() {}

  /// What was counted, where anything was.
  public var nonzero: [Count] {
    counts.filter { $0.eventCount > 0 }
  }

  /// Counts that the event in line `line`, of which these ids are `malformed`, was kept from `webhooks`.
  ///
  /// - Complexity: O(`webhooks.count`), which counts groups as one.
  public mutating func count(
    _ webhooks: [Matches.Withheld], malformed: MalformedIDs = MalformedIDs(), line: Int
  ) {
    // One bit for each set of members: an event counts once for each.
    var counted: UInt64 = 0
    for webhook in webhooks {
      let there = webhook.members.intersection(malformed.members)
      let slot = Int(webhook.members.rawValue) << 3 | Int(there.rawValue)
      switch webhook.webhooks {
      case .one(let number): counts[slot].webhooks.insert(number)
      case .group(let group): counts[slot].groups.insert(group)
      }
      guard counted & 1 << slot == 0 else { continue }
      counted |= 1 << slot
      counts[slot].events.note(line: line)
      if malformed.hasExtendedJSON, !there.isEmpty { counts[slot].extendedJSON.note(line: line) }
    }
  }

  /// Adds what `later` counted of lines that came later and have numbers there that are `base` less.
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

  /// Counts the webhooks of the groups of `index` that were counted.
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

  /// Makes an empty set.
  public init() {}

  /// How many webhooks are in the set.
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

  /// Puts the webhook at `number` in the set.
  mutating func insert(_ number: Int) {
    extend(toWords: number / 64 + 1)
    words[number / 64] |= 1 << (number % 64)
  }

  /// Puts all webhooks of `other` in the set.
  mutating func formUnion(_ other: WebhookSet) {
    extend(toWords: other.words.count)
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  private mutating func extend(toWords count: Int) {
    while words.count < count { words.append(0) }
  }
}
