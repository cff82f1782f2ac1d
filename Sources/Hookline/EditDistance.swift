extension [UInt8] {
  /// The least number of insertions, deletions, replacements and swaps of neighbours that turn these bytes into `other`.
  ///
  /// The optimal string alignment distance: F. J. Damerau, "A technique for computer detection and correction of spelling
  /// errors", 1964.
  ///
  /// - Complexity: O(`count` * `other.count`).
  package func editDistance(to other: [UInt8]) -> Int {
    // Rows of the table: the distances from the bytes read so far to each prefix of `other`.
    var (earlier, last) = ([Int](), [Int](0...other.count))
    for (index, byte) in enumerated() {
      var row = [index + 1]
      for (column, otherByte) in other.enumerated() {
        let replaced = last[column] + (byte == otherByte ? 0 : 1)
        var least = Swift.min(replaced, last[column + 1] + 1, row[column] + 1)
        if index > 0, column > 0, otherByte == self[index - 1], byte == other[column - 1] {
          least = Swift.min(least, earlier[column - 1] + 1)
        }
        row.append(least)
      }
      (earlier, last) = (last, row)
    }
    return last[other.count]
  }

  /// The index of the one of `words` that is nearest to these bytes, if at most a third of the letters of the longer one differ.
  ///
  /// - Complexity: O(`count` * bytes of the words that can be near).
  package func nearest(among words: some Sequence<[UInt8]>) -> Int? {
    var nearest: (index: Int, distance: Int)?
    for (index, word) in words.enumerated() {
      let limit = Swift.min(Swift.max(count, word.count) / 3, (nearest?.distance ?? .max) - 1)
      // Each letter more or less counts as one, so most words need not be compared.
      guard abs(count - word.count) <= limit else { continue }
      let distance = editDistance(to: word)
      if distance <= limit { nearest = (index, distance) }
    }
    return nearest?.index
  }
}
