/// The warnings that depend on the events of a run.
public enum UsageChecks {
  /// The warnings about `webhooks`, those of a run, whose events are counted in `usage` and `statistics`.
  ///
  /// First those about webhooks, in their order, then those about events. An event counts once it takes part in the run. If only
  /// some webhooks of a company take part, those left out may get what no other does, so a caller that `leavesOutWebhooks` gets
  /// no warning about that.
  ///
  /// - Complexity: O(n) for n webhooks.
  public static func warnings(
    about webhooks: [Webhook], of form: InputForm = .events, _ usage: WebhookUsage,
    _ statistics: RunStatistics, leavesOutWebhooks: Bool = false
  ) -> [DefinitionWarning] {
    let eventCount = statistics.selectedCount
    guard eventCount > 0 else { return [.aboutEvents(.noEvents)] }
    var warnings: [DefinitionWarning] = []
    for (number, webhook) in webhooks.enumerated() where webhook.isActive {
      let figures = usage.figures(of: number)
      var findings: [DefinitionWarning.WebhookFinding] = []
      if figures.jobCount == 0 {
        findings.append(.neverFired(figures, eventCount: eventCount, form: form))
      }
      if figures.eventCount > 0 {
        findings += figures.unseen.contextMembers.map {
          .valueNeverSeen($0, eventCount: figures.eventCount)
        }
      }
      warnings += findings.map { .aboutWebhook(webhook, $0) }
    }
    warnings += statistics.withheld.nonzero.map { .aboutEvents(.cannotTell($0)) }
    return leavesOutWebhooks ? warnings : warnings + unasked(usage)
  }

  /// The warnings about events that no webhook gets, except those that lack what some webhook asks for.
  private static func unasked(_ usage: WebhookUsage) -> [DefinitionWarning] {
    var warnings: [DefinitionWarning] = []
    var rest = usage.unsent.filter { $0.eventCount > $0.withheldCount }[...]
    while let first = rest.first {
      let same = rest.prefix { $0.company == first.company && $0.type == first.type }
      rest = rest.dropFirst(same.count)
      let counts = same.map {
        DefinitionWarning.ActionCount($0.action, eventCount: $0.eventCount - $0.withheldCount)
      }
      warnings.append(.aboutEvents(.noWebhookAsks(first.company, first.type, counts: counts)))
    }
    return warnings
  }
}
