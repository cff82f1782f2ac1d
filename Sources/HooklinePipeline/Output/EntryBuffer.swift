/// Entries that wait to be written, one after the other.
struct EntryBuffer {
  /// The most bytes that can wait.
  private static let capacity = 1 << 20
  /// The size from which a piece is not worth a copy, and is written from where it is.
  private static let directSize = 64 << 10

  /// The first ``count`` bytes wait; the others are room for more.
  private(set) var bytes: [UInt8] = []
  /// How many bytes wait.
  private(set) var count = 0
  /// How many entries ended.
  private(set) var endedCount = 0
  /// How many bytes there are up to the end of the last of them.
  private(set) var endedLength = 0

  /// Whether a piece of `pieceCount` bytes is to be written from where it is.
  static func isDirect(_ pieceCount: Int) -> Bool { pieceCount >= directSize }

  /// Whether `pieceCount` more bytes can wait.
  func hasRoom(for pieceCount: Int) -> Bool { pieceCount <= Self.capacity - count }

  /// Whether all that waits must be written before a piece of `pieceCount` bytes.
  func mustBeWritten(before pieceCount: Int) -> Bool {
    !hasRoom(for: pieceCount) || Self.isDirect(pieceCount)
  }

  /// Appends a piece of the current entry, for which there must be room.
  mutating func append(_ piece: Span<UInt8>) {
    let offset = count
    count += piece.count
    if count > bytes.count { grow() }
    precondition(count <= bytes.count)
    // SAFETY: the piece ends at `count`, which is inside the array, and a borrowed span cannot be part of an array that
    // is being changed.
    unsafe bytes.withUnsafeMutableBytes { bytes in
      unsafe piece.withUnsafeBytes { piece in
        unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[offset...]).copyMemory(from: piece)
      }
    }
  }

  /// Ends the current entry, whose last byte was a line feed.
  mutating func endEntry() {
    endedCount += 1
    endedLength = count
  }

  /// Removes the part of the current entry that waits, and returns it.
  mutating func takePartialEntry() -> [UInt8] {
    defer { count = endedLength }
    return Array(bytes[endedLength..<count])
  }

  /// Removes everything, and keeps the room.
  mutating func clear() {
    (count, endedCount, endedLength) = (0, 0, 0)
  }

  /// Makes room, at first less than the capacity: a short run needs no more.
  private mutating func grow() {
    let size = min(Self.capacity, max(2 * count, Self.directSize))
    bytes += repeatElement(0, count: size - bytes.count)
  }
}
