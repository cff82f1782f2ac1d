internal import HooklinePipeline
internal import HooklineSystem

/// The line that says how far a run has got, such as `3.1 of 12.4 GB  25 %  1.05 GB/s  9 s left  812,345 jobs  3 rejected`.
///
/// The numbers of bytes and the rate are cut, not rounded, and the rate is that since the start. What is unknown is left out.
///
/// A signal handler makes it, so it is made of bytes, without strings or arrays that take memory.
struct ProgressLine {
  private let state: RunProgress.State
  /// The total, unless it is unknown, or the inputs have turned out to be larger.
  private let total: Int?
  /// Whether digits are grouped by thousands.
  private let isGrouped: Bool
  /// Whether numbers have a fixed width, so that what follows them stays in its place.
  private var isPadded = false

  /// What follows the name of the program, in the order in which it is shown; if there is no room, the last parts are left out first.
  private enum Part: Int {
    case size, percentage, rate, timeLeft, jobs, rejects
  }

  private static var name: String { "hookline: " }

  /// The width of the bar, in columns.
  private static var barWidths: ClosedRange<Int> { 8...32 }

  /// The line for `state`; digits are grouped only on a terminal.
  init(_ state: RunProgress.State, isGrouped: Bool) {
    self.state = state
    self.isGrouped = isGrouped
    let total = state.phase == .reading ? state.totalByteCount ?? 0 : 0
    self.total = total > 0 && total >= state.byteCount ? total : nil
  }

  /// Appends the line, without a bar and without its end.
  func append(to text: inout OutputRawSpan) {
    text.append(Self.name)
    guard state.phase != .starting else { return text.append("nothing was read yet") }
    appendParts(.size, .rejects, to: &text)
  }

  /// Appends the line, with a bar if the total is known, in at most `columnCount` columns.
  ///
  /// What does not fit is left out, from the right. The bar is drawn in eighths of a column, or with `#` if the terminal lacks
  /// these characters.
  func append(to text: inout OutputRawSpan, columnCount: Int, hasEighths: Bool) {
    var line = self
    line.isPadded = true
    line.appendPadded(to: &text, columnCount: columnCount, hasEighths: hasEighths)
  }

  private func appendPadded(
    to text: inout OutputRawSpan, columnCount: Int, hasEighths: Bool
  ) {
    let least = Self.barWidths.lowerBound
    if total != nil, let last = lastPart(in: columnCount - 2 - least), last != .size {
      text.append(Self.name)
      appendParts(.size, .percentage, to: &text)
      text.append("  ")
      let room = min(Self.barWidths.upperBound, columnCount - 2 - width(to: last))
      // A width that changes with each digit would make the bar jump.
      appendBar(width: room / 4 * 4, hasEighths: hasEighths, to: &text)
      appendParts(.rate, last, to: &text)
    } else if let last = lastPart(in: columnCount) {
      text.append(Self.name)
      appendParts(.size, last, to: &text)
    }
  }

  /// The last part for which there is room in `columnCount` columns without a bar, or `nil` if there is room for none.
  private func lastPart(in columnCount: Int) -> Part? {
    var part: Part? = .rejects
    while let last = part, width(to: last) > columnCount {
      part = Part(rawValue: last.rawValue - 1)
    }
    return part
  }

  /// The width of the line without a bar up to `part`, in columns, which are bytes.
  private func width(to part: Part) -> Int {
    var width = 0
    ShortText.make {
      $0.append(Self.name)
      appendParts(.size, part, to: &$0)
    } use: {
      width = $0.byteCount
    }
    return width
  }

  private func appendParts(_ first: Part, _ last: Part, to text: inout OutputRawSpan) {
    var number = first.rawValue
    while number <= last.rawValue, let part = Part(rawValue: number) {
      append(part, to: &text)
      number += 1
    }
  }

