extension [Int] {
  /// The index of the first element for which `belongsAfter` holds, or the count if there is none; it must hold for all
  /// elements that follow one for which it holds.
  ///
  /// - Complexity: O(log count).
  func partitioningIndex(where belongsAfter: (Int) -> Bool) -> Int {
    var range = 0..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        belongsAfter(self[middle])
        ? range.lowerBound..<middle : middle + 1..<range.upperBound
    }
    return range.lowerBound
  }
}
