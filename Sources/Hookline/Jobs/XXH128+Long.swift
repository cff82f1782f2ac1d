// XXH128 of more than 240 bytes: "Large inputs" of the specification.

extension XXH128 {
  /// How many bytes one stripe has, which are eight words, one for each accumulator.
  private static let stripe = 64

  /// The hash of more than 240 bytes.
  static func ofMany(_ bytes: Span<UInt8>, _ secret: Span<UInt8>) -> XXH128 {
    let count = bytes.count
    let stripesPerBlock = (secret.count - stripe) / 8
    var sums: InlineArray<8, UInt64> = [
      Prime.of32.2, Prime.of64.0, Prime.of64.1, Prime.of64.2,
      Prime.of64.3, Prime.of32.1, Prime.of64.4, Prime.of32.0,
    ]
    // The last stripe is taken on its own, so that a whole one remains for it.
    for index in 0..<(count - 1) / stripe {
      let inBlock = index % stripesPerBlock
      accumulate(&sums, bytes, at: index * stripe, secret, at: 8 * inBlock)
      if inBlock == stripesPerBlock - 1 { scramble(&sums, secret) }
    }
    accumulate(&sums, bytes, at: count - stripe, secret, at: secret.count - stripe - 7)
    return XXH128(
      high: merged(
        sums, secret, at: secret.count - stripe - 11, from: ~(UInt64(count) &* Prime.of64.1)),
      low: merged(sums, secret, at: 11, from: UInt64(count) &* Prime.of64.0))
  }

  /// Takes in the stripe at `offset`, with the 64 bytes of the secret at `key`.
  @inline(__always)
  private static func accumulate(
    _ sums: inout InlineArray<8, UInt64>, _ bytes: Span<UInt8>, at offset: Int,
    _ secret: Span<UInt8>, at key: Int
  ) {
    for lane in 0..<8 {
      let word = bytes.word(at: offset + 8 * lane)
      let keyed = word ^ secret.word(at: key + 8 * lane)
      sums[lane ^ 1] &+= word
      sums[lane] &+= (keyed & 0xFFFF_FFFF) &* (keyed >> 32)
    }
  }

  /// Spreads what the accumulators hold, behind each block of stripes.
  private static func scramble(_ sums: inout InlineArray<8, UInt64>, _ secret: Span<UInt8>) {
    for lane in 0..<8 {
      sums[lane] ^= sums[lane] >> 47
      sums[lane] ^= secret.word(at: secret.count - stripe + 8 * lane)
      sums[lane] &*= Prime.of32.0
    }
  }

  /// One half of the hash, of all accumulators.
  private static func merged(
    _ sums: InlineArray<8, UInt64>, _ secret: Span<UInt8>, at key: Int, from start: UInt64
  ) -> UInt64 {
    var result = start
    for pair in 0..<4 {
      result &+= foldedProduct(
        sums[2 * pair] ^ secret.word(at: key + 16 * pair),
        sums[2 * pair + 1] ^ secret.word(at: key + 16 * pair + 8))
    }
    return avalanche(result)
  }
}
