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
  /// Whether only deliveries that failed give jobs.
  let onlyFailed: Bool
  /// The command line that makes the page, as it would be typed.
  let commandLine: String

  /// The run that `request`, from the command line `arguments`, asked for, and what came of it.
  init(
    _ summary: RunSummary, _ activity: Activity, for compared: ComparedWebhooks,
    _ request: Request, arguments: [[UInt8]]
  ) {
    self.summary = summary
    self.activity = activity
    webhooks = compared.webhooks
    definitions = compared.files
    warnings =
      compared.warnings + CheckReport.usageWarnings(request, of: summary, for: compared)
    figures = RunFigures(
      summary.statistics, of: request.form, byteCount: summary.byteCount,
      jobs: activity.counts.jobs)
    inputs = request.inputs
    form = request.form
    onlyFailed = request.selection.onlyFailed
    commandLine = (["hookline"] + arguments.map(Self.typed)).joined(separator: " ")
  }

  /// Whether it can be a mistake that the webhook at `number` gets nothing: it is active, and no event is for it, not even one
  /// whose job is left out.
  func isIdle(_ number: Int) -> Bool {
    // That nothing of a webhook failed is none.
    webhooks[number].isActive && !onlyFailed && activity.usage?.figures(of: number).jobCount == 0
  }

  /// The characters that no shell treats specially.
  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,@%+".utf8)

  /// `argument` as it would be typed in a shell.
  private static func typed(_ argument: [UInt8]) -> String {
    let text = TerminalText.escaped(argument)
    // What the page would show as something else can only be typed in this form, of POSIX.1-2024; a quote is typed so, too.
    guard text.utf8.elementsEqual(argument), !argument.contains(UInt8(ascii: "'")),
      !text.unicodeScalars.contains(where: \.isForbiddenInXML)
    else {
      return "$'" + argument.map(Self.escaped).joined() + "'"
    }
    return !argument.isEmpty && argument.allSatisfy(Self.plain.contains) ? text : "'" + text + "'"
  }

  /// `byte` between `$'` and `'`.
  private static func escaped(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\\"): "\\\(UnicodeScalar(byte))"
    case 0x20..<0x7F: String(UnicodeScalar(byte))
    // Three octal digits, so that what follows cannot be taken for another.
    default: "\\" + String(0o1000 + Int(byte), radix: 8).dropFirst()
    }
  }

  /// A line of an input, such as `dump.ndjson:88`.
  func shown(_ place: LinePlace) -> String { "\(inputs[place.file].shown):\(place.line)" }

  /// What events lack from which webhooks are withheld, in a sentence.
  func sentence(about count: WithheldTally.Count) -> Markup {
    let isOne = count.eventCount == 1
    let absent = count.members.subtracting(count.malformed)
    let whose: Markup = isOne ? "its" : "their"
    var lacks: [Markup] = []
    if !absent.isEmpty {
      lacks.append("\(isOne ? "does" : "do") not say \(whose) \(absent.words)")
    }
    if !count.malformed.isEmpty {
      lacks.append("\(isOne ? "does" : "do") not say \(whose) \(count.malformed.words) as an id")
    }
    return """
      \(NumberText.groupedAmount(count.eventCount, "\(count.members.noun) event")) \(Markup.list(lacks)): withheld from \
      \(NumberText.groupedAmount(count.webhooks.count, "webhook")) that \(count.webhooks.count == 1 ? "asks" : "ask") for \
      \(count.members.count == 1 ? "one" : "them") \
      (first: <code>\(shown(summary.place(ofLine: count.firstLine)))</code>).
      """
  }
}
