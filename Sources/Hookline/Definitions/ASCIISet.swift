/// A set of ASCII characters, one bit each, so that looking up a byte needs no branch and no table in memory.
struct ASCIISet: Sendable {
  private let low: UInt64
  private let high: UInt64

  /// The set of `characters`, which must all be ASCII.
  init(_ characters: String) {
    var (low, high): (UInt64, UInt64) = (0, 0)
    for byte in characters.utf8 {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }
    (self.low, self.high) = (low, high)
  }

  /// Whether `byte` is one of the characters.
  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    byte < 0x80 && (byte < 64 ? low : high) &>> UInt64(byte & 63) & 1 == 1
  }

  /// The offset of the first byte from `start` on that is one of the characters, or `bytes.count` if none is.
  ///
  /// - Complexity: O(bytes passed).
  func first(in bytes: Span<UInt8>, from start: Int) -> Int {
    var offset = start
    while offset < bytes.count, !contains(bytes[offset]) { offset += 1 }
    return offset
  }

  /// The offset of the first byte from `start` on that is not one of the characters, or `bytes.count` if all are.
  ///
  /// - Complexity: O(bytes passed).
  func firstOther(in bytes: Span<UInt8>, from start: Int = 0) -> Int {
    var offset = start
    while offset < bytes.count, contains(bytes[offset]) { offset += 1 }
    return offset
  }
}
