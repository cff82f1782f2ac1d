import Invariants
import JSONScanning
import SampleData
import Testing

/// Plain characters of strings are skipped eight bytes at a time, as a slow reference skips them one at a time.
@Suite struct PlainCharactersTests {
  /// Plain bytes that are close to bytes that are not, in value or in one bit.
  private static let plain: [UInt8] = [0x20, 0x21, 0x23, 0x5B, 0x5D, 0x61, 0x7E, 0x7F]
  /// Bytes that are not plain: the first and last of each kind, and some one bit away from others.
  private static let others: [UInt8] = [0x00, 0x01, 0x02, 0x1F, 0x22, 0x5C, 0x80, 0xA2, 0xDC, 0xFF]

  /// Byte by byte: plain is ASCII from the space on, except the quote and the backslash.
  private static func reference(_ bytes: [UInt8], from start: Int) -> Int {
    bytes[start...].firstIndex { !(0x20...0x7F ~= $0) || $0 == 0x22 || $0 == 0x5C } ?? bytes.count
  }

  /// Whether both agree on `bytes`; if they do not, a failure is recorded.
  private static func agree(on bytes: [UInt8], from start: Int = 0, _ remark: String = "") -> Bool {
    let end = bytes.span.endOfPlainCharacters(from: start)
    let expected = reference(bytes, from: start)
    if end == expected { return true }
    #expect(end == expected, "\(MarkedText.notation(of: bytes)) from \(start) \(remark)")
    return false
  }

  /// Each byte at each place in up to three words of one plain byte, from the start or, for some bytes, from halfway.
  @Test(arguments: plain)
  func plainCharactersEndCorrectlyForEveryByte(among plain: UInt8) {
    for byte in UInt8.min...UInt8.max {
      for count in 1...17 {
        var bytes = Array(repeating: plain, count: count)
        for place in 0..<count {
          bytes[place] = byte
          guard Self.agree(on: bytes, from: byte & 7 < 2 ? place / 2 : 0) else { return }
          bytes[place] = plain
        }
      }
    }
  }

  /// A byte must not hide the one after it, or be taken for it.
  @Test func plainCharactersEndCorrectlyForEveryPair() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let bytes = [0x61, first, second, 0x61, 0x61, 0x61, 0x61, 0x61]
        guard Self.agree(on: bytes) else { return }
      }
    }
  }

  @Test func plainCharactersMayReachTheEnd() {
    for count in 0...24 {
      let bytes = Array(repeating: UInt8(0x61), count: count)
      for start in 0...count { #expect(bytes.span.endOfPlainCharacters(from: start) == count) }
    }
  }

  /// To rerun a seed that was printed, paste it into the list.
  @Test(arguments: [1, UInt64.random(in: .min ... .max)])
  func plainCharactersEndCorrectlyInRandomBytes(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20_000 {
      let share = Int.random(in: 1...40, using: &generator)
      let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
        let isOther = Int.random(in: 0..<share, using: &generator) == 0
        let kind = isOther ? Self.others : Self.plain
        return kind.randomElement(using: &generator) ?? 0
      }
      let start = Int.random(in: 0...bytes.count, using: &generator)
      guard Self.agree(on: bytes, from: start, "seed \(seed)") else { return }
    }
  }

  /// What is allowed in a string, and what is not, at every distance from its start and from the end of the text.
  @Test func stringsAreJudgedTheSameAtEveryPlace() {
    let pieces = [
      "", "‹00›", "‹1F›", "‹7F›", #"\n"#, #"\\"#, #"\""#, #"\x"#, #"\"#, #"\u00e9"#, #"\u00g9"#,
      #"\u"#, "é", "€", "😀", "‹80›", "‹C2›", "‹E2 82›", "‹ED A0 80›", "‹F0 9F 98›", "‹FF›",
    ].map { MarkedText($0).bytes }
    for piece in pieces {
      for before in 0...17 {
        for after in 0...17 {
          let head = [0x22] + Array(repeating: UInt8(0x61), count: before) + piece
          let text = head + Array(repeating: UInt8(0x62), count: after)
          for text in [text, text + [0x22], text + [0x22, 0x20]] {
            let verdict = Verdict(scanning: text)
            let expected = ReferenceParser.judge(text).verdict
            guard verdict == expected else {
              #expect(verdict == expected, "\(MarkedText.notation(of: text))")
              return
            }
          }
        }
      }
    }
  }
}
