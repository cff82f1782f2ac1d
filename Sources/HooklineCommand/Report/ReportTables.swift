internal import Hookline
internal import HooklinePipeline

/// The smaller tables of the page, each only if it has a row.
struct ReportTables {
  let run: ReportedRun

  /// The most warnings that are shown.
  private static let warningLimit = 100

  var markup: Markup { "\(unmatched)\(notDue)\(leftOut)\(warnings)\(rejected)" }

  private var unmatched: Markup {
    let counts = run.activity.counts.unmatched
    guard !counts.isEmpty else { return "" }
    let actions = EventAction.allCases.filter { action in counts.contains { $0.action == action } }
    let heads = actions.map { action -> Markup in
      "<th scope=\"col\" class=\"n\">\(action.word)</th>"
    }
    func cell(_ count: Int) -> Markup {
      "<td class=\"n\">\(count == 0 ? "" : NumberText.grouped(count))</td>"
    }
    let rows = EventType.shown.map { type in counts.filter { $0.type == type } }
    let lines = zip(EventType.shown, rows).filter { !$0.1.isEmpty }.map { type, row -> Markup in
      let cells = actions.map { action in
        cell(row.first { $0.action == action }?.eventCount ?? 0)
      }
      return """
        <tr><th scope="row">\(type.plural)</th>\(cells)\(cell(row.reduce(0) { $0 + $1.eventCount }))</tr>

        """
    }
    return """
      <h2>Events that go to no webhook</h2>
      <div class="wide"><table><thead><tr><th scope="col">Events about</th>\(heads)<th scope="col" class="n">all</th></tr></thead>
      <tbody>
      \(lines)</tbody></table></div>

      """
  }

  /// The records of a delivery log without a job.
  private var notDue: Markup {
    table(
      "Records whose event would not be sent today", ["Why", "First"],
      run.summary.statistics.notDue.nonzero.map { count in
        (
          [
            "\(count.reason.words(selecting: run.selection))",
            Self.code(run.shown(run.summary.place(ofLine: count.firstLine))),
          ], count.recordCount
        )
      }, "Records")
  }

  /// What takes no part, because the command line says so.
  private var leftOut: Markup {
    let statistics = run.summary.statistics
    let events = statistics.skipped.nonzero.map { count in
      ([Self.words(for: count.reason), "events"] as [Markup], count.recordCount)
    }
    let jobs = LeftOutReason.allCases.map { reason in
      (["\(reason.words)", "jobs"] as [Markup], statistics.leftOutJobs[reason])
    }
    return table("Left out", ["Why", "What"], events + jobs.filter { $0.1 > 0 }, "Number")
  }

  private static func words(for reason: SkipReason) -> Markup {
    switch reason {
    case .otherCompany: "of a company other than that of --company"
    case .otherWebhook: "for a webhook that is not selected"
    case .earlier: "before the time of --since"
    case .later: "not before the time of --until"
    case .unreadableTime: "without a readable time"
    case .delivered: "delivered, according to the delivery log"
    }
  }

  /// The warnings of `--check`, except those about numbers of events that the page shows otherwise.
  private var warnings: Markup {
    let shownOtherwise = [DefinitionWarning.Code.cannotTell, .noWebhookAsks].map(\.rawValue)
    let warnings = run.warnings.filter { !shownOtherwise.contains($0.code) }
    guard !warnings.isEmpty else { return "" }
    let rows = warnings.prefix(Self.warningLimit).map { warning -> Markup in
      """
      <tr><th scope="row">\(warning.message)</th><td><code class="id">\(warning.code)</code></td><td>\(Self.code(warning.place?.shown ?? "events"))</td></tr>

      """
    }
    let moreCount = warnings.count - rows.count
    let more: Markup =
      moreCount == 0
      ? ""
      : "<p class=\"soft\">\(NumberText.groupedAmount(moreCount, "more warning")): --check lists all.</p>\n"
    return """
      <h2>Warnings</h2>
      <table class="cards"><thead><tr><th scope="col">What may be wrong</th><th scope="col">Kind</th><th scope="col">Where</th></tr></thead>
      <tbody>
      \(rows)</tbody></table>
      \(more)
      """
  }

  /// A place, on one line unless it is very long.
  private static func code(_ place: String) -> Markup {
    place.count <= 40 ? "<code class=\"id\">\(place)</code>" : "<code>\(place)</code>"
  }

  private var rejected: Markup {
    table(
      "Rejected", ["Why", "Reason", "First places"],
      run.summary.statistics.rejected.nonzero.map { count in
        let places = run.summary.firstRejections.filter { $0.reason == count.reason }.map {
          rejection -> Markup in
          Self.code("\(run.shown(rejection.place)):\(rejection.column)")
        }
        let list = places.enumerated().map { index, place -> Markup in
          index == 0 ? place : "<br/>\(place)"
        }
        return (
          [Self.words(for: count.reason), "<code>\(count.reason.rawValue)</code>", "\(list)"],
          count.recordCount
        )
      }, run.form == .events ? "Lines" : "Records")
  }

  private static func words(for reason: Rejection.Reason) -> Markup {
    switch reason {
    case .tooLong: "longer than --max-line-bytes allows"
    case .invalidUTF8: "not text in UTF-8"
    case .invalidJSON: "not JSON"
    case .tooDeep: "nested too deeply"
    case .carriageReturn: "a carriage return inside the object"
    case .notAnObject: "JSON, but not an object"
    case .duplicateKey: "a member that decides which webhooks get the event occurs twice"
    case .missingField: "a required member is missing"
    case .invalidField: "a member has a wrong value"
    }
  }

  /// A table of `rows`, each with a number in the last column; nothing if there is no row.
  private func table(
    _ title: Markup, _ heads: [Markup], _ rows: [(cells: [Markup], number: Int)],
    _ numberHead: Markup
  ) -> Markup {
    guard !rows.isEmpty else { return "" }
    let columns = heads.map { head -> Markup in "<th scope=\"col\">\(head)</th>" }
    let lines = rows.map { cells, number -> Markup in
      let others = cells.dropFirst().map { cell -> Markup in "<td>\(cell)</td>" }
      return """
        <tr><th scope="row">\(cells[0])</th>\(others)<td class="n">\(NumberText.grouped(number))</td></tr>

        """
    }
    return """
      <h2>\(title)</h2>
      <div class="wide"><table><thead><tr>\(columns)<th scope="col" class="n">\(numberHead)</th></tr></thead>
      <tbody>
      \(lines)</tbody></table></div>

      """
  }
}
