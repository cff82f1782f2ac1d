internal import Hookline
internal import HooklineSystem

/// What `--count` prints on a terminal: a bar for each webhook, and when the first and the last of its events happened.
///
/// No line is longer than the terminal is wide. What is less important is left out if there is no room: first the times of day,
/// then the company, then the dates.
struct CountScreen {
  /// The width of the terminal.
  private let width: Int
  /// Whether it shows blocks that fill eighths of a column.
  private let hasEighths: Bool

  /// The narrowest and the widest bar.
  private static let barWidths = 8...40
  private static let maximumCodeWidth = 24

  /// A screen that is `width` characters wide.
  init(width: Int, hasEighths: Bool) {
    (self.width, self.hasEighths) = (max(20, width), hasEighths)
  }

  /// The screen that standard output is, or `nil` if it is none, or one that shows only plain text.
  static var current: CountScreen? {
    let abilities = TerminalAbilities()
    guard Descriptor.standardOutput.isTerminal, abilities.showsBars else { return nil }
    return CountScreen(
      width: Descriptor.standardOutput.terminalWidth ?? 80, hasEighths: abilities.hasEighths)
  }

  /// The table of `activity`, whose jobs are those of `webhooks`.
  ///
  /// - Complexity: O(number of webhooks).
  func text(of activity: Activity, for webhooks: [Webhook]) -> String {
    let counts = activity.counts
    // Not that of the counts, which do not have the records of a delivery log that are not due.
    let total = activity.timeline.total
    let layout = Layout(self, counts, eventCount: total.events, webhooks)
    var text = layout.head + "\n"
    for (number, webhook) in webhooks.enumerated() {
      text +=
        layout.line(
          jobs: counts.jobs[number], webhook, activity.times(ofWebhook: number)) + "\n"
    }
    text += layout.sum(
      counts.jobCount, "jobs in all, of \(NumberText.groupedAmount(total.events, "event"))")
    text += layout.sum(total.matched, "events match")
    text += layout.sum(total.events - total.matched, "events match nothing")
    let unmatched = counts.unmatched
    for (index, count) in unmatched.enumerated() {
      let name = "\(count.type.shownName) \(count.action.shownName)"
      text += layout.sum(count.eventCount, (index == unmatched.count - 1 ? "└ " : "├ ") + name)
    }
    return text
  }

  /// How wide each column is.
  private struct Layout {
    private let width: Int
    private let hasEighths: Bool
    private let numberWidth: Int
    private let codeWidth: Int
    private let showsCompany: Bool
    private let barWidth: Int
    private let times: Times
    private let greatest: Int

    /// How the first and the last time are shown; the raw value is the length of one.
    private enum Times: Int {
      case none = 0
      /// `2022-04-27 – 2022-05-26`.
      case dates = 10
      /// `2022-04-27 07:28 – 2022-05-26 19:01`.
      case minutes = 16

      /// The width of both.
      var width: Int { 2 * rawValue + CountScreen.Layout.dash.count }
    }

    /// What is between the first and the last time.
    private static let dash = " – "
    /// What is between two columns.
    private static let gap = "  "
    /// The width of the end of a company's id.
    private static let companyWidth = 7

    init(_ screen: CountScreen, _ counts: JobCounts, eventCount: Int, _ webhooks: [Webhook]) {
      (width, hasEighths) = (screen.width, screen.hasEighths)
      greatest = counts.jobs.max() ?? 0
      let numbers = [counts.jobCount, eventCount].map { NumberText.grouped($0).count }
      numberWidth = max(4, numbers.max() ?? 0)
      let longest = max("webhook".count, webhooks.map(\.code.count).max() ?? 0)
      codeWidth = min(longest, CountScreen.maximumCodeWidth, max(8, width / 3))
      // A line as wide as the terminal would be followed by an empty one on some.
      let gap = Self.gap.count
      let rest = width - 1 - numberWidth - gap - codeWidth - gap
      let hasCompanies = Set(webhooks.map(\.company)).count > 1
      let ways: [(Times, Bool)] = [
        (.minutes, hasCompanies), (.dates, hasCompanies), (.dates, false), (.none, false),
      ]
      func room(_ way: (Times, Bool)) -> Int {
        rest - (way.1 ? Self.companyWidth + gap : 0) - (way.0 == .none ? 0 : way.0.width + gap)
      }
      let way = ways.first { room($0) >= CountScreen.barWidths.lowerBound } ?? (.none, false)
      (times, showsCompany) = way
      barWidth = min(max(room(way), 0), CountScreen.barWidths.upperBound)
    }

    /// The heads of the columns.
    var head: String {
      var cells = [TableCell.right("jobs", numberWidth), TableCell.left("webhook", codeWidth)]
      if showsCompany { cells.append(TableCell.left("company", Self.companyWidth)) }
      if times != .none { cells += [TableCell.left("", barWidth), "first and last"] }
      return Self.trimmed(cells)
    }

    func line(jobs: Int, _ webhook: Webhook, _ extent: ClosedRange<Moment>?) -> String {
      var cells = [
        TableCell.right(NumberText.grouped(jobs), numberWidth),
        TableCell.left(Self.cut(webhook.code, to: codeWidth), codeWidth),
      ]
      if showsCompany { cells.append("…" + webhook.company.tail) }
      if !webhook.isActive, times == .none {
        cells.append(Self.cut("inactive", to: barWidth))
      } else {
        cells.append(TableCell.left(bar(jobs), barWidth))
        cells.append(webhook.isActive ? shown(extent) : "inactive")
      }
      return Self.trimmed(cells)
    }

    /// A line with a sum below the table.
    func sum(_ number: Int, _ text: String) -> String {
      let number = TableCell.right(NumberText.grouped(number), numberWidth)
      let rest = width - 1 - numberWidth - Self.gap.count
      return number + Self.gap + Self.cut(text, to: rest) + "\n"
    }

    private func shown(_ extent: ClosedRange<Moment>?) -> String {
      guard let extent, times != .none else { return "" }
      let (first, last) = (extent.lowerBound, extent.upperBound)
      let ends = [first, last].map {
        String($0.description.prefix(times.rawValue)).replacing("T", with: " ")
      }
      return ends[0] == ends[1] ? ends[0] : ends.joined(separator: Self.dash)
    }

    /// A bar for `number`, with the full width for the greatest, in eighths of a character if they can be shown; one that is not 0
    /// can be seen.
    private func bar(_ number: Int) -> String {
      guard number > 0, barWidth > 0 else { return "" }
      let unit = hasEighths ? 1 : 8
      let exact = Double(number) / Double(greatest) * Double(8 / unit * barWidth)
      let eighths = unit * max(1, Int(exact.rounded()))
      let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
      return String(repeating: "█", count: eighths / 8) + rest[eighths % 8]
    }

    private static func cut(_ text: String, to width: Int) -> String {
      text.count <= width ? text : String(text.prefix(max(0, width - 1))) + "…"
    }

    private static func trimmed(_ cells: [String]) -> String {
      var line = cells.joined(separator: gap)
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
