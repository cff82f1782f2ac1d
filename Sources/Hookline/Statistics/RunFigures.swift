/// The numbers of a run that are reported at its end, or of a part of one.
///
/// All of them add up over parts of an input.
package struct RunFigures: Equatable, Sendable {
  /// How many records were left out, or jobs, for one reason.
  package typealias Part = (name: String, count: Int)

  private let statistics: RunStatistics
  private let form: InputForm
  /// How many bytes of the input were read, as far as their records are counted.
  package let byteCount: Int
  /// How many jobs each webhook gets, in the order of the definitions.
  package let jobs: [Int]

  /// The numbers in `statistics` of an input of `form`, of which `byteCount` bytes were read and which gave each webhook so
  /// many `jobs`.
  package init(_ statistics: RunStatistics, of form: InputForm, byteCount: Int, jobs: [Int]) {
    self.statistics = statistics
    self.form = form
    self.byteCount = byteCount
    self.jobs = jobs
  }

  /// How many lines there are; in a delivery log, whose records can span lines or share one, how many records.
  package var lineCount: Int {
    switch form {
    case .events: statistics.lineCount
    case .log: statistics.recordCount
    }
  }

  /// How many lines are blank; in a delivery log none is counted.
  package var blankCount: Int {
    switch form {
    case .events: statistics.blankCount
    case .log: 0
    }
  }

  /// How many records were rejected.
  package var rejectedCount: Int { statistics.rejectedCount }

  /// How many records were rejected for each reason that occurred.
  package var rejected: [Part] {
    statistics.rejected.nonzero.map { ($0.reason.rawValue, $0.recordCount) }
  }

  /// How many events were read.
  package var eventCount: Int { statistics.recordCount - rejectedCount }

  /// How many events take part in the run.
  package var selectedCount: Int { statistics.selectedCount }

  /// How many events match at least one webhook.
  package var matchedCount: Int { statistics.matchedCount }

  /// How many events match no webhook.
  package var unmatchedCount: Int { statistics.unmatchedCount }

  /// How many events are of a company that is not selected.
  package var otherCompanyCount: Int {
    statistics.skipped[.otherCompany]?.recordCount ?? 0
  }

  /// How many events the selection leaves out for each other reason that occurred.
  package var leftOut: [Part] {
    statistics.skipped.nonzero.filter { $0.reason != .otherCompany }.map {
      ($0.reason.rawValue, $0.recordCount)
    }
  }

  /// How many jobs there are.
  package var jobCount: Int { statistics.jobCount }

  /// How many due jobs are left out, or refused by their format, for each reason that occurred.
  package var leftOutJobs: [Part] {
    let leftOut = LeftOutReason.allCases.map { ($0.rawValue, statistics.leftOutJobs[$0]) }
    return (leftOut + [("refused", statistics.refusedJobCount)]).filter { $0.1 > 0 }
  }

  /// How many events are withheld from at least one webhook.
  package var withheldCount: Int { statistics.withheldCount }

  /// When the first and the last event that takes part happened, or `nil` if no time was read.
  package var times: ClosedRange<Moment>? { statistics.times }

  /// Whether each line, event and job is counted exactly once; if not, the program has a bug.
  package var balances: Bool {
    let accounted = selectedCount + otherCompanyCount + Self.sum(leftOut)
    return lineCount == blankCount + rejectedCount + eventCount && eventCount == accounted
      && rejectedCount == Self.sum(rejected) && jobCount == jobs.reduce(0, +)
  }

  /// The sum of all `parts`.
  package static func sum(_ parts: [Part]) -> Int { parts.reduce(0) { $0 + $1.count } }
}
