internal import JSONScanning

/// An ObjectId of the platform: twelve bytes, written as 24 hexadecimal digits.
///
/// Two spellings that differ in case are the same id.
public struct ObjectID: Hashable, Sendable {
  /// The number of digits of an ObjectId.
  public static let digitCount = 24

  /// What to write as the value of a member that must be one, as a fragment of messages.
  static let expectation = "an ObjectId, \(digitCount) hexadecimal digits in double quotes"

  /// The first eight bytes.
  let high: UInt64
  /// The last four bytes.
  let low: UInt32

  /// The id of these bytes, the first eight and the last four, each as a big-endian number.
  init(high: UInt64 = 0, low: UInt32 = 0) {
    self.high = high
    self.low = low
  }

  /// The id whose digits are `digits`, or `nil` if they are not 24 hexadecimal digits.
  public init?(_ digits: String) {
    var reader = DigitReader()
    guard digits.utf8.allSatisfy({ reader.take($0) }), let id = reader.id else { return nil }
    self = id
  }

  /// The id whose digits are the first 24 bytes of `text`, or `nil` if they are not hexadecimal digits; there must be at least
  /// 24 bytes.
  @inline(__always)
  init?(startOf text: Span<UInt8>) {
    let high = sixteenDigits(text.word(at: 0), text.word(at: 8))
    let low = eightDigits(text.word(at: 16))
    guard high.wrong | low.wrong == 0 else { return nil }
    self.init(high: high.value, low: low.value)
  }

  /// The id that is the value of `member` in `text`, or `nil` if the value is not an id.
  init?(_ member: SelectedMembers.Member, in text: Span<UInt8>) {
    guard let string = DecodedString(member) else { return nil }
    if let extent = string.plainExtent {
      guard extent.count == Self.digitCount else { return nil }
      self.init(startOf: text.extracting(extent))
      return
    }
    var reader = DigitReader()
    guard string.forEachByte(in: text, { reader.take($0) }), let id = reader.id else { return nil }
    self = id
  }
}

/// The number with the eight hexadecimal digits that are the bytes of the little-endian `word`; `wrong` is not 0 if a byte is
/// not a digit, and the number then means nothing.
///
/// All eight are converted at once, each in its own byte: the sum of a byte below 0x80 and one of at most 0x80 does not carry.
/// A byte of 0x80 or more is never taken for a digit, and if its sum carries, `wrong` is not 0 anyway.
@inline(__always)
func eightDigits(_ word: UInt64) -> (value: UInt32, wrong: UInt64) {
  let each: UInt64 = 0x0101_0101_0101_0101
  let high = each &* 0x80
  let small = word | each &* 0x20
  let isDigit = (word &+ each &* (0x80 - 0x30)) & ~(word &+ each &* (0x80 - 0x3A))
  let isLetter = (small &+ each &* (0x80 - 0x61)) & ~(small &+ each &* (0x80 - 0x67))
  let wrong = ~(isDigit | isLetter) & high
  var value = (word & (each &* 0xF)) &+ (isLetter & high) >> 7 &* 9
  value = (value << 4 | value >> 8) & 0x00FF_00FF_00FF_00FF
  value = (value | value >> 8) & 0x0000_FFFF_0000_FFFF
  return (UInt32(truncatingIfNeeded: value | value >> 16).byteSwapped, wrong)
}

/// The number with the sixteen hexadecimal digits that are the bytes of `first` and then of `second`, as ``eightDigits(_:)`` has it.
@inline(__always)
func sixteenDigits(_ first: UInt64, _ second: UInt64) -> (value: UInt64, wrong: UInt64) {
  let (first, second) = (eightDigits(first), eightDigits(second))
  return (UInt64(first.value) << 32 | UInt64(second.value), first.wrong | second.wrong)
}

/// Reads an ObjectId digit by digit.
private struct DigitReader {
  private var high: UInt64 = 0
  private var low: UInt64 = 0
  private var count = 0

  /// Takes the next character, and returns whether it is one of the 24 digits.
  @inline(__always)
  mutating func take(_ byte: UInt8) -> Bool {
    guard count < ObjectID.digitCount, let value = ASCII.hexValue(byte) else { return false }
    high = high << 4 | low >> 28 & 0xF
    low = low << 4 | UInt64(value)
    count += 1
    return true
  }

  /// The id, or `nil` until all digits were taken.
  var id: ObjectID? {
    guard count == ObjectID.digitCount else { return nil }
    return ObjectID(high: high, low: UInt32(truncatingIfNeeded: low))
  }
}

extension ObjectID: LosslessStringConvertible {
  /// The 24 digits, in lower case.
  public var description: String {
    let digits = digits
    return String(decoding: digits.span.indices.map { digits[$0] }, as: UTF8.self)
  }
}

extension ObjectID {
  /// The 24 digits, in lower case.
  var digits: InlineArray<24, UInt8> {
    let words = digitWords
    return InlineArray { index in
      UInt8(truncatingIfNeeded: words[index / 8] >> UInt64(8 * (index & 7)))
    }
  }

  /// The 24 digits, in lower case: the bytes of these words, from the lowest on.
  @inline(__always)
  var digitWords: InlineArray<3, UInt64> {
    [
      digitWord(UInt32(high >> 32)), digitWord(UInt32(truncatingIfNeeded: high)), digitWord(low),
    ]
  }
}

/// The eight digits of `value`, the first in the lowest byte: the inverse of ``eightDigits(_:)``.
@inline(__always)
private func digitWord(_ value: UInt32) -> UInt64 {
  let each: UInt64 = 0x0101_0101_0101_0101
  var nibbles = UInt64(value.byteSwapped)
  nibbles = (nibbles | nibbles << 16) & 0x0000_FFFF_0000_FFFF
  nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FF
  nibbles = (nibbles >> 4 | nibbles << 8) & (each &* 0xF)
  // 1 in each byte that is 10 or more, whose digit is a letter.
  let isLetter = (nibbles &+ each &* (0x80 - 10)) >> 7 & each
  return nibbles &+ each &* 0x30 &+ isLetter &* (0x61 - 0x30 - 10)
}
