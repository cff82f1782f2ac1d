internal import JSONScanning
internal import ScanKernels

// XXH128 of more than 240 bytes: "Large inputs" of the specification.

extension XXH128 {
  /// The eight accumulators, or eight words of the input or of the secret.
  ///
  /// The compiler decides how many of them the processor handles at a time, two or more.
  private typealias Words = SIMD8<UInt64>

  /// The number of bytes in a stripe: eight words, one for each accumulator.
  private static let stripe = 64

  /// The hash of more than 240 bytes, which `kernel` reads.
  static func ofMany(
    _ bytes: Span<UInt8>, _ secret: Span<UInt8>, _ kernel: ScanKernel
  ) -> XXH128 {
    var sums = Words(
      Prime.of32.2, Prime.of64.0, Prime.of64.1, Prime.of64.2,
      Prime.of64.3, Prime.of32.1, Prime.of64.4, Prime.of32.0)
    if kernel == .scalar {
      accumulate(&sums, bytes, secret)
    } else {
      accumulateWithAVX2(&sums, bytes, secret)
    }
    let count = UInt64(bytes.count)
    return XXH128(
      high: merged(
        sums, secret, at: secret.count - stripe - 11, from: ~(count &* Prime.of64.1)),
      low: merged(sums, secret, at: 11, from: count &* Prime.of64.0))
  }

  /// Accumulates all bytes, on any processor.
  private static func accumulate(
    _ sums: inout Words, _ bytes: Span<UInt8>, _ secret: Span<UInt8>
  ) {
    let count = bytes.count
    let block = (secret.count - stripe) / 8 * stripe
    // The last 64 bytes are a stripe of their own, so at least one byte must remain for it after whole blocks and stripes.
    var start = 0
    while start + block < count {
      accumulate(&sums, bytes, in: start..<start + block, secret)
      scramble(&sums, secret)
      start += block
    }
    accumulate(&sums, bytes, in: start..<start + (count - 1 - start) / stripe * stripe, secret)
    accumulate(&sums, bytes, at: count - stripe, secret, at: secret.count - stripe - 7)
  }

  /// Accumulates all bytes, on a processor with AVX2.
  private static func accumulateWithAVX2(
    _ sums: inout Words, _ bytes: Span<UInt8>, _ secret: Span<UInt8>
  ) {
    var words = xxh3_accumulators(
      words: (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7]))
    // SAFETY: the kernel reads the bytes of two spans, which are borrowed for the call, and changes a local.
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe secret.withUnsafeBufferPointer { secret in
        unsafe xxh3_accumulate(
          &words, bytes.baseAddress, bytes.count, secret.baseAddress, secret.count)
      }
    }
    let all = words.words
    sums = Words(all.0, all.1, all.2, all.3, all.4, all.5, all.6, all.7)
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
