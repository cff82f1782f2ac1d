internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// What the page of `--report` is about.
struct ReportedRun {
  let summary: RunSummary
  let figures: RunFigures
  let activity: Activity
  let webhooks: [Webhook]
  let definitions: [DefinitionsFile]
  /// The warnings of `--check`.
  let warnings: [CheckLine]
  let inputs: [FileName]
  let form: InputForm
  let selection: Selection
  /// The command line that makes the page, as it would be typed.
  let commandLine: String

  /// The run that `request`, from the command line `arguments`, asked for, and its outcome.
  init(
    _ summary: RunSummary, _ activity: Activity, for definitions: RunDefinitions,
    _ request: Request, arguments: [[UInt8]]
  ) {
    self.summary = summary
    self.activity = activity
    webhooks = definitions.webhooks
    self.definitions = definitions.files
    warnings =
      definitions.warnings
      + CheckReport.usageWarnings(
        request, activity.usage, summary.statistics, for: definitions)
    figures = RunFigures(
      summary.statistics, of: request.form, byteCount: summary.byteCount,
      jobs: activity.counts.jobs)
    inputs = request.inputs
    form = request.form
    selection = request.selection
    commandLine = (["hookline"] + arguments.map(ShellWord.text)).joined(separator: " ")
  }

  /// Whether it can be a mistake that the webhook at `number` gets nothing: it is active, and no event is for it, not even one
  /// whose job is left out.
  func isIdle(_ number: Int) -> Bool {
    // With --failed, a webhook without failed deliveries is no mistake.
    guard webhooks[number].isActive, !selection.onlyFailed, figures.selectedCount > 0,
      let own = activity.usage?.figures(of: number)
    else { return false }
    // The platform's log is that of one webhook, and says nothing about others.
    return own.jobCount == 0 && (form == .events || own.eventCount > 0)
  }

  /// A line of an input, such as `dump.ndjson:88`.
  func shown(_ place: LinePlace) -> String { "\(inputs[place.file].shown):\(place.line)" }

  /// What events lack from which webhooks are withheld, in a sentence.
  func sentence(about count: WithheldTally.Count) -> Markup {
    let isOne = count.eventCount == 1
    let whose: Markup = isOne ? "its" : "their"
    var lacks: [Markup] = []
    if !count.absent.isEmpty {
      lacks.append("\(isOne ? "does" : "do") not say \(whose) \(count.absent.words)")
    }
    if !count.malformed.isEmpty {
      lacks.append(
        "\(isOne ? "names" : "name") \(whose) \(count.malformed.words), but not by an id")
    }
    return """
      \(NumberText.groupedAmount(count.eventCount, "\(count.members.noun) event")) \(Markup.list(lacks)): withheld from \
      \(NumberText.groupedAmount(count.webhooks.count, "webhook")) that \(count.webhooks.count == 1 ? "asks" : "ask") for \
      \(count.members.count == 1 ? "one" : "them") \
      (first: <code>\(shown(summary.place(ofLine: count.firstLine)))</code>).
      """
  }
}
