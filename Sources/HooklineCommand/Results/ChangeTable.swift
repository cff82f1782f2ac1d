internal import Hookline

/// What `--diff` prints: the jobs gained and lost by each webhook with a change, and what changed in its definition.
enum ChangeTable {
  /// The table of `counts` from `eventCount` events, for the webhooks in `definitions`.
  ///
  /// It shows no byte of an event.
  ///
  /// - Complexity: O(number of webhooks).
  static func text(
    of counts: ChangeCounts, for definitions: RunDefinitions, eventCount: Int
  ) -> String {
    let webhooks = definitions.webhooks
    let rows = webhooks.indices.compactMap { number -> Row? in
      let (change, webhook) = (counts.changes[number], webhooks[number])
      let words = words(about: webhook, since: counts.former(number), in: definitions)
      guard !words.isEmpty || change.gained > 0 || change.lost > 0 else { return nil }
      return Row(change: change, webhook: webhook, words: words)
    }
    var total = ChangeCounts.Change()
    for change in counts.changes { total.add(change) }
    return table(rows)
      + "\(Wording.amount(total.gained, "job")) gained, \(total.lost) lost, \(total.kept) unchanged;"
      + " \(Wording.amount(eventCount, "event"))\n"
  }

  private struct Row {
    let change: ChangeCounts.Change
    let webhook: Webhook
    let words: [String]
  }

  private static func table(_ rows: [Row]) -> String {
    guard !rows.isEmpty else { return "" }
    let codeWidth = min(rows.map(\.webhook.code.count).max() ?? 0, TableCell.maximumCodeWidth)
    let numbers = rows.map { row in
      let change = row.change
      return [
        "\(change.old)", "\(change.new)", change.gained > 0 ? "+\(change.gained)" : "",
        change.lost > 0 ? "-\(change.lost)" : "",
      ]
    }
    let headings = ["old", "new", "gained", "lost"]
    let widths = headings.indices.map { column in
      numbers.reduce(headings[column].count) { max($0, $1[column].count) }
    }
    func line(_ cells: [String], _ rest: String) -> String {
      zip(cells, widths).map { TableCell.right($0, $1) }.joined(separator: "  ") + "  \(rest)\n"
    }
    return line(headings, "webhook")
      + zip(numbers, rows).map { cells, row in
        let words = row.words.isEmpty ? "" : "  " + row.words.joined(separator: ", ")
        return line(
          cells, "\(TableCell.left(row.webhook.code, codeWidth))  \(row.webhook.company)\(words)")
      }.joined()
  }

  /// What changed in the definition of `webhook` since it was `former`.
  private static func words(
    about webhook: Webhook, since former: Webhook?, in definitions: RunDefinitions
  ) -> [String] {
    guard let former else { return ["added"] }
    if definitions.removed.contains(webhook.id) { return ["removed"] }
    if definitions.moved.contains(webhook.id) { return ["company changed"] }
    return webhook.changes(since: former).map { change in
      switch change {
      case .activated: "activated"
      case .deactivated: "deactivated"
      case .company: "company changed"
      case .trigger: "trigger changed"
      case .code(let former): "code changed from \(former)"
      case .url: "url changed"
      case .restricted(let member): "\(member.name) restriction added"
      case .unrestricted(let member): "\(member.name) restriction removed"
      case .restriction(let member): "\(member.name) restriction changed"
      }
    }
  }
}
