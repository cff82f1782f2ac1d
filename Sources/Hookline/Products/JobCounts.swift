/// How many jobs each webhook gets, and which kinds of events are sent to none.
public struct JobCounts: Equatable, Sendable {
  /// How many events of one kind are sent to no webhook.
  public struct Unmatched: Equatable, Sendable {
    /// The type of the events.
    public let type: EventType
    /// What happened.
    public let action: EventAction
    /// How many there were.
    public let eventCount: Int
  }

  /// The number of jobs of each webhook, in the order of the definitions.
  public private(set) var jobs: [Int]
  /// How many events are sent to at least one webhook.
  public private(set) var matchedEventCount = 0
  /// How many events of each of ``EventKind/all`` are sent to no webhook.
  private var unmatchedCounts: [Int]

  /// Counts that are all 0, for a set of `webhookCount` webhooks.
  public init(webhookCount: Int) {
    jobs = Array(repeating: 0, count: webhookCount)
    unmatchedCounts = Array(repeating: 0, count: EventKind.all.count)
  }

  /// The number of jobs of all webhooks.
  ///
  /// - Complexity: O(number of webhooks).
  public var jobCount: Int { jobs.reduce(0, +) }

  /// The number of events counted.
  public var eventCount: Int { unmatchedCounts.reduce(matchedEventCount, +) }

  /// The kinds of events of which some are sent to no webhook, by type and, within each type, by action.
  public var unmatched: [Unmatched] {
    zip(EventKind.all, unmatchedCounts).filter { $0.1 > 0 }.map { kind, count in
      Unmatched(type: kind.type, action: kind.action, eventCount: count)
    }
  }

  /// Adds the counts of `other`, which are of other events and the same webhooks.
  ///
  /// - Complexity: O(number of webhooks).
  package mutating func add(_ other: JobCounts) {
    for number in jobs.indices { jobs[number] += other.jobs[number] }
    for kind in unmatchedCounts.indices { unmatchedCounts[kind] += other.unmatchedCounts[kind] }
    matchedEventCount += other.matchedEventCount
  }

  /// Counts a job for each of the webhooks at the places `due`, but no event.
  ///
  /// - Complexity: O(`due.count`).
  package mutating func count(jobsFor due: ArraySlice<Int>) {
    for number in due { jobs[number] += 1 }
  }

  /// Counts `event`, without its jobs; it `isMatched` if it is sent to a webhook.
  mutating func count(_ event: Event, isMatched: Bool) {
    if isMatched { matchedEventCount += 1 } else { unmatchedCounts[event.kind.number] += 1 }
  }
}
