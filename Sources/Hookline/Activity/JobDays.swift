/// How many jobs each webhook gets on each day, unless there are too many different pairs of the two.
///
/// The result depends only on what is counted, not on the order or on how it is divided among workers.
public struct JobDays: Sendable {
  /// How many jobs a webhook gets on a day.
  public struct Count: Equatable, Sendable {
    /// The place of the webhook in the definitions.
    public let webhook: Int
    /// When the day begins, in UTC.
    public let day: Moment
    /// How many jobs it gets.
    public let jobs: Int
  }

  /// The most pairs, which take 32 MiB.
  public static let limit = 1 << 20

  private let limit: Int
  /// The jobs of each pair, which is one number: the webhook and, in the low bits, the day.
  private var jobs: [Int: Int] = [:]
  /// Whether there are no more pairs than can be counted; if not, there are no counts.
  public private(set) var isComplete = true

  private static let dayBits = 22
  /// 0000-01-01.
  private static let firstDay = -719_528

  /// No jobs; only tests need another `limit`.
  package init(limit: Int = JobDays.limit) { self.limit = limit }

  /// Counts a job for the webhook at `number`, of an event that happened at `moment`.
  @inline(__always)
  package mutating func count(_ number: Int, at moment: Moment) {
    guard isComplete else { return }
    let day = moment.milliseconds.quotient(by: Moment.millisecondsPerDay) - Self.firstDay
    add(1, to: number << Self.dayBits | day)
  }

  /// Adds what `other` counted.
  ///
  /// - Complexity: expected O(pairs of `other`).
  package mutating func add(_ other: JobDays) {
    guard other.isComplete else { return giveUp() }
    for (pair, count) in other.jobs where isComplete { add(count, to: pair) }
  }

  @inline(__always)
  private mutating func add(_ count: Int, to pair: Int) {
    jobs[pair, default: 0] += count
    if jobs.count > limit { giveUp() }
  }

  private mutating func giveUp() {
    jobs = [:]
    isComplete = false
  }

  /// The counts of the webhooks whose places are `chosen`, in the order of the definitions and the days.
  ///
  /// - Complexity: O(n log n) for n pairs.
  public func counts(of chosen: (Int) -> Bool = { _ in true }) -> [Count] {
    let pairs = jobs.filter { chosen($0.key >> Self.dayBits) }.sorted { $0.key < $1.key }
    return pairs.compactMap { pair, jobs in
      let day = pair & (1 << Self.dayBits - 1) + Self.firstDay
      guard let start = Moment(milliseconds: day * Moment.millisecondsPerDay) else { return nil }
      return Count(webhook: pair >> Self.dayBits, day: start, jobs: jobs)
    }
  }
}
