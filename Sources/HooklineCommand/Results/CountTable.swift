internal import Hookline

/// What `--count` prints: plain columns, with a number first on each line.
enum CountTable {
  /// The table of `counts`, which were made for `webhooks`.
  ///
  /// One line per webhook in the order of the definitions, then the totals, then the events that matched nothing. It shows no
  /// byte of an event: a type or action that no trigger is about is `(other)`.
  ///
  /// - Complexity: O(number of webhooks).
  static func text(of counts: JobCounts, for webhooks: [Webhook]) -> String {
    let width = max(String(counts.jobCount).count, String(counts.eventCount).count)
    let codeWidth = min(webhooks.map(\.code.count).max() ?? 0, TableCell.maximumCodeWidth)
    let triggerWidth = Trigger.allCases.map(\.name.count).max() ?? 0
    var text = ""
    for (webhook, jobCount) in zip(webhooks, counts.jobs) {
      let cells = [
        TableCell.right(String(jobCount), width), TableCell.left(webhook.code, codeWidth),
        webhook.company.description, TableCell.left(webhook.trigger.name, triggerWidth),
        webhook.url,
      ]
      text += cells.joined(separator: "  ") + "\n"
    }
    text += TableCell.right(String(counts.jobCount), width) + "  jobs in all\n"
    text += TableCell.right(String(counts.matchedEventCount), width) + "  events that match\n"
    for unmatched in counts.unmatched {
      text += TableCell.right(String(unmatched.eventCount), width) + "  events that match nothing: "
      text += "\(unmatched.type.shownName) \(unmatched.action.shownName)\n"
    }
    return text
  }
}
