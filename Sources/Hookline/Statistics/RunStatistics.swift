/// Everything that is counted in a run, or in a part of one.
///
/// Parts are merged in the order of the input; lines are numbered from 0 in each part, and continuously in the merged whole.
public struct RunStatistics: Equatable, Sendable {
  /// How many lines were read, blank ones included.
  public var lineCount = 0
  /// How many records were read: lines that are not blank, or elements of an array in a delivery log.
  public var recordCount = 0
  /// How many jobs are due and not left out.
  public var jobCount = 0
  /// The jobs that are due, and left out because of other records or of earlier runs.
  public var leftOutJobs = LeftOutJobs()
  /// How many records were rejected.
  public var rejectedCount = 0
  /// The records that do not take part.
  public private(set) var skipped = ReasonTally<SkipReason>()
  /// The delivery log records whose event is not sent to their webhook.
  public private(set) var notDue = ReasonTally<NotDueReason>()
  /// The events that were withheld because they lack what webhooks ask for.
  public private(set) var withheld = WithheldTally()

  /// Statistics of no input.
  public init() {}

  /// Counts a record that begins on line `line`, for which `router` has just returned `verdict`.
  ///
  /// - Complexity: O(webhooks from which its event is withheld); a group of the index counts as one.
  package mutating func count(_ verdict: Router.Verdict, by router: borrowing Router, line: Int) {
    switch verdict {
    case .blank: return
    case .rejected: rejectedCount += 1
    case .skipped(let reason): skipped.count(reason, line: line)
    case .notDue(let reason): notDue.count(reason, line: line)
    case .matched(let webhookCount):
      jobCount += webhookCount
      if !router.withheld.isEmpty {
        withheld.count(router.withheld, malformed: router.event.malformed, line: line)
      }
    }
    recordCount += 1
  }

  /// Counts that `count` jobs of the events counted are left out for `reason`.
  package mutating func leaveOut(_ count: Int, because reason: LeftOutReason) {
    jobCount -= count
    leftOutJobs[reason] += count
  }

  /// Adds what `later` counted of the lines that follow.
  ///
  /// - Complexity: O(webhooks from which events are withheld in `later`).
  public mutating func add(_ later: RunStatistics) {
    skipped.add(later.skipped, linesFrom: lineCount)
    notDue.add(later.notDue, linesFrom: lineCount)
    withheld.add(later.withheld, linesFrom: lineCount)
    lineCount += later.lineCount
    recordCount += later.recordCount
    jobCount += later.jobCount
    leftOutJobs.add(later.leftOutJobs)
    rejectedCount += later.rejectedCount
  }

  /// Replaces the groups of webhooks in ``withheld``, which `router` found, by their webhooks.
  ///
  /// - Complexity: O(webhooks counted).
  package mutating func resolve(_ router: borrowing Router) {
    withheld.resolve(router.index)
  }
}
