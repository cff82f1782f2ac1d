/// Why a job that is due is left out of the result of a run.
public enum LeftOutReason: String, CaseIterable, Sendable {
  /// Other definitions give the job, too.
  case minus
  /// The same job came before in the run.
  case repeated
  /// A file says that it is done.
  case seen
  /// The delivery log has a record of its success.
  case delivered
  /// The delivery log has another record of the same delivery, for which the job is made.
  case triedAgain
}

/// How many jobs are left out for each reason.
public struct LeftOutJobs: Equatable, Sendable {
  private var counts = LeftOutReason.allCases.map { (reason: $0, jobCount: 0) }

  /// None.
  public init() {}

  /// The number of jobs that are left out for `reason`.
  public subscript(reason: LeftOutReason) -> Int {
    get { counts.first { $0.reason == reason }?.jobCount ?? 0 }
    set {
      for index in counts.indices where counts[index].reason == reason {
        counts[index].jobCount = newValue
      }
    }
  }

  /// Adds those of another part of the run.
  package mutating func add(_ other: LeftOutJobs) {
    for index in counts.indices { counts[index].jobCount += other.counts[index].jobCount }
  }

  /// Whether both have the same numbers.
  public static func == (first: LeftOutJobs, second: LeftOutJobs) -> Bool {
    first.counts.map(\.jobCount) == second.counts.map(\.jobCount)
  }
}
