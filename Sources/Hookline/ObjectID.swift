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
    let bytes = Array(digits.utf8)
    self.init(in: bytes.span, at: 0..<bytes.count)
  }

  /// The id that the bytes of `text` in `extent` write, or `nil` where they are not 24 hexadecimal digits.
  init?(in text: Span<UInt8>, at extent: Range<Int>) {
    guard extent.count == Self.digitCount else { return nil }
    var high: UInt64 = 0
    var low: UInt64 = 0
    for offset in extent {
      guard let value = ASCII.hexValue(text[offset]) else { return nil }
      high = high << 4 | low >> 28 & 0xF
      low = low << 4 | UInt64(value)
    }
    self.high = high
    self.low = UInt32(truncatingIfNeeded: low)
  }

  /// The id that is the value of `member` of `text`, or `nil` where that is none.
  init?(_ member: SelectedMembers.Member, in text: Span<UInt8>) {
    guard let string = DecodedString(member) else { return nil }
    if let extent = string.plainExtent {
      self.init(in: text, at: extent)
    } else if let digits = string.bytes(in: text, limit: Self.digitCount) {
      self.init(in: digits.span, at: 0..<digits.count)
    } else {
      return nil
    }
  }
}

extension ObjectID: CustomStringConvertible {
  /// The 24 digits, in lower case.
  public var description: String {
    let digits = String(high, radix: 16)
    let last = String(low, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
      + String(repeating: "0", count: 8 - last.count) + last
  }
}
