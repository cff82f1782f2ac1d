internal import HooklineSystem

/// Sorted runs, the one with the oldest try first: a binary heap, as in Knuth's section 5.2.3.
struct RunHeap: Sendable {
  private var runs: [SortedRun] = []

  /// The oldest try, or `nil` if none is left.
  var first: FailedTry? { runs.first?.first }

  /// Inserts `run`, unless it is empty.
  ///
  /// - Complexity: O(log n) for n runs.
  mutating func insert(_ run: SortedRun) {
    guard run.first != nil else { return }
    runs.append(run)
    var place = runs.count - 1
    while place > 0, isBefore(place, (place - 1) / 2) {
      runs.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Removes the oldest try, which there must be.
  ///
  /// - Throws: Why the file of its run cannot be read.
  mutating func removeFirst() throws(SystemError) {
    try runs[0].removeFirst()
    if runs[0].first == nil {
      runs.swapAt(0, runs.count - 1)
      runs.removeLast()
    }
    var place = 0
    while true {
      var child = 2 * place + 1
      if child + 1 < runs.count, isBefore(child + 1, child) { child += 1 }
      guard child < runs.count, isBefore(child, place) else { return }
      runs.swapAt(place, child)
      place = child
    }
  }

  private func isBefore(_ place: Int, _ other: Int) -> Bool {
    guard let first = runs[place].first, let second = runs[other].first else { return false }
    return first < second
  }
}
