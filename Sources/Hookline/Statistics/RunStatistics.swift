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
  /// The jobs that are due, and left out because of other records, of earlier runs or of other definitions.
  public var leftOutJobs = LeftOutJobs()
  /// How many lines are blank; in a delivery log, some are not counted.
  public private(set) var blankCount = 0
  /// How many records were rejected.
  public private(set) var rejectedCount = 0
  /// The rejected records.
  public private(set) var rejected = ReasonTally<Rejection.Reason>()
  /// How many events match at least one webhook.
  public private(set) var matchedCount = 0
  /// How many events match none, events of records that are not due among them.
  public private(set) var unmatchedCount = 0
  /// How many events take part in the run.
  public var selectedCount: Int { matchedCount + unmatchedCount }
  /// The company of the first event that takes part, or `nil` if none does; records that are not due do not count here.
  public private(set) var firstCompany: ObjectID?
  /// Whether a trigger is about one of the events that take part; records that are not due do not count here.
  public private(set) var hasRecognizedEvent = false
  /// The jobs that are due and cannot be written in the format that was asked for.
  private var refusedJobs = Occurrences()
  /// The records that do not take part.
  public private(set) var skipped = ReasonTally<SkipReason>()
  /// The delivery log records whose event is not sent to their webhook.
  public private(set) var notDue = ReasonTally<NotDueReason>()
  /// The events that were withheld because they lack what webhooks ask for.
  public private(set) var withheld = WithheldTally()
  /// How many events were withheld from at least one webhook.
  public private(set) var withheldCount = 0
  /// When the first and the last of the events that take part happened, or `nil` if no time was read.
  public private(set) var times: ClosedRange<Moment>?

  /// Statistics of no input.
  public init() {}

  /// Counts a record that begins on line `line`, for which a router has just returned `verdict`, and which has this `event`
  /// with these `matches`.
  ///
  /// It does not take the router, which would be copied.
  ///
  /// Its jobs are counted only if `jobsAreCertain`: others can be left out because of other records.
  ///
  /// - Complexity: O(webhooks from which its event is withheld); a group of the index counts as one.
  package mutating func count(
    _ verdict: Router.Verdict, of event: Event, with matches: Matches, line: Int,
    jobsAreCertain: Bool = true
  ) {
    switch verdict {
    case .blank:
      blankCount += 1
      return
    case .rejected(let rejection): return count(rejection, line: line)
    case .skipped(let reason): skipped.count(reason, line: line)
    case .notDue(let reason):
      unmatchedCount += 1
      note(event.createdAt)
      notDue.count(reason, line: line)
    case .matched(let webhookCount):
      if firstCompany == nil { firstCompany = event.company }
      if !hasRecognizedEvent {
        hasRecognizedEvent = Trigger.allCases.contains { $0.covers(event.type, event.action) }
      }
      let subtractedCount = matches.subtracted.count
      if subtractedCount > 0 { leftOutJobs[.minus] += subtractedCount }
      if webhookCount + subtractedCount > 0 { matchedCount += 1 } else { unmatchedCount += 1 }
      if jobsAreCertain { jobCount += webhookCount }
      note(event.createdAt)
      if !matches.withheld.isEmpty {
        withheldCount += 1
        withheld.count(matches.withheld, malformed: event.malformed, line: line)
      }
    }
    recordCount += 1
  }

  /// Counts a record that begins on line `line` and was rejected.
  package mutating func count(_ rejection: Rejection, line: Int) {
    rejectedCount += 1
    rejected.count(rejection.reason, line: line)
    recordCount += 1
  }

  /// How many jobs are due and cannot be written in the format that was asked for.
  public var refusedJobCount: Int { refusedJobs.count }
  /// The number of the line of the first of them.
  public var firstLineOfRefusedJobs: Int { refusedJobs.firstLine }

  /// Counts `count` jobs, at least one, of the event on line `line` that cannot be written; they no longer count as due.
  public mutating func countRefused(_ count: Int, line: Int) {
    jobCount -= count
    refusedJobs.note(count, line: line)
  }

  /// Adds what `later` counted of the lines that follow.
  ///
  /// - Complexity: O(webhooks from which events are withheld in `later`).
  public mutating func add(_ later: RunStatistics) {
    refusedJobs.add(later.refusedJobs, linesFrom: lineCount)
    skipped.add(later.skipped, linesFrom: lineCount)
    notDue.add(later.notDue, linesFrom: lineCount)
    withheld.add(later.withheld, linesFrom: lineCount)
    rejected.add(later.rejected, linesFrom: lineCount)
    lineCount += later.lineCount
    recordCount += later.recordCount
    jobCount += later.jobCount
    leftOutJobs.add(later.leftOutJobs)
    blankCount += later.blankCount
    rejectedCount += later.rejectedCount
    firstCompany = firstCompany ?? later.firstCompany
    hasRecognizedEvent = hasRecognizedEvent || later.hasRecognizedEvent
    matchedCount += later.matchedCount
    unmatchedCount += later.unmatchedCount
    withheldCount += later.withheldCount
    note(later.times?.lowerBound)
    note(later.times?.upperBound)
  }

  /// Notes that an event happened at `moment`, or nothing if that is `nil`.
  private mutating func note(_ moment: Moment?) {
    guard let moment else { return }
    guard let times else {
      times = moment...moment
      return
    }
    if moment < times.lowerBound { self.times = moment...times.upperBound }
    if moment > times.upperBound { self.times = times.lowerBound...moment }
  }

  /// Replaces the groups of webhooks in ``withheld``, which `router` found, by their webhooks.
  ///
  /// - Complexity: O(webhooks counted).
  package mutating func resolve(_ router: borrowing Router) {
    withheld.resolve(router.index)
  }
}
