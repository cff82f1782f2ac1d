/// Makes bytes from files, names and arguments safe to show on a terminal.
package enum TerminalText {
  /// `bytes` as text, with everything escaped that could control a terminal or change the reading direction.
  ///
  /// Escaped, as `\xNN` or `\u{NNNN}`, are control characters, DEL and C1 (category Cc of the Unicode Standard), line
  /// and paragraph separators, the formatting characters of the Unicode Bidirectional Algorithm (UAX #9, section 2), and
  /// bytes that are not UTF-8.
  ///
  /// - Complexity: O(`bytes.count`).
  package static func escaped(_ bytes: [UInt8]) -> String {
    var text = ""
    var offset = 0
    var parser = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        let scalar = UTF8.decode(encoded)
        text += isHarmless(scalar) ? String(scalar) : escape(scalar)
        offset += encoded.count
      case .error(let length):
        text += bytes[offset..<offset + length].map { #"\x"# + hex($0) }.joined()
        offset += length
      case .emptyInput:
        return text
      }
    }
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: false
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
    case 0x2028, 0x2029: false
    default: true
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    scalar.value < 0x80
      ? #"\x"# + hex(UInt8(scalar.value)) : #"\u{"# + String(scalar.value, radix: 16) + "}"
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
  }
}
