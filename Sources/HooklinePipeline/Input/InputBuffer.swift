package import HooklineSystem

/// The bytes of an input that were read and not yet taken.
package struct InputBuffer: Sendable {
  /// How many bytes are read at a time.
  ///
  /// A block of half or of twice the size was measured to take 3 to 5 % more time: each block has a fixed cost, and larger ones do
  /// not stay in a processor's second-level cache with all that is made of them.
  package static let readSize = 256 << 10

  /// The size above which a block is large: more than each worker may keep.
  static let largeSize = 4 << 20

  /// Whether this is room for a large block.
  static func isLarge(_ room: [UInt8]) -> Bool { room.capacity > largeSize }

  private let input: Descriptor
  /// The length in bytes of the longest record that has to be held.
  let limit: Int
  private let readSize: Int

  /// The bytes that were read, and neither discarded nor taken.
  ///
  /// There can be room for more, which is not initialized: to fill it with zeros would take a quarter of a short run's time.
  package private(set) var bytes: [UInt8] = []
  /// Empty arrays that can be reused: one of the usual size, and one that held a long record.
  private var (spare, largeSpare): ([UInt8], [UInt8]) = ([], [])
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
    isOfFile = input.size != nil
    if looksAhead { fileAhead = FileAhead(input) }
  }

  /// Whether the next read would return at once.
  package var isReady: Bool { hasEnded || isOfFile || input.isReadyToRead }

  /// Whether the input is a regular file, which need not be waited for.
  let isOfFile: Bool

  /// How many bytes are buffered.
  package var count: Int { bytes.count }

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
    bytes.removeFirst(dropped)
  }

  /// Takes all bytes out; those from `end` on, fewer than the last read brought, stay as a copy.
  mutating func takeBytes(to end: Int) -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &spare)
    taken.append(contentsOf: bytes[end...])
    swap(&taken, &bytes)
    offset += end
    return taken
  }

  /// Takes bytes that are no longer needed, as room for the next ones.
  mutating func recycle(_ bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    if Self.isLarge(bytes) { swap(&bytes, &largeSpare) } else { swap(&bytes, &spare) }
  }

  /// Reads once, after the bytes that are there.
  ///
  /// - Throws: Why the read failed, or EINTR once the program must end; then nothing is lost. ENOMEM if there is no memory for a
  ///   long record.
  mutating func fill() throws(SystemError) {
    let start = offset + count
    try makeRoom(for: readSize)
    let readCount = try input.read(
      appendingTo: &bytes, atMost: readSize, untilInterrupted: true)
    let end = start + readCount
    if start < Descriptor.enlargingSize, end >= Descriptor.enlargingSize { input.enlargePipe() }
    ahead = fileAhead?.addresses(after: end, count: readSize) ?? 0..<0
    hasEnded = readCount == 0
  }

  /// Stops finding out where what is read next is, because another processor may read it.
  mutating func stopLookingAhead() {
    (fileAhead, ahead) = (nil, 0..<0)
  }

  /// Makes room for `asked` bytes after those that are there.
  ///
  /// - Throws: ENOMEM if there is no memory for a long record.
  private mutating func makeRoom(for asked: Int) throws(SystemError) {
    let needed = count + asked
    guard bytes.capacity < needed else { return }
    // Doubled, so that a record that takes many reads is copied O(1) times; from a quarter of the limit on, the most that one
    // can need, so that both arrays together take at most half as much again.
    let size = max(count, count < limit / 4 ? 2 * count : limit) + 2 * asked
    var room: [UInt8] = []
    if spare.capacity >= needed {
      swap(&room, &spare)
    } else if size > Self.largeSize, largeSpare.capacity >= size {
      swap(&room, &largeSpare)
    } else {
      if size > Self.largeSize {
        largeSpare = []
        fileAhead?.releaseWindow()
        guard Memory.isAvailable(size) else { throw .outOfMemory }
      }
      room.reserveCapacity(size)
    }
    room.append(contentsOf: bytes)
    swap(&bytes, &room)
    // The array in which a long record began is for the blocks after it.
    if Self.isLarge(bytes), !Self.isLarge(room) { recycle(&room) }
  }
}
