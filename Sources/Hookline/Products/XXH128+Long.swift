// XXH128 of more than 240 bytes: "Large inputs" of the specification.

extension XXH128 {
  /// The eight accumulators, or as many words of the input or of the secret.
  ///
  /// A processor takes two of them at a time, or more: what it has is the compiler's business.
  private typealias Words = SIMD8<UInt64>

  /// How many bytes one stripe has, which are eight words, one for each accumulator.
  private static let stripe = 64

  /// The hash of more than 240 bytes.
  static func ofMany(_ bytes: Span<UInt8>, _ secret: Span<UInt8>) -> XXH128 {
    let count = bytes.count
    let block = (secret.count - stripe) / 8 * stripe
    var sums = Words(
      Prime.of32.2, Prime.of64.0, Prime.of64.1, Prime.of64.2,
      Prime.of64.3, Prime.of32.1, Prime.of64.4, Prime.of32.0)
    // The last stripe is taken on its own, so that a byte at least remains for it behind whole blocks and stripes.
    var start = 0
    while start + block < count {
      accumulate(&sums, bytes, in: start..<start + block, secret)
      scramble(&sums, secret)
      start += block
    }
    accumulate(&sums, bytes, in: start..<start + (count - 1 - start) / stripe * stripe, secret)
    accumulate(&sums, bytes, at: count - stripe, secret, at: secret.count - stripe - 7)
    return XXH128(
      high: merged(
        sums, secret, at: secret.count - stripe - 11, from: ~(UInt64(count) &* Prime.of64.1)),
      low: merged(sums, secret, at: 11, from: UInt64(count) &* Prime.of64.0))
  }

  /// Takes in the stripes in `extent`, at most a block, each with the secret from eight bytes further on.
  @inline(__always)
  private static func accumulate(
    _ sums: inout Words, _ bytes: Span<UInt8>, in extent: Range<Int>, _ secret: Span<UInt8>
  ) {
    var (offset, key) = (extent.lowerBound, 0)
    while offset < extent.upperBound {
      accumulate(&sums, bytes, at: offset, secret, at: key)
      offset += stripe
      key += 8
    }
  }

  /// Takes in the stripe at `offset`, with the 64 bytes of the secret at `key`.
  @inline(__always)
  private static func accumulate(
    _ sums: inout Words, _ bytes: Span<UInt8>, at offset: Int, _ secret: Span<UInt8>, at key: Int
  ) {
    let words = bytes.eightWords(at: offset)
    let keyed = words ^ secret.eightWords(at: key)
    let swapped = Words(
      words[1], words[0], words[3], words[2], words[5], words[4], words[7], words[6])
    // A product of halves, so written that it becomes one instruction for two words.
    sums &+= swapped &+ (keyed & 0xFFFF_FFFF) &* (keyed &>> 32)
  }

  /// Spreads what the accumulators hold, behind each block of stripes.
  @inline(__always)
  private static func scramble(_ sums: inout Words, _ secret: Span<UInt8>) {
    let keyed = sums ^ sums &>> 47 ^ secret.eightWords(at: secret.count - stripe)
    sums = keyed &* Prime.of32.0
  }

  /// One half of the hash, of all accumulators.
  private static func merged(
    _ sums: Words, _ secret: Span<UInt8>, at key: Int, from start: UInt64
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

extension Span<UInt8> {
  /// The 64 bytes at `offset` as little-endian numbers; they must lie inside the span.
  ///
  /// That they do is checked once, and the eight loads become those of vectors.
  @inline(__always)
  fileprivate func eightWords(at offset: Int) -> SIMD8<UInt64> {
    let bytes = extracting(offset..<offset + 64)
    return SIMD8(
      bytes.word(at: 0), bytes.word(at: 8), bytes.word(at: 16), bytes.word(at: 24),
      bytes.word(at: 32), bytes.word(at: 40), bytes.word(at: 48), bytes.word(at: 56))
  }
}
