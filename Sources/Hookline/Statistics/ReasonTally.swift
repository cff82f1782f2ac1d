/// How many records each reason of a closed set is about, and in which line the first of them begins.
public struct ReasonTally<Reason: CaseIterable & Equatable & Sendable>: Equatable, Sendable {
  /// What was counted of one reason.
  public struct Count: Equatable, Sendable {
    /// The reason.
    public let reason: Reason
    fileprivate var records = Occurrences()
    /// How many records there were.
    public var recordCount: Int { records.count }
    /// The number of the line in which the first of them begins, as it was counted.
    public var firstLine: Int { records.firstLine }
  }

  private var counts = Reason.allCases.map { Count(reason: $0) }

  /// A tally of nothing.
  public init() {}

  /// The reasons that were counted.
  public var nonzero: [Count] {
    counts.filter { $0.recordCount > 0 }
  }

  /// Counts a record that begins in line `line`.
  public mutating func count(_ reason: Reason, line: Int) {
    for index in counts.indices where counts[index].reason == reason {
      counts[index].records.note(line: line)
    }
  }

  /// Adds what `later` counted of later lines, whose numbers there are `base` less.
  public mutating func add(_ later: ReasonTally, linesFrom base: Int) {
    for index in counts.indices {
      counts[index].records.add(later.counts[index].records, linesFrom: base)
    }
  }
}
