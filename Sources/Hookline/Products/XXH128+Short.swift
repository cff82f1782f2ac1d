internal import JSONScanning

// XXH128 of up to 240 bytes: "Small inputs" and "Medium inputs" of the specification.

extension XXH128 {
  /// The hash of no bytes.
  static func ofNothing(_ secret: Span<UInt8>) -> XXH128 {
    XXH128(
      high: avalanche64(secret.word(at: 80) ^ secret.word(at: 88)),
      low: avalanche64(secret.word(at: 64) ^ secret.word(at: 72)))
  }

  /// The hash of 1 to 3 bytes.
  static func ofUpTo3(_ bytes: Span<UInt8>, _ secret: Span<UInt8>) -> XXH128 {
    let count = bytes.count
    let combined =
      UInt32(bytes[count - 1]) | UInt32(count) << 8 | UInt32(bytes[0]) << 16
      | UInt32(bytes[count >> 1]) << 24
    let swapped = combined.byteSwapped
    let rotated = swapped << 13 | swapped >> 19
    return XXH128(
      high: avalanche64((secret.halfWord(at: 8) ^ secret.halfWord(at: 12)) ^ UInt64(rotated)),
      low: avalanche64((secret.halfWord(at: 0) ^ secret.halfWord(at: 4)) ^ UInt64(combined)))
  }

  /// The hash of 4 to 8 bytes.
  static func ofUpTo8(_ bytes: Span<UInt8>, _ secret: Span<UInt8>) -> XXH128 {
    let count = bytes.count
    let combined = bytes.halfWord(at: 0) | bytes.halfWord(at: count - 4) << 32
    let keyed = (secret.word(at: 16) ^ secret.word(at: 24)) ^ combined
    var (high, low) = keyed.multipliedFullWidth(by: Prime.of64.0 &+ UInt64(count) << 2)
    high &+= low << 1
    low ^= high >> 3
    low ^= low >> 35
    low &*= Prime.mix2
    low ^= low >> 28
    return XXH128(high: avalanche(high), low: low)
  }

  /// The hash of 9 to 16 bytes.
  static func ofUpTo16(_ bytes: Span<UInt8>, _ secret: Span<UInt8>) -> XXH128 {
    let count = bytes.count
    let first = bytes.word(at: 0)
    let last = bytes.word(at: count - 8)
    let keyed = first ^ last ^ secret.word(at: 32) ^ secret.word(at: 40)
    var (high, low) = keyed.multipliedFullWidth(by: Prime.of64.0)
    low &+= UInt64(count - 1) << 54
    let flipped = last ^ secret.word(at: 48) ^ secret.word(at: 56)
    high &+= flipped &+ (flipped & 0xFFFF_FFFF) &* (Prime.of32.1 - 1)
    low ^= high.byteSwapped
    let product = low.multipliedFullWidth(by: Prime.of64.1)
    return XXH128(
      high: avalanche(product.high &+ high &* Prime.of64.1), low: avalanche(product.low))
  }

  /// The hash of 17 to 128 bytes, taken in pairs of 16 bytes from both ends, the innermost pair first.
  static func ofUpTo128(_ bytes: Span<UInt8>, _ secret: Span<UInt8>) -> XXH128 {
    let count = bytes.count
    var sums = MediumSums(count: count)
    for round in stride(from: (count - 1) / 32, through: 0, by: -1) {
      sums.mix(
        bytes, at: 16 * round, and: count - 16 * (round + 1), secret, at: 32 * round)
    }
    return sums.hash(ofCount: count)
  }

  /// The hash of 129 to 240 bytes.
  static func ofUpTo240(_ bytes: Span<UInt8>, _ secret: Span<UInt8>) -> XXH128 {
    let count = bytes.count
    var sums = MediumSums(count: count)
    for offset in stride(from: 0, to: 128, by: 32) {
      sums.mix(bytes, at: offset, and: offset + 16, secret, at: offset)
    }
    sums.avalanche()
    for offset in stride(from: 128, through: count - 32, by: 32) {
      sums.mix(bytes, at: offset, and: offset + 16, secret, at: 3 + offset - 128)
    }
    sums.mix(bytes, at: count - 16, and: count - 32, secret, at: 103)
    return sums.hash(ofCount: count)
  }

  /// `XXH3_avalanche`.
  static func avalanche(_ value: UInt64) -> UInt64 {
    var value = value ^ value >> 37
    value &*= Prime.mix1
    return value ^ value >> 32
  }

  /// `XXH64_avalanche`.
  private static func avalanche64(_ value: UInt64) -> UInt64 {
    var value = value ^ value >> 33
    value &*= Prime.of64.1
    value ^= value >> 29
    value &*= Prime.of64.2
    return value ^ value >> 32
  }
}

/// The two accumulators of an input of 17 to 240 bytes.
private struct MediumSums {
  private var low: UInt64
  private var high: UInt64 = 0

  /// The accumulators before anything is mixed in.
  init(count: Int) {
    low = UInt64(count) &* Prime.of64.0
  }

  /// Mixes in the 16 bytes at each of the two offsets, with the 32 bytes of the secret at `key`.
  mutating func mix(
    _ bytes: Span<UInt8>, at first: Int, and second: Int, _ secret: Span<UInt8>, at key: Int
  ) {
    low &+= foldedProduct(
      bytes.word(at: first) ^ secret.word(at: key),
      bytes.word(at: first + 8) ^ secret.word(at: key + 8))
    low ^= bytes.word(at: second) &+ bytes.word(at: second + 8)
    high &+= foldedProduct(
      bytes.word(at: second) ^ secret.word(at: key + 16),
      bytes.word(at: second + 8) ^ secret.word(at: key + 24))
    high ^= bytes.word(at: first) &+ bytes.word(at: first + 8)
  }

  /// Applies `XXH3_avalanche` to both accumulators.
  mutating func avalanche() {
    low = XXH128.avalanche(low)
    high = XXH128.avalanche(high)
  }

  /// The hash, after everything was mixed in.
  func hash(ofCount count: Int) -> XXH128 {
    let mixed =
      low &* Prime.of64.0 &+ high &* Prime.of64.3 &+ UInt64(count) &* Prime.of64.1
    return XXH128(high: 0 &- XXH128.avalanche(mixed), low: XXH128.avalanche(low &+ high))
  }
}
