/// How often something occurred, and on which line first.
struct Occurrences: Equatable, Sendable {
  /// How often it occurred.
  private(set) var count = 0
  /// The number that was passed for the first line; 0 if there was none.
  private(set) var firstLine = 0

  /// Counts `more` occurrences, at least one, on line `line`, which must not be before the last one.
  mutating func note(_ more: Int = 1, line: Int) {
    if count == 0 { firstLine = line }
    count += more
  }

  /// Adds occurrences on later lines, whose numbers in `later` are less by `base`.
  mutating func add(_ later: Occurrences, linesFrom base: Int) {
    if count == 0, later.count > 0 { firstLine = base + later.firstLine }
    count += later.count
  }
}
