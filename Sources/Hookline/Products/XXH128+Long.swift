// XXH128 of more than 240 bytes: "Large inputs" of the specification.

extension XXH128 {
  /// The eight accumulators, or eight words of the input or of the secret.
  ///
  /// The compiler decides how many of them the processor handles at a time, two or more.
  private typealias Words = SIMD8<UInt64>

  /// The number of bytes in a stripe: eight words, one for each accumulator.
  private static let stripe = 64

  /// The hash of more than 240 bytes.
  static func ofMany(_ bytes: Span<UInt8>, _ secret: Span<UInt8>) -> XXH128 {
    let count = bytes.count
    let block = (secret.count - stripe) / 8 * stripe
    var sums = Words(
      Prime.of32.2, Prime.of64.0, Prime.of64.1, Prime.of64.2,
      Prime.of64.3, Prime.of32.1, Prime.of64.4, Prime.of32.0)
    // The last 64 bytes are a stripe of their own, so at least one byte must remain for it after whole blocks and stripes.
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

  /// Accumulates the stripes in `extent`, at most a block; for each, the secret is used from eight bytes further on.
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

  /// Accumulates the stripe at `offset`, with the 64 bytes of the secret at `key`.
  @inline(__always)
  private static func accumulate(
    _ sums: inout Words, _ bytes: Span<UInt8>, at offset: Int, _ secret: Span<UInt8>, at key: Int
  ) {
    let words = bytes.eightWords(at: offset)
    let keyed = words ^ secret.eightWords(at: key)
    let swapped = Words(
      words[1], words[0], words[3], words[2], words[5], words[4], words[7], words[6])
    // A product of 32-bit halves, written so that it compiles to one instruction for two words or more.
    sums &+= swapped &+ (keyed & 0xFFFF_FFFF) &* (keyed &>> 32)
  }

  /// Scrambles the accumulators after each block of stripes.
  @inline(__always)
  private static func scramble(_ sums: inout Words, _ secret: Span<UInt8>) {
    let keyed = sums ^ sums &>> 47 ^ secret.eightWords(at: secret.count - stripe)
    sums = keyed &* Prime.of32.0
  }

  /// One half of the hash, from all accumulators.
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
  /// The 64 bytes at `offset` as little-endian numbers; they must be inside the span.
  ///
  /// The bounds are checked only once, and the eight loads become vector loads.
  @inline(__always)
  fileprivate func eightWords(at offset: Int) -> SIMD8<UInt64> {
    let bytes = extracting(offset..<offset + 64)
    return SIMD8(
      bytes.word(at: 0), bytes.word(at: 8), bytes.word(at: 16), bytes.word(at: 24),
      bytes.word(at: 32), bytes.word(at: 40), bytes.word(at: 48), bytes.word(at: 56))
  }
}
