// Numbers as XXH3 reads them: little-endian, at any offset.

extension Span<UInt8> {
  /// The four bytes at `offset` as a number; they must be inside the span.
  @inline(__always)
  func halfWord(at offset: Int) -> UInt64 {
    // SAFETY: the load traps unless all four bytes are inside the span, bytes have no padding, and every pattern of them is a
    // UInt32.
    unsafe UInt64(
      UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}
