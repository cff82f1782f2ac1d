// The elements of an array, one at a time.

extension Scanner {
  /// Calls `body` at each element of the array at ``offset``; where something else stands there, once, at it.
  ///
  /// `body` is given the scanner and how many arrays are open, and must scan one value.
  ///
  /// - Throws: The first fault, left to right, or what `body` throws.
  /// - Complexity: O(length of the value), as far as it is not `body`'s.
  public mutating func scanElements(
    in text: Span<UInt8>, _ body: (inout Scanner, Int) throws(ScanFault) -> Void
  ) throws(ScanFault) {
    guard nextByte(in: text) == ASCII.leftBracket else { return try body(&self, 0) }
    try scanOpeningBracket(in: text, depth: 0)
    guard nextByte(in: text) != ASCII.rightBracket else {
      offset += 1
      return
    }
    repeat {
      try body(&self, 1)
    } while try scanSeparator(in: text, closing: ASCII.rightBracket, expected: .nextElement)
  }
}
