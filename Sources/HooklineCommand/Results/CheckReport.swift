internal import Hookline
internal import HooklinePipeline

/// What `--check` prints at the end of a run.
struct CheckReport {
  /// What is printed.
  let text: String
  /// How many warnings there are.
  let warningCount: Int

  /// The report in `form` on `webhooks` after the run that `request` asks for, with this `result`.
  init(
    in form: CheckForm, _ request: Request, of result: RunResult, for webhooks: RunDefinitions
  ) {
    let lines =
      webhooks.warnings
      + Self.usageWarnings(
        request, result.product.usage, result.summary.statistics, for: webhooks)
    warningCount = lines.count
    text =
      lines.map { $0.text(in: form) }.joined()
      + (form == .text ? Self.sum(of: webhooks.webhooks, warningCount: lines.count) : "")
  }

  /// The warnings that depend on the events of the run that `request` asks for, if their `usage` was counted.
  static func usageWarnings(
    _ request: Request, _ usage: WebhookUsage?, _ statistics: RunStatistics,
    for webhooks: RunDefinitions
  ) -> [CheckLine] {
    guard let usage, !request.inputs.isEmpty else { return [] }
    let warnings = UsageChecks.warnings(
      about: webhooks.webhooks, of: request.form, usage, statistics,
      leavesOutWebhooks: !webhooks.leftOut.isEmpty)
    return warnings.map { CheckLine($0) }
  }

  /// The closing line about `webhooks`, which have no fault.
  private static func sum(of webhooks: [Webhook], warningCount: Int) -> String {
    let companyCount = Set(webhooks.map(\.company)).count
    let companies = companyCount == 1 ? "1 company" : "\(companyCount) companies"
    let warnings = warningCount == 0 ? "no warnings" : Wording.amount(warningCount, "warning")
    return "\(Wording.amount(webhooks.count, "webhook")) of \(companies),"
      + " \(webhooks.count(where: \.isActive)) active: no faults, \(warnings)\n"
  }
}
