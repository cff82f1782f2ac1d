internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// The page that `--report` writes: what a run would send, for those who administer webhooks.
///
/// It is one file that loads nothing. Of an event it shows nothing but its type, what happened, and when. The same input and
/// command line give the same bytes.
struct ReportPage {
  let run: ReportedRun

  /// The whole page.
  var text: String {
    let markup: Markup = """
      <!DOCTYPE html>
      <html lang="en" xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>What would be sent</title>
      <style>
      \(ReportStyle.sheet)
      </style></head>
      <body><main>
      <h1>What would be sent</h1>
      <p><strong>Nothing was sent.</strong> \(introduction)</p>
      \(notices)\(figures)
      \(attention)\(plot)\(webhooks)\(ReportTables(run: run).markup)</main>
      \(footer)</body></html>

      """
    return markup.source
  }

  /// What was read, and for which webhooks.
  private var introduction: Markup {
    let names = run.inputs.map { $0 == .standardInput ? "standard input" : $0.shown }
    let shown: Markup =
      names.count > 5
      ? "<code>\(names[0])</code> and \(NumberText.grouped(names.count - 1)) other files"
      : "\(Markup.list(names.map { "<code>\($0)</code>" }))"
    let companyCount = Set(run.webhooks.map(\.company)).count
    let companies =
      NumberText.grouped(companyCount) + (companyCount == 1 ? " company" : " companies")
    return """
      This is what would be sent for the \(run.form == .events ? "events" : "delivery log") in \(shown)\(times), to \
      \(NumberText.groupedAmount(run.webhooks.count, "webhook")) of \(companies).
      """
  }

  private var times: Markup {
    guard let times = run.figures.times else { return "" }
    let (first, last) = (Self.minute(times.lowerBound), Self.minute(times.upperBound))
    return first == last ? ", of \(first) UTC" : ", from \(first) to \(last) UTC"
  }

  private static func minute(_ moment: Moment) -> String {
    let date = CalendarDate(of: moment)
    let text = moment.description
    return PlotUnit.day.name(of: date.day) + ", " + text.dropFirst(11).prefix(5)
  }

  /// Why the page is not about the whole input, if so.
  private var notices: [Markup] {
    let summary = run.summary
    let rows: [(Bool, Markup)] = [
      (
        summary.isInterrupted,
        "A signal stopped the run: this page is only about what was read before."
      ),
      (
        summary.reachedLimit != nil,
        "The limit of --max-rejects stopped the run: this page is only about what was read before."
      ),
      (
        summary.stopReason == .outputFailed,
        "A file could not be written, which stopped the run: this page is only about what was read before."
      ),
      (
        summary.hasInputError,
        "A part of the input could not be read: this page is only about the rest."
      ),
      (summary.hasCutArray, "A delivery log is cut off: what it lacks is not on this page."),
      (
        run.selection.onlyFailed && !summary.hasReplayed,
        "There are no jobs, because --failed needs the whole delivery log."
      ),
      (
        run.figures.selectedCount == 0,
        !summary.statistics.skipped.nonzero.isEmpty
          ? "No \(run.form.item) takes part: see “Left out”."
          : "No \(run.form.item) was found."
      ),
    ]
    return rows.filter(\.0).map { "<p class=\"notice\" role=\"status\">\($0.1)</p>\n" }
  }

  private var figures: Markup {
    let (figures, jobs) = (run.figures, run.activity.counts.jobs)
    let unit = run.form.unit
    let thing: Markup = "\(run.form.item)"
    let jobCount = jobs.reduce(0, +)
    let servedCount = jobs.count { $0 > 0 }
    let cards: [(Int, Markup, Markup, Bool)] = [
      (
        figures.selectedCount, figures.selectedCount == 1 ? thing : "\(thing)s",
        "\(NumberText.grouped(figures.matchedCount)) for at least one webhook", false
      ),
      (
        jobCount, jobCount == 1 ? "job" : "jobs",
        "for \(NumberText.grouped(servedCount)) of \(NumberText.groupedAmount(jobs.count, "webhook"))",
        false
      ),
      (
        figures.withheldCount, "withheld",
        "because the event does not say its workflow, survey or group", figures.withheldCount > 0
      ),
      (
        figures.rejectedCount, "rejected",
        "\(unit)s that hold no event that can be read", figures.rejectedCount > 0
      ),
    ]
    let markup = cards.map { number, name, details, isAlarm -> Markup in
      """
      <div\(isAlarm ? " class=\"alarm\"" : "" as Markup)><dt><b>\(name)</b><br/>\(details)</dt><dd>\(NumberText.grouped(number))</dd></div>

      """
    }
    return "<dl>\n\(markup)</dl>"
  }

  /// What is most likely to be a mistake.
  private var attention: Markup {
    let idle = run.webhooks.indices.filter(run.isIdle)
    var items: [Markup] = []
    if !idle.isEmpty {
      let names = idle.prefix(5).map { number -> Markup in
        "<bdi>\(run.webhooks[number].title)</bdi>"
      }
      let more: [Markup] =
        idle.count > 5 ? ["\(NumberText.grouped(idle.count - 5)) more"] : []
      items.append(
        """
        \(NumberText.groupedAmount(idle.count, "active webhook")) would get nothing: \(Markup.list(names + more)).
        """)
    }
    items += run.summary.statistics.withheld.nonzero.map { run.sentence(about: $0) }
    guard !items.isEmpty else { return "" }
    let list = items.map { item -> Markup in "<li>\(item)</li>\n" }
    return "<h2>Look at this first</h2>\n<ul>\n\(list)</ul>\n"
  }

  private var plot: Markup {
    let plot = ActivityPlot(run.activity.timeline)
    guard !plot.isEmpty || plot.untimedCount > 0 else { return "" }
    let untimed: Markup =
      plot.untimedCount == 0
      ? ""
      : "<p>Not shown: \(NumberText.groupedAmount(plot.untimedCount, "event")) without a readable time.</p>\n"
    return """
      <h2>\(run.form == .events ? "Events" : "Records" as Markup) \(plot.columns.unit.title)</h2>
      \(plot.isEmpty ? "" : plot.markup)
      \(untimed)
      """
  }

  private var webhooks: Markup {
    "<h2 id=\"webhooks\">Jobs by webhook</h2>\n\(WebhookTable(of: run).markup)\n"
  }

  /// How the page was made, so that it can be made again.
  private var footer: Markup {
    let files = run.definitions.map { file -> Markup in
      """
      <br/>Definitions: <code>\(file.name.shown)</code>, \(NumberText.groupedAmount(file.byteCount, "byte")), XXH128 <code>\(file.digest)</code>
      """
    }
    return """
      <footer><p>hookline \(Version.current): <code>\(run.commandLine)</code>\(Array(files.prefix(20)))</p></footer>
      """
  }
}
