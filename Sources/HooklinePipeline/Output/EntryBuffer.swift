internal import Hookline

/// Entries that wait to be written, one after the other.
struct EntryBuffer {
  /// The most bytes that can wait.
  private static let capacity = 1 << 20
  /// The size from which a piece is not worth a copy, and is written from where it is.
  private static let directSize = 64 << 10

  /// The bytes that wait.
  private(set) var bytes: [UInt8] = []
  /// How many entries ended.
  private(set) var endedCount = 0
  /// How many bytes there are up to the end of the last of them.
  private(set) var endedLength = 0

  /// Whether a piece of `pieceCount` bytes is to be written from where it is.
  static func isDirect(_ pieceCount: Int) -> Bool { pieceCount >= directSize }

  /// Whether `pieceCount` more bytes can wait.
  func hasRoom(for pieceCount: Int) -> Bool { pieceCount <= Self.capacity - bytes.count }

  /// Whether all that waits must be written before a piece of `pieceCount` bytes.
  func mustBeWritten(before pieceCount: Int) -> Bool {
    !hasRoom(for: pieceCount) || Self.isDirect(pieceCount)
  }

  /// Appends a piece of the current entry, for which there must be room.
  mutating func append(_ piece: Span<UInt8>) {
    append(piece.count) { $0.append(copying: piece) }
  }

  /// Appends a piece of `pieceCount` bytes, for which there must be room, and which `body` writes.
  @inline(__always)
  mutating func append(_ pieceCount: Int, writing body: (inout OutputSpan<UInt8>) -> Void) {
    if bytes.capacity - bytes.count < pieceCount { grow(by: pieceCount) }
    bytes.append(addingCapacity: pieceCount, initializingWith: body)
  }

  /// Ends the current entry, whose last byte was a line feed.
  mutating func endEntry() {
    endedCount += 1
    endedLength = bytes.count
  }

  /// Removes the part of the current entry that waits, and returns it.
  mutating func takePartialEntry() -> [UInt8] {
    defer { bytes.removeSubrange(endedLength...) }
    return Array(bytes[endedLength...])
  }

  /// Removes everything, and keeps the room.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    (endedCount, endedLength) = (0, 0)
  }

  /// Makes room, at first less than the capacity: a short run needs no more.
  private mutating func grow(by pieceCount: Int) {
    bytes.reserveCapacity(
      min(Self.capacity, max(2 * (bytes.count + pieceCount), Self.directSize)))
  }
}
