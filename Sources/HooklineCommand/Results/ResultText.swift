internal import Hookline
internal import HooklinePipeline

/// What a run prints at its end, if it does not write what it makes as it is made.
struct ResultText {
  /// What is printed, or `nil` if there is nothing left to print.
  let text: String?
  /// Whether the definitions were checked and there are warnings.
  let hasWarnings: Bool

  /// The text of the `result` of the run that `request`, made of `arguments`, asked for; on a `screen`, counts have bars and
  /// times.
  init(
    of result: RunResult, _ request: Request, _ arguments: [[UInt8]],
    for definitions: RunDefinitions, on screen: CountScreen?
  ) {
    let (webhooks, summary, product) = (definitions.webhooks, result.summary, result.product)
    var hasWarnings = false
    switch request.mode {
    case .jobs, .explanations: text = nil
    case .counts(.text):
      text =
        product.counts.map { CountTable.text(of: $0, for: webhooks) }
        ?? product.activity.flatMap { screen?.text(of: $0, for: webhooks) }
    case .counts(.json):
      text = product.activity.map { activity in
        let figures = RunFigures(
          summary.statistics, of: request.form, byteCount: summary.byteCount,
          jobs: activity.counts.jobs)
        return CountObject.text(
          of: activity, for: webhooks, figures, stop: StatisticsReport.stop(of: summary))
      }
    case .changes:
      text = product.changes.map {
        ChangeTable.text(of: $0, for: definitions, eventCount: summary.statistics.selectedCount)
      }
    case .check(let form):
      let report = CheckReport(in: form, request, of: result, for: definitions)
      (text, hasWarnings) = (report.text, report.warningCount > 0)
    case .report:
      text = product.activity.map { activity in
        let run = ReportedRun(summary, activity, for: definitions, request, arguments: arguments)
        return ReportPage(run: run).text
      }
    }
    self.hasWarnings = hasWarnings
  }
}
