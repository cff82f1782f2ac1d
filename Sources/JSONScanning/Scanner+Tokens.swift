// The tokens between and around values: brackets, names, colons and commas; and how a fault is made.

extension Scanner {
  /// The byte at ``offset``, or 0 at the end of the text.
  ///
  /// A NUL byte cannot continue a text either, so the grammar needs no separate case for the end; the two are distinguished
  /// only when a fault is made.
  @inline(__always)
  func nextByte(in text: Span<UInt8>) -> UInt8 {
    offset < text.count ? text[offset] : 0
  }

  /// The fault of the byte at ``offset``, or of the text's end there.
  ///
  /// A byte that cannot begin a UTF-8 sequence is ill-formed everywhere; one that can is, outside a string, a character that
  /// the grammar does not allow there.
  func fault(expected expectation: ScanFault.Expectation, in text: Span<UInt8>) -> ScanFault {
    let expectation = expectation == .value && followsComma ? .valueAfterComma : expectation
    guard offset < text.count else {
      return ScanFault(at: offset, expected: expectation, isAtEnd: true)
    }
    if forbidsCarriageReturns, text[offset] == ASCII.carriageReturn, expectation.isBetweenTokens {
      return ScanFault(at: offset, expected: .noCarriageReturn)
    }
    let isSequenceStart = text[offset] < 0x80 || UTF8Sequence(lead: text[offset]) != nil
    return ScanFault(at: offset, expected: isSequenceStart ? expectation : .wellFormedUTF8)
  }

  /// Passes the bracket at ``offset``, which is inside `depth` others, and the white space after it.
  @inline(__always)
  mutating func scanOpeningBracket(in text: Span<UInt8>, depth: Int) throws(ScanFault) {
    guard depth < Self.maximumDepth else { throw fault(expected: .lessDepth, in: text) }
    offset += 1
    followsComma = false
    skipWhitespace(in: text)
  }

  /// Scans the member name at ``offset``, and returns whether it has escapes.
  @inline(__always)
  mutating func scanName(
    in text: Span<UInt8>, expected expectation: ScanFault.Expectation
  ) throws(ScanFault) -> Bool {
    guard nextByte(in: text) == ASCII.quote else { throw fault(expected: expectation, in: text) }
    return try scanString(in: text)
  }

  /// Passes the colon after a name, and the white space around it.
  @inline(__always)
  mutating func scanColon(in text: Span<UInt8>) throws(ScanFault) {
    skipWhitespace(in: text)
    guard nextByte(in: text) == ASCII.colon else { throw fault(expected: .colon, in: text) }
    offset += 1
    followsComma = false
    skipWhitespace(in: text)
  }

  /// Passes the comma or the closing bracket after a value, with the white space before it and, for a comma, after it.
  ///
  /// - Returns: Whether it is a comma, so that another member or element must follow.
  @inline(__always)
  mutating func scanSeparator(
    in text: Span<UInt8>, closing bracket: UInt8, expected expectation: ScanFault.Expectation
  ) throws(ScanFault) -> Bool {
    skipWhitespace(in: text)
    let byte = nextByte(in: text)
    guard byte == ASCII.comma || byte == bracket else {
      throw fault(expected: expectation, in: text)
    }
    offset += 1
    followsComma = byte == ASCII.comma
    guard followsComma else { return false }
    skipWhitespace(in: text)
    return true
  }
}
