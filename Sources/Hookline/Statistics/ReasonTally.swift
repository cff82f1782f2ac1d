/// How many records each reason of a closed set applies to, and on which line the first of them begins.
public struct ReasonTally<Reason: CaseIterable & Equatable & Sendable>: Equatable, Sendable {
  /// The count for one reason.
  public struct Count: Equatable, Sendable {
    /// The reason.
    public let reason: Reason
    fileprivate var records = Occurrences()
    /// How many records it applies to.
    public var recordCount: Int { records.count }
    /// The number that was passed for the line on which the first of them begins.
    public var firstLine: Int { records.firstLine }
  }

  /// The counts in the order of the reasons, but for the one at `latestIndex`, which is `latest`.
  private var counts: [Count]
  /// The count for the reason counted last: the next record usually has the same one, and to add to a list takes longer.
  private var latest: Count
  private var latestIndex = 0

  /// An empty tally.
  public init() {
    counts = Reason.allCases.map { Count(reason: $0) }
    latest = counts[0]
  }

  /// The counts in the order of the reasons.
  private var all: [Count] {
    var all = counts
    all[latestIndex] = latest
    return all
  }

  /// The counts that are not 0, in the order of the reasons.
  public var nonzero: [Count] { all.filter { $0.recordCount > 0 } }

  /// The count for `reason`, or `nil` if it is 0.
  public subscript(reason: Reason) -> Count? { nonzero.first { $0.reason == reason } }

  /// Counts a record that begins on line `line`.
  @inline(__always)
  public mutating func count(_ reason: Reason, line: Int) {
    if latest.reason != reason { makeLatest(reason) }
    latest.records.note(line: line)
  }

  /// Makes the count for `reason` the latest.
  @inline(never)
  private mutating func makeLatest(_ reason: Reason) {
    counts[latestIndex] = latest
    latestIndex = counts.firstIndex { $0.reason == reason } ?? latestIndex
    latest = counts[latestIndex]
  }

  /// Whether both count the same.
  public static func == (one: ReasonTally, other: ReasonTally) -> Bool {
    one.all == other.all
  }

  /// Adds what `later` counted of later lines, whose numbers in it are less by `base`.
  public mutating func add(_ later: ReasonTally, linesFrom base: Int) {
    for count in later.nonzero {
      if latest.reason != count.reason { makeLatest(count.reason) }
      latest.records.add(count.records, linesFrom: base)
    }
  }
}
