/// Bytes in a legible notation with marked places, so that no test has to count offsets.
///
/// A text is written as it is, with two exceptions. `‹E2 82›` are raw bytes in hexadecimal: for control characters, white space
/// that is easily missed, and ill-formed UTF-8. The scalars in ``markers`` are not part of the text: each marks the byte after
/// it, or the end of the text.
package struct MarkedText: Sendable {
  /// One marked place.
  package struct Mark: Equatable, Sendable {
    /// The scalar that marks it, one of ``MarkedText/markers``.
    package let marker: Unicode.Scalar
    /// The number of bytes of the text before it.
    package let offset: Int
  }

  /// The scalars that can mark a place.
  ///
  /// A text can contain these, and `‹` and `›`, only as raw bytes.
  package static let markers: Set<Unicode.Scalar> = [
    "✗", "⊘", "↧", "↵",  // where a judged text is faulty: see JudgedText
    "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧",  // whatever a test numbers
    "⟨", "⟩",  // where something begins and ends
  ]

  /// The text without its marks.
  package private(set) var bytes: [UInt8] = []

  /// The marks, from left to right.
  package private(set) var marks: [Mark] = []

  /// The bytes and marks that `notation` describes; a mistake in it ends the process.
  package init(_ notation: String) {
    var scalars = notation.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      switch scalar {
      case "‹":
        var digits = ""
        while let digit = scalars.next(), digit != "›" { digits.unicodeScalars.append(digit) }
        bytes += Self.rawBytes(digits)
      case "›":
        preconditionFailure("a › without its ‹ in \(notation)")
      case _ where Self.markers.contains(scalar):
        marks.append(Mark(marker: scalar, offset: bytes.count))
      default:
        bytes += Array(String(scalar).utf8)
      }
    }
  }

  /// The offsets that `marker` marks, from left to right.
  package func offsets(of marker: Unicode.Scalar) -> [Int] {
    marks.filter { $0.marker == marker }.map(\.offset)
  }

  /// The bytes in `digits`: two hexadecimal digits for each, separated by one space.
  private static func rawBytes(_ digits: String) -> [UInt8] {
    digits.split(separator: " ", omittingEmptySubsequences: false).map { pair in
      guard pair.utf8.count == 2, let byte = UInt8(pair, radix: 16) else {
        preconditionFailure("‹\(digits)› does not write bytes")
      }
      return byte
    }
  }
}

extension MarkedText {
  /// `bytes` in this notation, for messages and for pasting into a table.
  ///
  /// Everything except printable ASCII becomes raw bytes.
  package static func notation(of bytes: some Sequence<UInt8>) -> String {
    var notation = ""
    var raw: [String] = []
    for byte in bytes {
      if 0x20..<0x7F ~= byte {
        notation += joined(raw)
        raw = []
        notation.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        raw.append((byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true))
      }
    }
    return notation + joined(raw)
  }

  private static func joined(_ raw: [String]) -> String {
    raw.isEmpty ? "" : "‹\(raw.joined(separator: " "))›"
  }
}
