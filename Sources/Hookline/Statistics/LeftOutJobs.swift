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

  /// The reason in words.
  package var words: String {
    switch self {
    case .minus: "also given by the definitions in --minus"
    case .repeated: "already made in this run"
    case .seen: "already done, according to --seen"
    case .delivered: "already delivered"
    case .triedAgain: "another try of the same delivery"
    }
  }
}

/// How many jobs are left out for each reason.
public struct LeftOutJobs: Equatable, Sendable {
  /// The numbers that are not 0.
  private var counts: [LeftOutReason: Int] = [:]

  /// None.
  public init() {}

  /// The number of jobs that are left out for `reason`.
  public subscript(reason: LeftOutReason) -> Int {
    get { counts[reason] ?? 0 }
    set { counts[reason] = newValue == 0 ? nil : newValue }
  }

  /// Adds those of another part of the run.
  package mutating func add(_ other: LeftOutJobs) {
    counts.merge(other.counts, uniquingKeysWith: +)
  }
}
