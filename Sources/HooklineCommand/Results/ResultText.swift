internal import Hookline
internal import HooklinePipeline

/// The text that a run prints at its end, if it does not write what it makes as it is made.
struct ResultText {
  private let request: Request
  private let arguments: [[UInt8]]
  /// The webhooks of the run.
  let compared: ComparedWebhooks
  private let screen: CountScreen?

  /// The text of the run that `request`, made of `arguments`, asks for; on a `screen`, counts have bars and times.
  init(
    of request: Request, _ arguments: [[UInt8]], for compared: ComparedWebhooks,
    on screen: CountScreen?
  ) {
    self.request = request
    self.arguments = arguments
    self.compared = compared
    self.screen = screen
  }

  /// The text of what was made in a run with this `summary`, or `nil` if it was written as it was made.
  func text(of summary: RunSummary) -> String? {
    let webhooks = compared.webhooks
    let product = summary.product
    if let counts = product?.counts { return CountTable.text(of: counts, for: webhooks) }
    if let counts = product?.changes {
      return ChangeTable.text(
        of: counts, for: compared, eventCount: summary.statistics.selectedCount)
    }
    return product?.activity.map { text(of: $0, in: summary) }
  }

  private func text(of activity: Activity, in summary: RunSummary) -> String {
    if request.output == .report {
      let run = ReportedRun(
        summary, activity, for: compared, request, arguments: arguments)
      return ReportPage(run: run).text
    }
    if request.output == .counts(.text), let screen {
      return screen.text(of: activity, for: compared.webhooks)
    }
    let figures = RunFigures(
      summary.statistics, of: request.form, byteCount: summary.byteCount,
      jobs: activity.counts.jobs)
    return CountObject.text(
      of: activity, for: compared.webhooks, figures, stop: StatisticsReport.stop(of: summary))
  }
}
