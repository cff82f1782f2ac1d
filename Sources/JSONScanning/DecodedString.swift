/// The characters of a scanned string in UTF-8, with escapes decoded one at a time.
///
/// It holds offsets, not bytes: each call must be passed the text in which the string was scanned.
public struct DecodedString: Sendable {
  /// The bytes between the quotes.
  @usableFromInline let content: Range<Int>
  @usableFromInline let hasEscapes: Bool

  /// The string in `extent`, which includes both quotes and was scanned without a fault.
  @inlinable public init(_ extent: Range<Int>, hasEscapes: Bool) {
    content = extent.lowerBound + 1..<extent.upperBound - 1
    self.hasEscapes = hasEscapes
  }

  /// The string that is the value of `member`, or `nil` if the value is of another kind.
  @inlinable public init?(_ member: SelectedMembers.Member) {
    guard member.kind == .string else { return nil }
    self.init(member.extent, hasEscapes: member.hasEscapes)
  }

  /// The extent of the bytes between the quotes, or `nil` if there are escapes to decode.
  @inlinable public var plainExtent: Range<Int>? {
    hasEscapes ? nil : content
  }

  /// Whether the string is exactly `bytes`.
  ///
  /// - Complexity: O(`bytes.count`).
  public func equals(_ bytes: [UInt8], in text: Span<UInt8>) -> Bool {
    if !hasEscapes, content.count != bytes.count { return false }
    var position = 0
    return forEachByte(in: text) { byte in
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
      return true
    } && position == bytes.count
  }

  /// The string's bytes, or `nil` if there are more than `limit`.
  ///
  /// A lone surrogate escape, which UTF-8 cannot encode, becomes U+FFFD.
  ///
  /// - Complexity: O(`limit`).
  public func bytes(in text: Span<UInt8>, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(limit, content.count))
    let isWhole = forEachByte(in: text) { byte in
      guard bytes.count < limit else { return false }
      bytes.append(byte)
      return true
    }
    return isWhole ? bytes : nil
  }

  /// Calls `body` with each of the string's bytes in order until it returns `false`.
  ///
  /// A lone surrogate escape is passed as U+FFFD, the replacement character.
  ///
  /// - Returns: Whether `body` never returned `false`.
  /// - Complexity: O(length of the string).
  public func forEachByte(in text: Span<UInt8>, _ body: (UInt8) -> Bool) -> Bool {
    var offset = content.lowerBound
    while offset < content.upperBound {
      let byte = text[offset]
      guard byte == ASCII.backslash else {
        guard body(byte) else { return false }
        offset += 1
        continue
      }
      let character = escapedCharacter(at: &offset, in: text)
      for byte in String(character).utf8 {
        guard body(byte) else { return false }
      }
    }
    return true
  }

  /// Decodes the escape at `offset` and moves `offset` past it; a surrogate pair is one character.
  private func escapedCharacter(at offset: inout Int, in text: Span<UInt8>) -> Unicode.Scalar {
    let letter = text[offset + 1]
    guard letter == ASCII.lowerU else {
      offset += 2
      switch letter {
      case ASCII.lowerB: return "\u{8}"
      case ASCII.lowerF: return "\u{C}"
      case ASCII.lowerN: return "\n"
      case ASCII.lowerR: return "\r"
      case ASCII.lowerT: return "\t"
      default: return Unicode.Scalar(letter)
      }
    }
    let first = codeUnit(at: offset, in: text)
    offset += 6
    guard UTF16.isLeadSurrogate(first), offset + 6 <= content.upperBound,
      text[offset] == ASCII.backslash, text[offset + 1] == ASCII.lowerU
    else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    let second = codeUnit(at: offset, in: text)
    guard UTF16.isTrailSurrogate(second) else { return "\u{FFFD}" }
    offset += 6
    return UTF16.decode(UTF16.EncodedScalar([first, second]))
  }

  /// The value of the four digits of the `\u` escape at `offset`.
  private func codeUnit(at offset: Int, in text: Span<UInt8>) -> UInt16 {
    var unit: UInt16 = 0
    for index in offset + 2..<offset + 6 {
      unit = unit << 4 | UInt16(ASCII.hexValue(text[index]) ?? 0)
    }
    return unit
  }
}
