// Writing a string, the other way round than scanning it.

extension [UInt8] {
  /// Appends `text`, which must be well-formed UTF-8, as a string of JSON (RFC 8259, section 7), quotes included.
  ///
  /// - Complexity: O(`text.count`).
  package mutating func appendQuoted(_ text: Span<UInt8>) {
    append(ASCII.quote)
    for index in text.indices {
      let byte = text[index]
      switch byte {
      case ASCII.quote, ASCII.backslash: self += [ASCII.backslash, byte]
      case ASCII.lineFeed: self += #"\n"#.utf8
      case ASCII.carriageReturn: self += #"\r"#.utf8
      case ASCII.tab: self += #"\t"#.utf8
      case 0..<ASCII.space:
        self += (byte < 0x10 ? #"\u000"# : #"\u00"#).utf8
        self += String(byte, radix: 16).utf8
      default: append(byte)
      }
    }
    append(ASCII.quote)
  }

  /// The same for a text at hand.
  package mutating func appendQuoted(_ text: String) {
    appendQuoted(Array(text.utf8).span)
  }

  /// Appends `bytes` as a string in base 64 (RFC 4648, section 4), quotes included.
  ///
  /// - Complexity: O(`bytes.count`).
  package mutating func appendBase64(_ bytes: Span<UInt8>) {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    append(ASCII.quote)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = Swift.min(3, bytes.count - start)
      var group: UInt32 = 0
      for index in 0..<3 { group = group << 8 | (index < count ? UInt32(bytes[start + index]) : 0) }
      for index in 0..<4 {
        append(
          index <= count ? digits[Int(group >> UInt32(18 - 6 * index) & 63)] : UInt8(ascii: "="))
      }
    }
    append(ASCII.quote)
  }
}

extension Span<UInt8> {
  /// Whether the bytes are well-formed UTF-8 (The Unicode Standard, table 3-7).
  ///
  /// - Complexity: O(`count`).
  package var isWellFormedUTF8: Bool {
    var offset = 0
    while offset < count {
      guard self[offset] >= 0x80 else {
        offset += 1
        continue
      }
      guard let length = UTF8Sequence.count(at: offset, in: self) else { return false }
      offset += length
    }
    return true
  }
}
