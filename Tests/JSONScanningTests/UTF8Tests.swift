import Invariants
import JSONScanning
import SampleData
import Testing

/// Every sequence of up to three bytes in a string, and random ones of four, judged as The Unicode Standard says.
///
/// A release build takes all sequences of three bytes, a debug build a sample. The testing library records a backtrace of each
/// error thrown, 2 µs for each of 16 million; without that all take half a second:
/// `SWT_SWIFT_ERROR_BACKTRACING_ENABLED=0 swift test -c release --filter UTF8Tests`.
@Suite struct UTF8Tests {
  /// The bytes at the boundaries of the ranges in table 3-7, and those with a meaning in JSON.
  static let borders: [UInt8] = [
    0x00, 0x1F, 0x20, 0x22, 0x2F, 0x30, 0x41, 0x5C, 0x62, 0x75, 0x7F, 0x80, 0x81, 0x8F, 0x90, 0x9F,
    0xA0, 0xA2, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3,
    0xF4, 0xF5, 0xF7, 0xF8, 0xFC, 0xFE, 0xFF,
  ]

  @Test func oneAndTwoByteSequencesAreJudgedByTheStandard() {
    var judge = Judge()
    for first in UInt8.min...UInt8.max {
      judge.compare([0x22, first, 0x22])
      judge.compare([0x22, first])
      for second in UInt8.min...UInt8.max {
        judge.compare([0x22, first, second, 0x22])
        judge.compare([0x22, first, second])
        judge.compare([0x22, 0x61, first, second, 0x62, 0x22])
      }
    }
    judge.expectAgreement(among: 197_120, accepting: 9_000)
  }

  @Test func threeByteSequencesAreJudgedByTheStandard() {
    var judge = Judge()
    #if DEBUG
      let others = Self.borders
    #else
      let others = Array(UInt8.min...UInt8.max)
    #endif
    var text: [UInt8] = [0x22, 0, 0, 0, 0x22]
    for first in UInt8.min...UInt8.max {
      text[1] = first
      for second in others {
        text[2] = second
        for third in others {
          text[3] = third
          judge.compare(text)
        }
      }
    }
    judge.expectAgreement(among: 256 * others.count * others.count, accepting: 9_000)
  }

  /// To rerun a seed that was printed, paste it into the list.
  @Test(arguments: [1, UInt64.random(in: .min ... .max)])
  func fourByteSequencesAreJudgedByTheStandard(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var judge = Judge()
    for _ in 0..<20_000 {
      // Mostly lead bytes of four-byte sequences and continuation bytes; others rarely make a sequence.
      var bytes = [UInt8.random(in: 0xEE...0xF6, using: &generator)]
      for _ in 0..<3 {
        let isAny = Int.random(in: 0..<8, using: &generator) == 0
        bytes.append(.random(in: isAny ? 0...0xFF : 0x7F...0xC0, using: &generator))
      }
      judge.compare([0x22] + bytes + [0x22])
      judge.compare([0x22, 0xC3, 0xA9] + bytes + [0x22])
      judge.compare([0x22] + bytes)
    }
    judge.expectAgreement(among: 60_000, accepting: 5_000, "seed \(seed)")
  }

  /// The reference itself, compared with what the standard library accepts as UTF-8 and where it stops.
  @Test func utf8ReferenceAgreesWithTheStandardLibrary() {
    let reference = ReferenceUTF8()
    func check(_ bytes: [UInt8]) {
      let offset = reference.illFormedOffset(of: bytes)
      let isRight =
        offset == Self.illFormedOffset(of: bytes)
        && (offset == nil) == (String(validating: bytes, as: UTF8.self) != nil)
      if !isRight { Issue.record("\(MarkedText.notation(of: bytes))") }
    }
    for first in UInt8.min...UInt8.max {
      check([first])
      for second in UInt8.min...UInt8.max { check([first, second]) }
      for second in Self.borders {
        for third in Self.borders { check([first, second, third]) }
      }
    }
    for first in UInt8(0xF0)...0xF5 {
      for second in Self.borders {
        for third in Self.borders {
          for fourth: UInt8 in [0x22, 0x7F, 0x80, 0xBF, 0xC0] {
            check([first, second, third, fourth])
          }
        }
      }
    }
    #expect(reference.illFormedOffset(of: Array("aé€😀".utf8)) == nil)
    #expect(reference.illFormedOffset(of: Array("aé€😀".utf8.dropLast())) == 6)
  }

  /// The offset of the first ill-formed sequence that the standard library's parser finds, or `nil`.
  private static func illFormedOffset(of bytes: [UInt8]) -> Int? {
    var parser = Unicode.UTF8.ForwardParser()
    var input = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &input) {
      case .valid(let sequence): offset += sequence.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }
}

extension UTF8Tests {
  /// Compares the scanner with the reference, text by text, and keeps the first disagreement.
  private struct Judge {
    private let reference = ReferenceUTF8()
    private let selection = MemberSelection([])
    private var members = SelectedMembers(for: MemberSelection([]))
    private var count = 0
    private var acceptedCount = 0
    private var disagreement: (text: [UInt8], scanner: Verdict, reference: Verdict)?

    mutating func compare(_ text: [UInt8]) {
      let expected = reference.verdict(onString: text)
      let found = Verdict(scanning: text.span, selecting: selection, into: &members)
      count += 1
      if case .accepted = expected { acceptedCount += 1 }
      if found != expected, disagreement == nil { disagreement = (text, found, expected) }
    }

    /// Expects `count` texts without a disagreement, of which at least `least`, but not all, were accepted.
    func expectAgreement(among count: Int, accepting least: Int, _ remark: String = "") {
      #expect(self.count == count)
      #expect(least..<count ~= acceptedCount)
      guard let (text, scanner, reference) = disagreement else { return }
      Issue.record(
        "\(MarkedText.notation(of: text)): scanner \(scanner), reference \(reference) \(remark)")
    }
  }
}
