// The scanner's only loop over more than one byte at a time: over the plain characters of strings, which are most of a text.

extension Span<UInt8> {
  /// The offset of the first byte at or after `start` that is not plain in a string, or `count` if there is none.
  ///
  /// Plain bytes are those that ``ASCII/isPlainInString(_:)`` accepts.
  ///
  /// - Complexity: O(bytes passed).
  @inline(__always)
  package func endOfPlainCharacters(from start: Int) -> Int {
    var offset = start
    while offset <= count - 8 {
      let marks = Self.marksOfSpecialCharacters(in: word(at: offset))
      if marks != 0 { return offset + marks.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < count, ASCII.isPlainInString(self[offset]) { offset += 1 }
    return offset
  }

  /// The highest bit of the first byte of `word` that is not plain, set as a mark, or 0 if all are plain.
  ///
  /// No byte before it is marked; marks after it mean nothing.
  @inline(__always)
  private static func marksOfSpecialCharacters(in word: UInt64) -> UInt64 {
    // For an ASCII byte, a subtraction sets the highest bit if it goes below zero. It then borrows from the next byte, which
    // may be marked although it is plain, but never before the first mark.
    let each: UInt64 = 0x0101_0101_0101_0101
    // With bit 0x02 flipped, the bytes below 0x21 are the control characters, as before, and the quote, which becomes 0x20; the
    // space becomes 0x22.
    let controlsAndQuotes = (word ^ 0x02 &* each) &- 0x21 &* each
    let backslashes = (word ^ 0x5C &* each) &- each
    return (controlsAndQuotes | backslashes | word) & (0x80 &* each)
  }
}
