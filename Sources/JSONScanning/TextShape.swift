// The outline of texts, without the grammar: where strings, lines and elements end. It is in this module because a loop that
// calls another module for each byte is several times slower.

extension Span<UInt8> {
  /// Whether one of the bytes is `byte`.
  ///
  /// - Complexity: O(bytes passed).
  package func contains(_ byte: UInt8) -> Bool { offset(of: byte, from: 0) < count }

  /// The offset of the first `byte` at or after `start`, or `count` if there is none.
  ///
  /// - Complexity: O(bytes passed).
  package func offset(of byte: UInt8, from start: Int) -> Int {
    var offset = start
    let each: UInt64 = 0x0101_0101_0101_0101
    while offset + 8 <= count {
      // Eight bytes at once: the lowest zero byte of the difference is the first to borrow (H. S. Warren, Hacker's Delight, 2nd
      // ed., section 6-1).
      let difference = word(at: offset) ^ (each &* UInt64(byte))
      let found = (difference &- each) & ~difference & (each &* 0x80)
      if found != 0 { return offset + found.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < count, self[offset] != byte { offset += 1 }
    return offset
  }

  /// The offset of the last `byte` in `extent`, which must be inside the span, or `nil` if there is none.
  ///
  /// - Complexity: O(bytes passed).
  package func lastOffset(of byte: UInt8, in extent: Range<Int>) -> Int? {
    var end = extent.upperBound
    let each: UInt64 = 0x0101_0101_0101_0101
    while end - extent.lowerBound >= 8 {
      // As above: whether there is one among eight.
      let difference = word(at: end - 8) ^ (each &* UInt64(byte))
      guard (difference &- each) & ~difference & (each &* 0x80) == 0 else { break }
      end -= 8
    }
    while end > extent.lowerBound, self[end - 1] != byte { end -= 1 }
    return end > extent.lowerBound ? end - 1 : nil
  }

  /// The offset of the first byte from `start` on that is not white space, or `count` if there is none.
  ///
  /// - Complexity: O(white space passed).
  @inline(__always)
  package func endOfWhitespace(from start: Int = 0) -> Int {
    var offset = start
    while offset < count, ASCII.isWhitespace(self[offset]) { offset += 1 }
    return offset
  }

  /// The extent of the bytes without the white space at both ends; empty if they are all white space.
  ///
  /// - Complexity: O(white space passed).
  @inline(__always)
  var extentWithoutWhitespace: Range<Int> {
    let start = endOfWhitespace()
    var end = count
    while end > start, ASCII.isWhitespace(self[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Whether all bytes are white space.
  ///
  /// - Complexity: O(bytes passed).
  var isBlank: Bool { indices.allSatisfy { ASCII.isWhitespace(self[$0]) } }

  /// Whether a line feed or a carriage return is among the bytes.
  ///
  /// - Complexity: O(`count`).
  package var hasLineBreak: Bool {
    var offset = 0
    let each: UInt64 = 0x0101_0101_0101_0101
    while offset + 8 <= count {
      // As above, for both at once.
      let lineFeeds = word(at: offset) ^ (each &* UInt64(ASCII.lineFeed))
      let returns = word(at: offset) ^ (each &* UInt64(ASCII.carriageReturn))
      let found = (lineFeeds &- each) & ~lineFeeds | (returns &- each) & ~returns
      if found & (each &* 0x80) != 0 { return true }
      offset += 8
    }
    while offset < count {
      if self[offset] == ASCII.lineFeed || self[offset] == ASCII.carriageReturn { return true }
      offset += 1
    }
    return false
  }

  /// The bytes, a well-formed text, without the white space between its tokens; strings are kept as they are.
  ///
  /// - Complexity: O(`count`).
  package func compacted() -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(count)
    var strings = StringTracker()
    for index in indices {
      let byte = self[index]
      if strings.isInside || !ASCII.isWhitespace(byte) { text.append(byte) }
      strings.pass(byte)
    }
    return text
  }
}

/// Distinguishes the bytes in strings from those between them, in a text that need not be well-formed.
///
/// A string ends with its line at the latest, since it cannot contain a line feed (RFC 8259, section 7): a missing quote
/// inverts what follows for one line, not for the rest of a file.
struct StringTracker: Sendable {
  /// Whether the next byte belongs to a string; its opening quote does not.
  private(set) var isInside = false
  /// Whether the next byte is escaped by a backslash.
  private(set) var isEscaped = false

  /// Passes the next byte.
  @inline(__always)
  mutating func pass(_ byte: UInt8) {
    if byte == ASCII.lineFeed {
      self = StringTracker()
    } else if isInside {
      isInside = isEscaped || byte != ASCII.quote
      isEscaped = byte == ASCII.backslash && !isEscaped
    } else {
      isInside = byte == ASCII.quote
    }
  }
}
