// Strings: RFC 8259, section 7, in strict UTF-8.

extension Scanner {
  /// Scans the string whose opening quote is at ``offset``, and moves past its closing quote.
  ///
  /// A lone surrogate escape is grammatical (RFC 8259, section 8.2) and is accepted.
  ///
  /// - Returns: Whether the string has escapes.
  /// - Throws: The first fault, left to right.
  /// - Complexity: O(length of the string).
  mutating func scanString(in text: Span<UInt8>) throws(ScanFault) -> Bool {
    var hasEscapes = false
    offset += 1
    while true {
      offset = text.endOfPlainCharacters(from: offset)
      switch nextByte(in: text) {
      case ASCII.quote:
        offset += 1
        return hasEscapes
      case ASCII.backslash:
        hasEscapes = true
        try scanEscape(in: text)
      case 0x80...:
        try scanSequence(in: text)
      default:
        let isAtEnd = offset == text.count
        throw fault(expected: isAtEnd ? .closingQuote : .noControlCharacter, in: text)
      }
    }
  }

  /// Scans the escape whose backslash is at ``offset``.
  @inline(__always)
  private mutating func scanEscape(in text: Span<UInt8>) throws(ScanFault) {
    offset += 1
    switch nextByte(in: text) {
    case ASCII.quote, ASCII.backslash, ASCII.slash, ASCII.lowerB, ASCII.lowerF, ASCII.lowerN,
      ASCII.lowerR, ASCII.lowerT:
      offset += 1
    case ASCII.lowerU:
      offset += 1
      for _ in 0..<4 {
        guard ASCII.hexValue(nextByte(in: text)) != nil else {
          throw fault(expected: .hexDigit, in: text)
        }
        offset += 1
      }
    default:
      throw fault(expected: .escape, in: text)
    }
  }

  /// Scans the UTF-8 sequence of two to four bytes at ``offset``; a fault is at its first byte, even if the text ends inside
  /// it.
  @inline(__always)
  private mutating func scanSequence(in text: Span<UInt8>) throws(ScanFault) {
    guard let count = UTF8Sequence.count(at: offset, in: text) else {
      throw ScanFault(at: offset, expected: .wellFormedUTF8)
    }
    offset += count
  }
}

/// What the first byte of a UTF-8 sequence of more than one byte says about the rest.
///
/// The rows are those of The Unicode Standard, table 3-7: the second byte's range excludes overlong forms, surrogates and
/// numbers past U+10FFFF; all further bytes are 80..BF.
struct UTF8Sequence {
  /// How many bytes it has, the first included.
  let count: Int
  /// What its second byte may be.
  let second: ClosedRange<UInt8>

  /// How many bytes the well-formed sequence of two to four bytes at `offset` has, or `nil` if there is none.
  @inline(__always)
  static func count(at offset: Int, in text: Span<UInt8>) -> Int? {
    guard let sequence = UTF8Sequence(lead: text[offset]),
      sequence.count <= text.count - offset,
      sequence.second.contains(text[offset + 1])
    else { return nil }
    for index in 2..<sequence.count where text[offset + index] & 0xC0 != 0x80 { return nil }
    return sequence.count
  }

  /// `nil` if no well-formed sequence of two or more bytes begins with `lead`.
  @inline(__always)
  init?(lead: UInt8) {
    switch lead {
    case 0xC2...0xDF: (count, second) = (2, 0x80...0xBF)
    case 0xE0: (count, second) = (3, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE, 0xEF: (count, second) = (3, 0x80...0xBF)
    case 0xED: (count, second) = (3, 0x80...0x9F)
    case 0xF0: (count, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (count, second) = (4, 0x80...0xBF)
    case 0xF4: (count, second) = (4, 0x80...0x8F)
    default: return nil
    }
  }
}
