internal import JSONScanning

/// An ObjectId of the platform: twelve bytes, written as 24 hexadecimal digits.
///
/// Two spellings that differ in case are the same id.
public struct ObjectID: Hashable, Sendable {
  /// How many digits write an ObjectId.
  public static let digitCount = 24

  /// The first eight bytes.
  let high: UInt64
  /// The last four bytes.
  let low: UInt32

  /// The id of these bytes, the first eight and the last four, each as a big-endian number.
  init(high: UInt64 = 0, low: UInt32 = 0) {
    self.high = high
    self.low = low
  }

  /// The id that `digits` write, or `nil` where they are not 24 hexadecimal digits.
  public init?(_ digits: String) {
    var reader = DigitReader()
    guard digits.utf8.allSatisfy({ reader.take($0) }), let id = reader.id else { return nil }
    self = id
  }

  /// The id that is the value of `member` of `text`, or `nil` where that is none.
  init?(_ member: SelectedMembers.Member, in text: Span<UInt8>) {
    guard let string = DecodedString(member) else { return nil }
    var reader = DigitReader()
    if let extent = string.plainExtent {
      guard extent.count == Self.digitCount else { return nil }
      for offset in extent { guard reader.take(text[offset]) else { return nil } }
    } else {
      guard string.forEachByte(in: text, { reader.take($0) }) else { return nil }
    }
    guard let id = reader.id else { return nil }
    self = id
  }
}

/// Reads an ObjectId digit by digit.
private struct DigitReader {
  private var high: UInt64 = 0
  private var low: UInt64 = 0
  private var count = 0

  /// Takes the next character, and tells whether it can be one of the digits.
  @inline(__always)
  mutating func take(_ byte: UInt8) -> Bool {
    guard count < ObjectID.digitCount, let value = ASCII.hexValue(byte) else { return false }
    high = high << 4 | low >> 28 & 0xF
    low = low << 4 | UInt64(value)
    count += 1
    return true
  }

  /// The id, once all digits were taken.
  var id: ObjectID? {
    guard count == ObjectID.digitCount else { return nil }
    return ObjectID(high: high, low: UInt32(truncatingIfNeeded: low))
  }
}

extension ObjectID: CustomStringConvertible {
  /// The 24 digits, in lower case.
  public var description: String {
    String(decoding: digits, as: UTF8.self)
  }

  /// The same as bytes.
  var digits: [UInt8] {
    (0..<Self.digitCount).map { place in
      let digit =
        place < 16
        ? UInt8(truncatingIfNeeded: high >> UInt64(4 * (15 - place))) & 0xF
        : UInt8(truncatingIfNeeded: low >> UInt32(4 * (23 - place))) & 0xF
      return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
  }
}
