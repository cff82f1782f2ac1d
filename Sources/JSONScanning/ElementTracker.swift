/// Finds the end of an array element whose bytes arrive in pieces and need not be well-formed.
///
/// An element ends at the first comma or `]` outside its strings and brackets. Whether its brackets match is left to the
/// ``Scanner``.
package struct ElementTracker: Sendable {
  private var depth = 0
  private var strings = StringTracker()

  /// A tracker at the start of an element.
  package init() {}

  /// Whether no bracket and no string is open.
  package var isClosed: Bool { depth == 0 && !strings.isInside }

  /// Moves `offset` to the end of the element, past the next line feed in it, or to the end of `bytes`, whichever comes first.
  ///
  /// - Returns: Whether the element ends at `offset`.
  /// - Complexity: O(bytes passed).
  package mutating func pass(to offset: inout Int, in bytes: Span<UInt8>) -> Bool {
    // Locals: properties and the caller's offset would be stored for each byte.
    var (index, depth, strings) = (offset, depth, strings)
    defer { (offset, self.depth, self.strings) = (index, depth, strings) }
    while index < bytes.count {
      let byte = bytes[index]
      if !strings.isInside {
        let closes = byte == ASCII.rightBracket || byte == ASCII.rightBrace
        if depth == 0, byte == ASCII.comma || byte == ASCII.rightBracket { return true }
        if closes, depth > 0 { depth -= 1 }
        if byte == ASCII.leftBrace || byte == ASCII.leftBracket { depth += 1 }
      }
      strings.pass(byte)
      index += 1
      if byte == ASCII.lineFeed { return false }
      if strings.isInside, !strings.isEscaped {
        index = bytes.endOfPlainCharacters(from: index)
      }
    }
    return false
  }
}
