internal import Glibc

extension Span<UInt8> {
  /// The offset of the first `byte` in `extent`, which must be inside the span, or `nil`; the C function is `memchr`.
  ///
  /// - Complexity: O(`extent.count`).
  package func offset(of byte: UInt8, in extent: Range<Int>) -> Int? {
    let searched = extracting(extent)
    // SAFETY: the system reads at most the bytes of a span, which are borrowed for the call, and the pointer that
    // it returns points into them.
    return unsafe searched.withUnsafeBytes { searched in
      guard let start = searched.baseAddress,
        let found = unsafe memchr(start, Int32(byte), searched.count)
      else { return nil }
      return unsafe extent.lowerBound + (UnsafeRawPointer(found) - start)
    }
  }
}
