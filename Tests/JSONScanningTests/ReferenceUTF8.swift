import Invariants
import SampleData

/// The Unicode Standard, table 3-7, as printed: the well-formed byte sequences of UTF-8.
///
/// It shares no code with the scanner; ``UTF8Tests`` compare it with the standard library.
struct ReferenceUTF8 {
  /// The rows of the table: in each, the ranges of the first, second, third and fourth byte.
  static let rows: [[ClosedRange<UInt8>]] = [
    [0x00...0x7F],
    [0xC2...0xDF, 0x80...0xBF],
    [0xE0...0xE0, 0xA0...0xBF, 0x80...0xBF],
    [0xE1...0xEC, 0x80...0xBF, 0x80...0xBF],
    [0xED...0xED, 0x80...0x9F, 0x80...0xBF],
    [0xEE...0xEF, 0x80...0xBF, 0x80...0xBF],
    [0xF0...0xF0, 0x90...0xBF, 0x80...0xBF, 0x80...0xBF],
    [0xF1...0xF3, 0x80...0xBF, 0x80...0xBF, 0x80...0xBF],
    [0xF4...0xF4, 0x80...0x8F, 0x80...0xBF, 0x80...0xBF],
  ]

  private static let escapeLetters = Array(#""\/bfnrt"#.utf8)
  private static let hexDigits = Array("0123456789abcdefABCDEF".utf8)
  private static let whitespace: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]

  /// For each first byte, the number of bytes in its row, or 0 if there is none.
  private let countOfLead: [Int]

  /// For each first byte, the ranges of its row, filled up to four.
  private let rangesOfLead: [ClosedRange<UInt8>]

  init() {
    let rows = (UInt8.min...UInt8.max).map { byte in
      Self.rows.first { $0[0].contains(byte) } ?? []
    }
    countOfLead = rows.map(\.count)
    rangesOfLead = rows.flatMap { $0 + Array(repeating: 0...0, count: 4 - $0.count) }
  }

  /// The number of bytes of the well-formed sequence at `offset`, or 0 if there is none.
  func sequenceCount(at offset: Int, of bytes: [UInt8]) -> Int {
    let lead = Int(bytes[offset])
    let count = countOfLead[lead]
    guard count <= bytes.count - offset else { return 0 }
    for index in 0..<count where !rangesOfLead[4 * lead + index].contains(bytes[offset + index]) {
      return 0
    }
    return count
  }

  /// The offset of the first ill-formed sequence in `bytes`, or `nil` if there is none.
  func illFormedOffset(of bytes: [UInt8]) -> Int? {
    var offset = 0
    while offset < bytes.count {
      let count = sequenceCount(at: offset, of: bytes)
      if count == 0 { return offset }
      offset += count
    }
    return nil
  }

  /// The verdict on `text`, whose first byte must be a quote.
  ///
  /// Of JSON it knows only what concerns a string: the closing quote and what may follow it, control characters, and escapes.
  func verdict(onString text: [UInt8]) -> Verdict {
    var offset = 1
    while offset < text.count, text[offset] != 0x22 {
      let count = sequenceCount(at: offset, of: text)
      if count == 0 { return .fault(.invalidUTF8, at: offset) }
      if text[offset] < 0x20 { return .fault(.invalidJSON, at: offset) }
      offset += count
      guard text[offset - count] == 0x5C else { continue }
      // An escape is one letter, or `u` and four hexadecimal digits.
      guard offset < text.count else { return .fault(.invalidJSON, at: offset) }
      let letter = text[offset]
      if letter != 0x75 {
        guard Self.escapeLetters.contains(letter) else { return fault(at: offset, of: text) }
        offset += 1
        continue
      }
      for digit in 1...4 {
        guard offset + digit < text.count else { return .fault(.invalidJSON, at: text.count) }
        guard Self.hexDigits.contains(text[offset + digit]) else {
          return fault(at: offset + digit, of: text)
        }
      }
      offset += 5
    }
    guard offset < text.count else { return .fault(.invalidJSON, at: offset) }
    let end = offset + 1
    for offset in end..<text.count where !Self.whitespace.contains(text[offset]) {
      return fault(at: offset, of: text)
    }
    return .accepted(0..<end)
  }

  /// The fault at a byte that JSON does not allow there.
  private func fault(at offset: Int, of text: [UInt8]) -> Verdict {
    .fault(countOfLead[Int(text[offset])] == 0 ? .invalidUTF8 : .invalidJSON, at: offset)
  }
}
