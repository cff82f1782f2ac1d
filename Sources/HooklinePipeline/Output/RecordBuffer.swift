/// Records that wait to be written, one behind the other.
struct RecordBuffer {
  /// How many bytes there is room for.
  private static let capacity = 1 << 20
  /// From how many bytes on a piece is not worth a copy, and better written from where it stands.
  private static let directSize = 64 << 10

  /// The bytes that wait, ``count`` of them, and behind these room for more.
  private(set) var bytes: [UInt8] = []
  /// How many bytes wait.
  private(set) var count = 0
  /// How many records ended.
  private(set) var endedCount = 0
  /// How many bytes there are up to the end of the last of them.
  private(set) var endedLength = 0

  /// Whether a piece of so many bytes is to be written from where it stands.
  static func isDirect(_ pieceCount: Int) -> Bool { pieceCount >= directSize }

  /// Whether all that waits must be written before a piece of so many bytes.
  func mustBeWritten(before pieceCount: Int) -> Bool {
    pieceCount > Self.capacity - count || Self.isDirect(pieceCount)
  }

  /// Appends a piece of the current record, for which there must be room.
  mutating func append(_ piece: Span<UInt8>) {
    let offset = count
    count += piece.count
    if count > bytes.count { grow() }
    precondition(count <= bytes.count)
    // SAFETY: the piece ends at `count`, which lies inside the array, and a borrowed span cannot be part of an array that
    // is being changed.
    unsafe bytes.withUnsafeMutableBytes { bytes in
      unsafe piece.withUnsafeBytes { piece in
        unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[offset...]).copyMemory(from: piece)
      }
    }
  }

  /// Ends the current record, the last byte of which was its line feed.
  mutating func endRecord() {
    endedCount += 1
    endedLength = count
  }

  /// Forgets everything, and keeps the room.
  mutating func clear() {
    (count, endedCount, endedLength) = (0, 0, 0)
  }

  /// Makes room: as long as little waits, there is no need for all of it.
  private mutating func grow() {
    let size = min(Self.capacity, max(2 * count, Self.directSize))
    bytes += repeatElement(0, count: size - bytes.count)
  }
}
