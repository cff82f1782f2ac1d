extension OutputSpan<UInt8> {
  /// Appends a copy of the bytes of `piece`, for which there must be room.
  ///
  /// - Complexity: O(`piece.count`).
  @inlinable @inline(__always)
  package mutating func append(copying piece: Span<UInt8>) {
    precondition(piece.count <= freeCapacity)
    // SAFETY: the precondition ensures that there is room for the piece after the initialized bytes, and exactly as many are
    // counted as initialized afterwards. A borrowed span cannot overlap what is being written.
    unsafe withUnsafeMutableBufferPointer { room, initializedCount in
      unsafe piece.withUnsafeBytes { piece in
        let free = unsafe UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(room)[initializedCount...])
        unsafe free.copyMemory(from: piece)
      }
      initializedCount += piece.count
    }
  }

  /// Appends the eight bytes of `word`, the lowest first; there must be room for them.
  @inlinable @inline(__always)
  package mutating func append(littleEndian word: UInt64) {
    precondition(freeCapacity >= 8)
    // SAFETY: the precondition ensures that there is room for eight bytes after the initialized ones, and as many are counted
    // as initialized afterwards.
    unsafe withUnsafeMutableBufferPointer { room, initializedCount in
      unsafe UnsafeMutableRawBufferPointer(room).storeBytes(
        of: word.littleEndian, toByteOffset: initializedCount, as: UInt64.self)
      initializedCount += 8
    }
  }
}
