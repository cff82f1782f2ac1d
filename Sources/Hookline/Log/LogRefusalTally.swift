/// How many records of the delivery log were due no job, by reason.
public struct LogRefusalTally: Equatable, Sendable {
  /// What was counted of one reason.
  public struct Count: Equatable, Sendable {
    /// The reason.
    public let refusal: LogRefusal
    fileprivate var records = Occurrences()
    /// How many records there were.
    public var recordCount: Int { records.count }
    /// The number of the line in which the first of them begins, as it was counted.
    public var firstLine: Int { records.firstLine }
  }

  private var counts = LogRefusal.allCases.map { Count(refusal: $0) }

  /// Makes a tally of nothing.
  public init() {}

  /// What was counted, where anything was.
  public var nonzero: [Count] {
    counts.filter { $0.recordCount > 0 }
  }

  /// Counts a record that begins in line `line`.
  public mutating func count(_ refusal: LogRefusal, line: Int) {
    for index in counts.indices where counts[index].refusal == refusal {
      counts[index].records.note(line: line)
    }
  }

  /// Adds what `later` counted of lines that came later and have numbers there that are `base` less.
  public mutating func add(_ later: LogRefusalTally, linesFrom base: Int) {
    for index in counts.indices {
      counts[index].records.add(later.counts[index].records, linesFrom: base)
    }
  }
}
