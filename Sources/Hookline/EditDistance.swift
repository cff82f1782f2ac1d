extension [UInt8] {
  /// How many bytes have to be inserted, left out or replaced, at least, to make these bytes `other`.
  ///
  /// The distance of V. I. Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966.
  ///
  /// - Complexity: O(`count` * `other.count`).
  package func editDistance(to other: [UInt8]) -> Int {
    // One row of the table at a time: the distances from what was passed of these bytes to each prefix of the other.
    var row = [Int](0...other.count)
    for (index, byte) in enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, otherByte) in other.enumerated() {
        let replaced = diagonal + (byte == otherByte ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = Swift.min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[other.count]
  }
}
