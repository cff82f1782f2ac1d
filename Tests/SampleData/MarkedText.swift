/// Bytes written legibly, with places in them pointed at, so that nobody counts offsets.
///
/// A text is written as it is, but for two things. `‹E2 82›` are raw bytes in hexadecimal: control
/// characters, white space that an eye or an editor would miss, and what is no UTF-8. The scalars
/// of ``markers`` are no part of the text: each marks the place of the byte behind it, or the end
/// of the text.
package struct MarkedText: Sendable {
  /// One place pointed at.
  package struct Mark: Equatable, Sendable {
    /// Which of the ``MarkedText/markers`` stood there.
    package let marker: Unicode.Scalar
    /// How many bytes of the text stand before it.
    package let offset: Int
  }

  /// What can mark a place.
  ///
  /// No text can have these, nor `‹` and `›`, otherwise than as raw bytes.
  package static let markers: Set<Unicode.Scalar> = [
    "✗", "⊘", "↧", "↵",  // where a judged text is faulty: see JudgedText
    "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧",  // whatever a test numbers
    "⟨", "⟩",  // where something begins and ends
  ]

  /// The text without its marks.
  package private(set) var bytes: [UInt8] = []

  /// The marks, from left to right.
  package private(set) var marks: [Mark] = []

  /// Reads `notation`; a mistake in it is one in the test that has it, and ends the process.
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

  /// The places that `marker` marks, from left to right.
  package func offsets(of marker: Unicode.Scalar) -> [Int] {
    marks.filter { $0.marker == marker }.map(\.offset)
  }

  /// The bytes that `digits` write: two hexadecimal digits each, a space between.
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
  /// How `bytes` are written in this notation, for messages and for pasting into a table.
  ///
  /// Everything but printable ASCII becomes raw bytes.
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
