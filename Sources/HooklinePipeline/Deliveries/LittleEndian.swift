// Numbers as they are kept in memory and in files of this process: eight bytes, the lowest first.

extension [UInt8] {
  /// Appends the eight bytes of `word`.
  mutating func append(littleEndian word: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }
}

extension Span<UInt8> {
  /// The number in the eight bytes at `offset`.
  func littleEndianWord(at offset: Int) -> UInt64 {
    (0..<8).reversed().reduce(0) { $0 << 8 | UInt64(self[offset + $1]) }
  }
}
