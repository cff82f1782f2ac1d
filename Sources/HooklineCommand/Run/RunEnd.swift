internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// The end of a run: its results and totals are printed, its statistics written, and the status is decided.
struct RunEnd {
  let request: Request
  let diagnostics: Diagnostics
  let webhooks: [Webhook]
  let results: ResultText
  /// The statistics to write, or `nil` if `--stats` does not ask for them.
  let statistics: StatisticsReport?
  /// Whether a file of `--seen` has lines from which no id or status can be read.
  let hasUnreadableLines: Bool

  private var console: Console { diagnostics.console }

  /// Ends the run that gave `result`.
  func finish(_ result: RunResult) -> Ending {
    let summary = result.summary
    var failure: Ending?
    var isInterrupted = summary.isInterrupted
    if let text = results.text {
      do throws(Failure) {
        try StandardOutput.write(text)
      } catch {
        failure = console.report(error)
      }
      if case .readerGone = failure { return .readerGone }
      // It can take a while to make the text and, if its reader is slow, to write it.
      if !isInterrupted, Interruption.isPending {
        isInterrupted = true
        if failure == nil { diagnostics.printEndOfResults() }
      }
    }
    diagnostics.printTotals(of: summary, for: webhooks)
    let statisticsStatus = statistics?.write(
      summary, jobs: result.jobCounts?.jobs ?? [], on: console)
    // Not `Interruption.isPending`: a signal that comes after everything is written comes too late.
    if isInterrupted { return .interrupted }
    let status = ExitStatus(
      of: summary, hasUnreadableSeenLines: hasUnreadableLines,
      hasLostMessages: console.hasLostMessages, reportStatus: statisticsStatus,
      hasUnmetCondition: hasUnmetCondition(summary))
    return failure ?? .exit(status)
  }

  /// Whether there are no jobs, or a check has warnings, and the user asked for a status that says so.
  private func hasUnmetCondition(_ summary: RunSummary) -> Bool {
    let lacksJobs = request.wantsJobs && summary.statistics.jobCount == 0
    return lacksJobs || request.isStrict && results.hasWarnings
  }
}
