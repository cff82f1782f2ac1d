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

  private var counts = Reason.allCases.map { Count(reason: $0) }
  /// The index of the reason counted last: the next record usually has the same one.
  private var latest = 0

  /// An empty tally.
  public init() {}

  /// The counts that are not 0, in the order of the reasons.
  public var nonzero: [Count] {
    counts.filter { $0.recordCount > 0 }
  }

  /// The count for `reason`, or `nil` if it is 0.
  public subscript(reason: Reason) -> Count? { nonzero.first { $0.reason == reason } }

  /// Counts a record that begins on line `line`.
  @inline(__always)
  public mutating func count(_ reason: Reason, line: Int) {
    if counts[latest].reason != reason {
      guard let index = counts.firstIndex(where: { $0.reason == reason }) else { return }
      latest = index
    }
    counts[latest].records.note(line: line)
  }

  /// Whether both count the same.
  public static func == (one: ReasonTally, other: ReasonTally) -> Bool {
    one.counts == other.counts
  }

  /// Adds what `later` counted of later lines, whose numbers in it are less by `base`.
  public mutating func add(_ later: ReasonTally, linesFrom base: Int) {
    for index in counts.indices {
      counts[index].records.add(later.counts[index].records, linesFrom: base)
    }
  }
}
