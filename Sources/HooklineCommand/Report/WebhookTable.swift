internal import Hookline

/// The table with a row for each webhook.
struct WebhookTable {
  /// The most rows: those with the most jobs; the others are summed.
  static let limit = 200

  private let run: ReportedRun
  private let columns: PlotColumns
  /// The places of the webhooks that have a row, in the order of the rows.
  private let shown: [Int]
  /// The jobs of each webhook that has a row, by column.
  private var jobs: [Int: [Int]] = [:]
  private let showsCompanies: Bool

  /// The table of the webhooks of `run`.
  init(of run: ReportedRun) {
    self.run = run
    let (webhooks, activity) = (run.webhooks, run.activity)
    let counts = activity.counts.jobs
    if webhooks.count > Self.limit {
      let busiest = webhooks.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
      shown = Array(busiest.prefix(Self.limit))
    } else {
      shown = Array(webhooks.indices)
    }
    showsCompanies = Set(webhooks.map(\.company)).count > 1
    let timeline = activity.timeline.summed(by: .day)
    columns = PlotColumns(for: timeline.buckets.compactMap(\.start), knownTo: timeline.unit)
    let chosen = Set(shown)
    for count in activity.jobDays.counts(of: { chosen.contains($0) }) {
      guard let place = columns.place(of: count.day) else { continue }
      jobs[count.webhook, default: Array(repeating: 0, count: columns.numbers.count)][place] +=
        count.jobs
    }
  }

  var markup: Markup {
    let plot: Markup = hasPlots ? "<th scope=\"col\" class=\"days\">\(plotTitle)</th>" : ""
    return """
      <p class="soft">\(caption)</p>
      <table class="cards" aria-labelledby="webhooks">
      <thead><tr><th scope="col">Webhook</th><th scope="col" class="n">Jobs</th>\(plot)\
      <th scope="col" class="n">Another workflow, survey or group</th><th scope="col" class="n">Withheld</th></tr></thead>
      \(showsCompanies ? companies : ["<tbody>\n\(shown.map { row($0) })</tbody>\n"])\(rest)</table>
      """
  }

  /// The rows of each company, under its id.
  private var companies: [Markup] {
    var order: [ObjectID] = []
    var rows: [ObjectID: [Int]] = [:]
    for number in shown {
      let company = webhooks[number].company
      if rows[company] == nil { order.append(company) }
      rows[company, default: []].append(number)
    }
    let columnCount = hasPlots ? 5 : 4
    return order.map { company -> Markup in
      """
      <tbody><tr class="company"><th scope="rowgroup" colspan="\(columnCount)">Company <code>\(company.description)</code></th></tr>
      \((rows[company] ?? []).map { row($0) })</tbody>

      """
    }
  }

  private var webhooks: [Webhook] { run.webhooks }
  private var activity: Activity { run.activity }

  /// A single bar would always have its full height.
  private var hasPlots: Bool { activity.jobDays.isComplete && columns.numbers.count > 1 }

  private var plotTitle: String {
    let title = columns.unit.title
    return title.prefix(1).uppercased() + title.dropFirst()
  }

  private var caption: Markup {
    let order: Markup =
      webhooks.count > Self.limit
      ? "The \(Self.limit) webhooks with the most jobs."
      : showsCompanies
        ? "By company, in the order of the definitions." : "In the order of the definitions."
    let usage: Markup =
      " “Withheld” counts events that do not say what the webhook asks for."
    let plots: Markup =
      hasPlots
      ? " Each small plot has its own scale."
      : activity.jobDays.isComplete
        ? "" : " There are too many webhooks and days for a plot of each webhook."
    return "\(order)\(plots)\(usage)"
  }

  private func row(_ number: Int) -> Markup {
    let webhook = webhooks[number]
    let count = activity.counts.jobs[number]
    let style = run.isIdle(number) ? "n alarm" : "n"
    let code: Markup =
      webhook.title == webhook.shortCode ? "" : "<code>\(webhook.shortCode)</code> "
    let inactive: Markup = webhook.isActive ? "" : " (inactive)"
    return """
      <tr\(webhook.isActive ? "" : " class=\"off\"" as Markup)><th scope="row"><b><bdi>\(webhook.title)</bdi></b>\(inactive)\
      <small>\(code)\(webhook.request) → \(webhook.shortURL)</small></th>\
      <td class="\(style)" data-of="Jobs">\(NumberText.grouped(count))</td>\(plot(of: number))\(usage(of: number))</tr>

      """
  }

  /// The cells with the events that are about a webhook, and that it does not get.
  private func usage(of number: Int) -> Markup {
    let figures = activity.usage?.figures(of: number) ?? WebhookUsage.Figures()
    let (other, unknown) = (figures.otherContextCount, figures.cannotTellCount)
    return Self.usage(other, unknown)
  }

  private static func usage(_ other: Int, _ unknown: Int) -> Markup {
    """
    <td class="n" data-of="Another workflow, survey or group">\(other == 0 ? "" : NumberText.grouped(other))</td>\
    <td class="n\(unknown == 0 ? "" : " alarm" as Markup)" data-of="Withheld">\(unknown == 0 ? "" : NumberText.grouped(unknown))</td>
    """
  }

  /// The cell with the plot of a webhook's jobs, or what is to be said instead.
  private func plot(of number: Int) -> Markup {
    guard hasPlots else { return "" }
    guard let jobs = jobs[number], let greatest = jobs.max(), greatest > 0 else {
      return activity.counts.jobs[number] > 0
        ? "<td class=\"days\">at unknown times</td>" : "<td class=\"days\"></td>"
    }
    let bars = jobs.indices.filter { jobs[$0] > 0 }.map { place -> Markup in
      """
      <rect x="\(4 * place)" y="\(greatest - jobs[place])" width="3" height="\(jobs[place])">\
      <title>\(columns.name(at: place)): \(NumberText.grouped(jobs[place]))</title></rect>
      """
    }
    let busiest = columns.name(at: jobs.firstIndex(of: greatest) ?? 0)
    return """
      <td class="days"><svg class="c0" role="img" aria-label="Jobs \(columns.unit.title); most: \(NumberText.grouped(greatest)), \(busiest)" \
      preserveAspectRatio="none" viewBox="0 0 \(4 * columns.slotCount) \(greatest)">\(bars)</svg></td>
      """
  }

  /// The row for all webhooks without a row of their own.
  private var rest: Markup {
    guard shown.count < webhooks.count else { return "" }
    let own = Set(shown)
    let others = webhooks.indices.filter { !own.contains($0) }
    let jobCount = others.reduce(0) { $0 + activity.counts.jobs[$1] }
    let inactiveCount = others.count { !webhooks[$0].isActive }
    let plot: Markup = hasPlots ? "<td class=\"days\"></td>" : ""
    let idleCount = others.count { webhooks[$0].isActive && activity.counts.jobs[$0] == 0 }
    let figures = others.map { activity.usage?.figures(of: $0) ?? WebhookUsage.Figures() }
    let usage = Self.usage(
      figures.reduce(0) { $0 + $1.otherContextCount },
      figures.reduce(0) { $0 + $1.cannotTellCount })
    return """
      <tbody><tr><th scope="row"><b>\(NumberText.groupedAmount(others.count, "other webhook"))</b>\
      <small>\(NumberText.grouped(idleCount)) of them active without a job, \(NumberText.grouped(inactiveCount)) inactive</small></th>\
      <td class="n" data-of="Jobs">\(NumberText.grouped(jobCount))</td>\
      \(plot)\(usage)</tr></tbody>

      """
  }
}
