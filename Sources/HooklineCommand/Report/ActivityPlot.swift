internal import Hookline

/// The plot of all events by time, stacked by type: at the bottom those that go to a webhook, above them, pale, the others.
///
/// A unit of the drawing is one event, so that the height of a bar is its number.
struct ActivityPlot {
  /// One bar: the events of a type in a column, and where it begins.
  private struct Bar {
    let column: Int
    let start: Int
    let count: Int
  }

  /// The columns of time.
  let columns: PlotColumns
  /// The numbers of each column, by type in the order of the page.
  private var numbers: [[Timeline.Numbers]]
  /// The number of events without a readable time.
  private(set) var untimedCount = 0

  /// The width of a column in the drawing, and that of its bar.
  private static let (width, barWidth) = (10, 8)
  /// The most labels below the plot.
  private static let labelCount = 8

  /// The plot of `timeline`.
  init(_ timeline: Timeline) {
    let buckets = timeline.buckets
    columns = PlotColumns(for: buckets.compactMap(\.start), knownTo: timeline.unit)
    numbers = Array(
      repeating: Array(repeating: .init(), count: EventType.shown.count),
      count: columns.numbers.count)
    for bucket in buckets {
      guard let start = bucket.start else {
        untimedCount += bucket.total.events
        continue
      }
      guard let place = columns.place(of: start) else { continue }
      for (row, type) in EventType.shown.enumerated() { numbers[place][row] += bucket[type] }
    }
  }

  /// Whether there is anything to draw.
  var isEmpty: Bool { numbers.isEmpty }

  /// The types that occur, in the order of the page.
  private var rows: [Int] {
    EventType.shown.indices.filter { row in numbers.contains { $0[row].events > 0 } }
  }

  /// The key, the drawing with its axes, and a table of the same numbers.
  var markup: Markup {
    let rows = rows
    let keys = rows.map { row -> Markup in
      let type = EventType.shown[row]
      return """
        <li><svg aria-hidden="true" viewBox="0 0 1 1"><rect width="1" height="1" class="\(type.style)"/></svg>\(type.plural)</li>
        """
    }
    let scale = Scale(for: numbers.map { $0.reduce(0) { $0 + $1.events } }.max() ?? 0)
    let ticks = scale.ticks.map { tick -> Markup in
      """
      <div class="y" style="bottom:\(Self.percent(tick, of: scale.end))"><span>\(NumberText.grouped(tick))</span></div>
      """
    }
    return """
      <p class="soft">Full colour: goes to at least one webhook. Pale: goes to none.</p>
      <ul class="key">\(keys)</ul>
      <div class="plot">\(ticks)\(drawing(scale, rows))\(labels)</div>
      \(table(rows))
      """
  }

  private func drawing(_ scale: Scale, _ rows: [Int]) -> Markup {
    let (full, pale) = bars(rows)
    let gaps = columns.numbers.indices.filter { columns.numbers[$0] == nil }.map {
      place -> Markup in
      """
      <rect x="\(place * Self.width + 4)" width="2" y="0" height="\(scale.end)" class="gap"><title>A longer time without events</title></rect>
      """
    }
    let total = numbers.reduce(0) { $0 + $1.reduce(0) { $0 + $1.events } }
    return """
      <svg role="img" aria-label="\(NumberText.groupedAmount(total, "event")) \(columns.unit.title); the numbers are in the table below" \
      preserveAspectRatio="none" viewBox="0 0 \(columns.slotCount * Self.width) \(scale.end)">\(gaps)\
      \(groups(full, rows, "", "to at least one webhook", scale))\(groups(pale, rows, " pale", "to none", scale))</svg>
      """
  }

  /// The bars of each type: those of the events that go to a webhook, and those of the others above them.
  private func bars(_ rows: [Int]) -> (full: [[Bar]], pale: [[Bar]]) {
    var (full, pale) = (rows.map { _ in [Bar]() }, rows.map { _ in [Bar]() })
    for column in numbers.indices {
      var top = 0
      for (place, row) in rows.enumerated() {
        let count = numbers[column][row].matched
        full[place].append(Bar(column: column, start: top, count: count))
        top += count
      }
      for (place, row) in rows.enumerated() {
        let count = numbers[column][row].events - numbers[column][row].matched
        pale[place].append(Bar(column: column, start: top, count: count))
        top += count
      }
    }
    return (full, pale)
  }

  private func groups(
    _ bars: [[Bar]], _ rows: [Int], _ style: String, _ fate: String, _ scale: Scale
  ) -> [Markup] {
    zip(bars, rows).map { bars, row in
      let type = EventType.shown[row]
      let rectangles = bars.filter { $0.count > 0 }.map { bar -> Markup in
        """
        <rect x="\(bar.column * Self.width + 1)" y="\(scale.end - bar.start - bar.count)" width="\(Self.barWidth)" \
        height="\(bar.count)"><title>\(columns.name(at: bar.column)): \(type.plural), \(NumberText.grouped(bar.count)) \(fate)</title></rect>
        """
      }
      return rectangles.isEmpty ? "" : "<g class=\"\(type.style + style)\">\(rectangles)</g>"
    }
  }

  /// The names of some columns, below the plot; if the columns are of several years, with each year once.
  private var labels: [Markup] {
    let (count, unit) = (columns.numbers.count, columns.unit)
    let step = max(1, (count + Self.labelCount - 1) / Self.labelCount)
    let years = Set(columns.numbers.compactMap { $0.flatMap(unit.yearWithoutName) })
    var lastYear: Int?
    return stride(from: 0, to: count, by: step).enumerated().map { index, place -> Markup in
      guard let number = columns.numbers[place] else { return "" }
      let year = years.count > 1 ? unit.yearWithoutName(of: number) : nil
      defer { lastYear = year ?? lastYear }
      let shown: Markup =
        if let year, year != lastYear { "<br/>\(NumberText.padded(year, 4))" } else { "" }
      return """
        <div class="x\(index % 2 == 1 ? " odd" : "")" style="left:\(Self.percent(2 * place + 1, of: 2 * columns.slotCount))">\
        \(unit.shortName(of: number))\(shown)</div>
        """
    }
  }

  private func table(_ rows: [Int]) -> Markup {
    let heads = rows.map { row -> Markup in
      "<th scope=\"col\" class=\"n\">\(EventType.shown[row].plural)</th>"
    }
    let lines = columns.numbers.indices.filter { columns.numbers[$0] != nil }.map {
      column -> Markup in
      let cells = rows.map { row -> Markup in
        let cell = numbers[column][row]
        return cell.events == 0
          ? "<td class=\"n\"></td>"
          : "<td class=\"n\">\(NumberText.grouped(cell.matched)) of \(NumberText.grouped(cell.events))</td>"
      }
      return "<tr><th scope=\"row\">\(columns.name(at: column))</th>\(cells)</tr>\n"
    }
    return """
      <details><summary>The same numbers as a table</summary>
      <div class="wide"><table><caption>How many of the events go to at least one webhook</caption>
      <thead><tr><th scope="col">Time (UTC)</th>\(heads)</tr></thead>
      <tbody>
      \(lines)</tbody></table></div></details>
      """
  }

  /// `part` of `whole` as a percentage with two decimals.
  private static func percent(_ part: Int, of whole: Int) -> String {
    let hundredths = whole == 0 ? 0 : Int((Double(part) / Double(whole) * 10_000).rounded())
    return "\(hundredths / 100).\(NumberText.padded(hundredths % 100, 2))%"
  }
}
