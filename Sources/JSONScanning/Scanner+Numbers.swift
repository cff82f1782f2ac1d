// Numbers and literals: RFC 8259, sections 6 and 3.

extension Scanner {
  /// Scans the number at ``offset``: a sign, digits without a leading zero, a fraction, an exponent.
  ///
  /// What may follow a number is left to the caller, so `12x` is scanned up to the `x`.
  mutating func scanNumber(in text: Span<UInt8>) throws(ScanFault) {
    if nextByte(in: text) == ASCII.minus { offset += 1 }
    if nextByte(in: text) == ASCII.zero {
      offset += 1
      guard !ASCII.isDigit(nextByte(in: text)) else {
        throw fault(expected: .noLeadingZero, in: text)
      }
    } else {
      try scanDigits(in: text)
    }
    if nextByte(in: text) == ASCII.period {
      offset += 1
      try scanDigits(in: text)
    }
    if nextByte(in: text) | ASCII.caseBit == ASCII.lowerE {
      offset += 1
      let sign = nextByte(in: text)
      if sign == ASCII.plus || sign == ASCII.minus { offset += 1 }
      try scanDigits(in: text)
    }
  }

  /// Scans one or more digits.
  private mutating func scanDigits(in text: Span<UInt8>) throws(ScanFault) {
    guard ASCII.isDigit(nextByte(in: text)) else { throw fault(expected: .digit, in: text) }
    repeat { offset += 1 } while ASCII.isDigit(nextByte(in: text))
  }

  /// Scans `true`, `false` or `null`, depending on the letter at ``offset``, which must begin one of them.
  mutating func scanLiteral(in text: Span<UInt8>) throws(ScanFault) {
    switch nextByte(in: text) {
    case ASCII.lowerT: try scan([ASCII.lowerT, ASCII.lowerR, ASCII.lowerU, ASCII.lowerE], in: text)
    case ASCII.lowerN: try scan([ASCII.lowerN, ASCII.lowerU, ASCII.lowerL, ASCII.lowerL], in: text)
    default:
      // Skips the "f": then four letters are left, as in the other two.
      offset += 1
      try scan([ASCII.lowerA, ASCII.lowerL, ASCII.lowerS, ASCII.lowerE], in: text)
    }
  }

  /// Scans exactly `letters`.
  private mutating func scan(
    _ letters: InlineArray<4, UInt8>, in text: Span<UInt8>
  ) throws(ScanFault) {
    for index in letters.indices {
      guard nextByte(in: text) == letters[index] else { throw fault(expected: .literal, in: text) }
      offset += 1
    }
  }
}
