extension [Int] {
  /// The index of the first element of which `belongsBehind` holds, in an array in which it holds of all that
  /// follow; the count where there is none.
  ///
  /// - Complexity: O(log count).
  func partitioningIndex(where belongsBehind: (Int) -> Bool) -> Int {
    var range = 0..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        belongsBehind(self[middle])
        ? range.lowerBound..<middle : middle + 1..<range.upperBound
    }
    return range.lowerBound
  }
}
