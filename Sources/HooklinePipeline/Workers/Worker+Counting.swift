internal import Hookline

// Counting jobs: those before a limit, and those of each webhook.

extension Worker {
  /// How many jobs can wait to be counted by webhook before the worker waits for its turn to count them.
  private static let uncountedJobLimit = 1 << 16

  /// Counts the first jobs of an event for the webhooks `due`, which the limit on jobs still allowed: the event is not done.
  mutating func countJobsBeforeLimit(of due: [Int], in outcome: inout BlockOutcome) {
    // If the limit was reached in an earlier block, no job of this one is made.
    let earlier = jobs.turn.withCommitter { $0.stop == nil ? $0.summary.statistics.jobCount : nil }
    guard let limit = limits.jobs, let earlier else { return }
    let count = limit - earlier - outcome.statistics.jobCount
    outcome.statistics.jobCount += count
    outcome.uncountedJobs += due.prefix(count)
  }

  /// Counts by webhook the jobs of the event on `line` for the webhooks `due`, or that they are refused.
  @inline(__always)
  mutating func countByWebhook(
    _ due: [Int], areRefused: Bool, line: Int, in outcome: inout BlockOutcome
  ) throws(RunStop) {
    if areRefused {
      outcome.statistics.countRefused(due.count, line: line)
    } else if jobs.turn.gate == nil {
      // The only worker always has the turn.
      jobCounts?.count(jobsFor: due[...])
    } else if jobCounts != nil {
      outcome.uncountedJobs += due
      guard outcome.uncountedJobs.count >= Self.uncountedJobLimit else { return }
      try jobs.takeTurn()
      if !jobs.exceedsLimit { countByWebhook(in: &outcome) }
    }
  }

  /// Counts by webhook those jobs that were not, in the turn of their block.
  mutating func countByWebhook(in outcome: inout BlockOutcome) {
    jobCounts?.count(jobsFor: outcome.uncountedJobs[...])
    outcome.uncountedJobs.removeAll(keepingCapacity: true)
  }
}
