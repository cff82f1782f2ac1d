package import HooklineSystem

/// What was read of an input and not yet handed on.
package struct InputBuffer: Sendable {
  /// How many bytes are asked of the system at a time: from 32 KiB to 1 MiB throughput was measured flat.
  package static let readSize = 256 << 10
  /// How many bytes are asked for at first: room for more is not touched where there is no more, half of a short run's time.
  private static let firstReadSize = 16 << 10

  /// From how many bytes on a block is large: more than what each worker may keep.
  static let largeSize = 4 << 20

  /// Whether this is room for a large block.
  static func isLarge(_ room: [UInt8]) -> Bool { room.count > largeSize }

  private let input: Descriptor
  /// How many bytes a record can have that has to be held.
  private let limit: Int
  private let readSize: Int
  /// How many bytes are asked for next, twice as many whenever all came, up to `readSize`.
  private var nextReadSize: Int

  /// The bytes, the first ``count`` of them read, and behind these room for more.
  package private(set) var bytes: [UInt8] = []
  /// What was read behind the bytes that were taken, while there are none at hand.
  private var rest: [UInt8] = []
  /// Bytes that nobody needs any more, to be read over; and the same of a long record.
  private var (spare, largeSpare): ([UInt8], [UInt8]) = ([], [])
  /// How many bytes were read and not discarded.
  package private(set) var count = 0
  /// How many bytes of the input stand before the first of ``bytes``.
  package private(set) var offset = 0
  /// Whether the input has ended.
  private(set) var hasEnded = false

  /// Makes the buffer of `input`, which is read by records of at most `limit` bytes and so many bytes at a time.
  package init(_ input: Descriptor, limit: Int, readSize: Int = readSize) {
    self.input = input
    self.limit = limit
    self.readSize = readSize
    nextReadSize = min(readSize, Self.firstReadSize)
  }

  /// Whether reading on would return at once.
  package var isReady: Bool { hasEnded || input.isReadyToRead }

  /// Whether the input is a regular file.
  var isOfFile: Bool { input.size != nil }

  /// The bytes at hand from `start` on.
  func atHand(from start: Int) -> ArraySlice<UInt8> {
    bytes.isEmpty ? rest[start..<count] : bytes[start..<count]
  }

  /// Waits until reading on would return at once, until `end` can be read, or until a signal came that is to end the program.
  ///
  /// - Returns: Whether `end` can be read.
  func wait(orFor end: Descriptor?) -> Bool {
    input.waitToRead(or: end)
  }

  /// Drops the first `dropped` bytes and moves the others to the front; these are less than were read last, or a
  /// record that is not whole.
  mutating func discard(_ dropped: Int) {
    offset += dropped
    if dropped > 0 {
      for (target, source) in (dropped..<count).enumerated() { bytes[target] = bytes[source] }
    }
    count -= dropped
  }

  /// Takes all bytes away from here; those from `end` on, less than were read last, stay as a copy.
  mutating func takeBytes(to end: Int) -> [UInt8] {
    rest.removeAll(keepingCapacity: true)
    rest.append(contentsOf: bytes[end..<count])
    (offset, count) = (offset + end, count - end)
    defer { bytes = [] }
    return bytes
  }

  /// Takes bytes that nobody needs any more, as room for the next ones.
  mutating func recycle(_ bytes: inout [UInt8]) {
    if Self.isLarge(bytes) { swap(&bytes, &largeSpare) } else { swap(&bytes, &spare) }
  }

  /// Reads once behind what is there.
  ///
  /// - Throws: What the read failed with, or EINTR once the program is to end; nothing is lost then.
  mutating func fill() throws(SystemError) {
    let asked = nextReadSize
    try makeRoom(for: asked)
    let readCount = try input.read(into: &bytes, at: count, count: asked, untilInterrupted: true)
    if readCount == asked { nextReadSize = min(readSize, 2 * asked) }
    count += readCount
    hasEnded = readCount == 0
  }

  /// Has what was left where bytes were taken be at hand again, without a read.
  ///
  /// - Throws: ENOMEM if there is no memory for it.
  mutating func restore() throws(SystemError) { try makeRoom(for: 0) }

  /// Makes room for so many bytes behind those that there are, which are at hand afterwards.
  ///
  /// - Throws: ENOMEM if there is no memory for a long record.
  private mutating func makeRoom(for asked: Int) throws(SystemError) {
    let isNew = bytes.isEmpty
    if isNew { swap(&bytes, &spare) }
    if bytes.count < count + asked {
      // Twice as large, so that a record in many reads is copied O(1) times; from a third of the limit on, as large as
      // one can need.
      let size = max(count, count < limit / 3 ? 2 * count : limit) + 2 * asked
      var room: [UInt8] = []
      // Only for what has outgrown its room: a block that has it is worked on alone.
      if !isNew, largeSpare.count >= size {
        swap(&room, &largeSpare)
      } else {
        guard size < Self.largeSize || Memory.isAvailable(size) else { throw .outOfMemory }
        room = Array(repeating: 0, count: size)
      }
      if !isNew { room.replaceSubrange(..<count, with: bytes[..<count]) }
      swap(&bytes, &room)
      // What a long record began in is for the blocks behind it.
      if Self.isLarge(bytes), !Self.isLarge(room) { swap(&room, &spare) }
    }
    if isNew { bytes.replaceSubrange(..<count, with: rest) }
  }
}
