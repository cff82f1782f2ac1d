// The one loop of the scanner that takes more than a byte at a time: over what stands for itself in strings, which is most
// of a text.

extension Span<UInt8> {
  /// The offset of the first byte at or behind `start` that does not stand for itself in a string or is no whole
  /// character, or the count where there is none.
  ///
  /// That is the first for which ``ASCII/isPlainInString(_:)`` does not hold.
  ///
  /// - Complexity: O(bytes passed).
  @inline(__always)
  package func endOfPlainCharacters(from start: Int) -> Int {
    var offset = start
    while offset <= count - 8 {
      let marks = Self.marksOfOthers(in: word(at: offset))
      if marks != 0 { return offset + marks.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < count, ASCII.isPlainInString(self[offset]) { offset += 1 }
    return offset
  }

  /// A mark, the highest bit, for the first byte of `word` that is none of those, and 0 where all are.
  ///
  /// There is none before it; those behind it say nothing.
  @inline(__always)
  private static func marksOfOthers(in word: UInt64) -> UInt64 {
    // Of an ASCII byte, a subtraction sets the highest bit where it goes below zero. It then borrows from the byte
    // behind, which may be marked though it is plain, but never before the first mark.
    let each: UInt64 = 0x0101_0101_0101_0101
    // With bit 02 turned over, all that is less than 21 are the control characters, as before, and the quote: it becomes
    // 20, and the space 22.
    let controlsAndQuotes = (word ^ 0x02 &* each) &- 0x21 &* each
    let backslashes = (word ^ 0x5C &* each) &- each
    return (controlsAndQuotes | backslashes | word) & (0x80 &* each)
  }
}