  private func append(_ part: Part, to text: inout OutputRawSpan) {
    switch part {
    case .size: appendSize(to: &text)
    case .percentage: appendPercentage(to: &text)
    case .rate: appendRate(to: &text)
    case .timeLeft: appendTimeLeft(to: &text)
    case .jobs:
      text.append("  ")
      text.append(state.jobCount, isGrouped: isGrouped)
      text.append(state.jobCount == 1 ? " job" : " jobs")
    case .rejects:
      guard state.rejectedCount > 0 else { return }
      text.append("  ")
      text.append(state.rejectedCount, isGrouped: isGrouped)
      text.append(" rejected")
    }
  }

  private func appendSize(to text: inout OutputRawSpan) {
    let unit = DecimalUnit(for: total ?? state.byteCount)
    if isPadded, let total {
      text.append(spaces: unit.digitCount(of: total) - unit.digitCount(of: state.byteCount))
    }
    unit.append(state.byteCount, to: &text)
    if let total {
      text.append(" of ")
      unit.append(total, to: &text)
    }
    text.append(unit.suffix)
    if state.phase == .replaying { text.append(" read, making jobs now") }
  }

  private func appendPercentage(to text: inout OutputRawSpan) {
    guard let total else { return }
    let percentage = share(of: 100, total)
    text.append("  ")
    if isPadded { text.append(spaces: percentage < 10 ? 2 : percentage < 100 ? 1 : 0) }
    text.append(percentage)
    text.append(" %")
  }

  /// The part of `whole` that is done, cut to a whole number.
  private func share(of whole: Int, _ total: Int) -> Int {
    total.dividingFullWidth(state.byteCount.multipliedFullWidth(by: whole)).quotient
  }

  private func appendRate(to text: inout OutputRawSpan) {
    guard state.phase == .reading, state.milliseconds > 0, state.byteCount > 0 else { return }
    let rate = Double(state.byteCount) * 1000 / Double(state.milliseconds)
    let perSecond = Int(min(rate, 1e18))
    let unit = DecimalUnit(for: perSecond)
    text.append("  ")
    unit.append(perSecond, digitCount: 3, to: &text)
    text.append(unit.suffix)
    text.append("/s")
  }

  /// Appends the time left in seconds, rounded up, or in the two largest units; nothing if it is more than 99 days.
  private func appendTimeLeft(to text: inout OutputRawSpan) {
    guard let total, state.byteCount > 0 else { return }
    let rest = Double(total - state.byteCount) / Double(state.byteCount)
    let seconds = (rest * Double(state.milliseconds) / 1000).rounded(.up)
    guard seconds < 100 * 86400 else { return }
    let count = Int(seconds)
    text.append("  ")
    switch count {
    case ..<60:
      text.append(count)
      text.append(" s left")
    case ..<3600: appendTime(count / 60, " min ", count % 60, " s left", to: &text)
    case ..<86400: appendTime(count / 3600, " h ", count / 60 % 60, " min left", to: &text)
    default: appendTime(count / 86400, " d ", count / 3600 % 24, " h left", to: &text)
    }
  }

  private func appendTime(
    _ large: Int, _ largeUnit: String, _ small: Int, _ smallUnit: String,
    to text: inout OutputRawSpan
  ) {
    text.append(large)
    text.append(largeUnit)
    if small < 10 { text.append("0") }
    text.append(small)
    text.append(smallUnit)
  }

  /// Appends a bar of `width` columns: full blocks, one of eighths (U+2589 to U+258F), and spaces.
  private func appendBar(width: Int, hasEighths: Bool, to text: inout OutputRawSpan) {
    guard let total else { return }
    let eighths = share(of: 8 * width, total)
    var column = 0
    while column < width {
      let filled = min(8, eighths - 8 * column)
      if hasEighths {
        if filled > 0 { text.append(eighth: filled) } else { text.append(" ") }
      } else {
        text.append(filled == 8 ? "#" : ".")
      }
      column += 1
    }
  }
}
