/// How often something occurred, and in which line first.
struct Occurrences: Equatable, Sendable {
  /// How often.
  private(set) var count = 0
  /// The number of the first line, as it was counted; 0 where there was none.
  private(set) var firstLine = 0

  /// Counts one in line `line`; lines come in order.
  mutating func note(line: Int) {
    if count == 0 { firstLine = line }
    count += 1
  }

  /// Adds those of lines that came later and have numbers there that are `base` less.
  mutating func add(_ later: Occurrences, linesFrom base: Int) {
    if count == 0, later.count > 0 { firstLine = base + later.firstLine }
    count += later.count
  }
}
