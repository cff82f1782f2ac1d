package import HooklineSystem

/// The bytes of an input that were read and not yet taken.
package struct InputBuffer: Sendable {
  /// How many bytes are read at a time.
  ///
  /// A block of half or of twice the size was measured to take 3 to 5 % more time: each block has a fixed cost, and larger ones do
  /// not stay in a processor's second-level cache with all that is made of them.
  package static let readSize = 256 << 10
  /// How many bytes are read at first: to zero a larger buffer would take half of a short run's time.
  static let firstReadSize = 16 << 10

  /// The size above which a block is large: more than each worker may keep.
  static let largeSize = 4 << 20

  /// Whether this is room for a large block.
  static func isLarge(_ room: [UInt8]) -> Bool { room.count > largeSize }

  private let input: Descriptor
  /// The length in bytes of the longest record that has to be held.
  let limit: Int
  private let readSize: Int
  /// How many bytes are read next: doubled whenever all came and as many were read so far, up to `readSize`.
  ///
  /// So the reads of a file end at multiples of `readSize`, where the windows of ``FileAhead`` do.
  private var nextReadSize: Int

  /// The first ``count`` bytes were read; the others are room for more.
  package private(set) var bytes: [UInt8] = []
  /// What was read after the bytes that were taken, as long as ``bytes`` is empty.
  private var rest: [UInt8] = []
  /// Arrays that can be reused: one of the usual size, and one that held a long record.
  private var (spare, largeSpare): ([UInt8], [UInt8]) = ([], [])
  /// How many bytes were read, and neither discarded nor taken.
  package private(set) var count = 0
  /// The offset in the input of the first of ``bytes``.
  package private(set) var offset = 0
  /// Whether the input has ended.
  private(set) var hasEnded = false
  /// The addresses of what is read next, if the input is a file that the system holds in memory, until ``stopLookingAhead()``.
  private(set) var ahead: Range<UInt> = 0..<0
  private var fileAhead: FileAhead?

  /// The buffer of `input`, which is read `readSize` bytes at a time, for records of at most `limit` bytes.
  ///
  /// It finds out where in memory the bytes are that are read next only if it `looksAhead`.
  package init(
    _ input: Descriptor, limit: Int, readSize: Int = readSize, looksAhead: Bool = false
  ) {
    self.input = input
    self.limit = limit
    self.readSize = readSize
    nextReadSize = min(readSize, Self.firstReadSize)
    isOfFile = input.size != nil
    if looksAhead { fileAhead = FileAhead(input) }
  }

  /// Whether the next read would return at once.
  package var isReady: Bool { hasEnded || isOfFile || input.isReadyToRead }

  /// Whether the input is a regular file, which need not be waited for.
  let isOfFile: Bool

  /// The buffered bytes from `start` on.
  func buffered(from start: Int) -> ArraySlice<UInt8> {
    bytes.isEmpty ? rest[start..<count] : bytes[start..<count]
  }

  /// Waits until a read would return at once, until `end` can be read, or until a signal that ends the program came.
  ///
  /// - Returns: Whether `end` can be read.
  func wait(orFor end: Descriptor?) -> Bool {
    input.waitToRead(or: end)
  }

  /// Closes the input.
  func close() { input.closeAfterReading() }

  /// Drops the first `dropped` bytes and moves the others to the front; these are fewer than the last read brought, or a
  /// partial record.
  mutating func discard(_ dropped: Int) {
    offset += dropped
    if dropped > 0 {
      for (target, source) in (dropped..<count).enumerated() { bytes[target] = bytes[source] }
    }
    count -= dropped
  }

  /// Takes all bytes out; those from `end` on, fewer than the last read brought, stay as a copy.
  mutating func takeBytes(to end: Int) -> [UInt8] {
    rest.removeAll(keepingCapacity: true)
    rest.append(contentsOf: bytes[end..<count])
    (offset, count) = (offset + end, count - end)
    defer { bytes = [] }
    return bytes
  }

  /// Takes bytes that are no longer needed, as room for the next ones.
  mutating func recycle(_ bytes: inout [UInt8]) {
    if Self.isLarge(bytes) { swap(&bytes, &largeSpare) } else { swap(&bytes, &spare) }
  }

  /// Reads once, after the bytes that are there.
  ///
  /// - Throws: Why the read failed, or EINTR once the program must end; then nothing is lost.
  mutating func fill() throws(SystemError) {
    let asked = nextReadSize
    try makeRoom(for: asked)
    let readCount = try input.read(into: &bytes, at: count, count: asked, untilInterrupted: true)
    let start = offset + count
    let end = start + readCount
    count += readCount
    if start < Descriptor.enlargingSize, end >= Descriptor.enlargingSize { input.enlargePipe() }
    if readCount == asked, end >= 2 * asked { nextReadSize = min(readSize, 2 * asked) }
    ahead = fileAhead?.addresses(after: end, count: nextReadSize) ?? 0..<0
    hasEnded = readCount == 0
  }

  /// Stops finding out where what is read next is, because another processor may read it.
  mutating func stopLookingAhead() {
    (fileAhead, ahead) = (nil, 0..<0)
  }

  /// Puts back the bytes that ``takeBytes(to:)`` left, without a read.
  ///
  /// - Throws: ENOMEM if there is no memory for it.
  mutating func restore() throws(SystemError) { try makeRoom(for: 0) }

  /// Makes room for `asked` bytes after those that are there, and puts these back if they were left by ``takeBytes(to:)``.
  ///
  /// - Throws: ENOMEM if there is no memory for a long record.
  private mutating func makeRoom(for asked: Int) throws(SystemError) {
    let isNew = bytes.isEmpty
    if isNew { swap(&bytes, &spare) }
    if bytes.count < count + asked {
      // Doubled, so that a record that takes many reads is copied O(1) times; from a quarter of the limit on, the most that one
      // can need, so that both arrays together take at most half as much again.
      let size = max(count, count < limit / 4 ? 2 * count : limit) + 2 * asked
      var room: [UInt8] = []
      // Only for a record that has outgrown its room: a block in a large array is worked on alone.
      if !isNew, largeSpare.count >= size {
        swap(&room, &largeSpare)
      } else {
        if size >= Self.largeSize {
          fileAhead?.releaseWindow()
          guard Memory.isAvailable(size) else { throw .outOfMemory }
        }
        room = Array(repeating: 0, count: size)
      }
      if !isNew { room.replaceSubrange(..<count, with: bytes[..<count]) }
      swap(&bytes, &room)
      // The array in which a long record began is for the blocks after it.
      if Self.isLarge(bytes), !Self.isLarge(room) { swap(&room, &spare) }
    }
    if isNew { bytes.replaceSubrange(..<count, with: rest) }
  }
}
