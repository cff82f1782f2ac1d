/// What was read of an input and not yet handed on.
package struct InputBuffer {
  /// How many bytes are asked of the system at a time: from 32 KiB to 1 MiB throughput was measured flat.
  static let readSize = 256 << 10

  private let input: Descriptor
  /// How many bytes a record can have that has to be held.
  private let limit: Int

  /// The bytes, the first ``count`` of them read, and behind these room for more.
  package private(set) var bytes: [UInt8] = []
  /// How many bytes were read and not discarded.
  package private(set) var count = 0
  /// How many bytes of the input stand before the first of ``bytes``.
  package private(set) var offset = 0
  /// Whether the input has ended.
  private(set) var hasEnded = false

  /// Makes the buffer of `input`, which is read by records of at most `limit` bytes.
  package init(_ input: Descriptor, limit: Int) {
    self.input = input
    self.limit = limit
  }

  /// Whether reading on would return at once.
  package var isReady: Bool { hasEnded || input.isReadyToRead }

  /// Waits until reading on would return at once, or until a signal came that is to end the program.
  func wait() {
    input.waitToRead()
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

  /// Reads once behind what is there.
  ///
  /// - Throws: What the read failed with.
  mutating func fill() throws(SystemError) {
    if bytes.count < count + Self.readSize {
      // Twice as large, so that a record in many reads is copied O(1) times; from a third of the limit on, as large as
      // one can need.
      let size = max(count, count < limit / 3 ? 2 * count : limit) + 2 * Self.readSize
      var room = Array(repeating: UInt8(0), count: size)
      room.replaceSubrange(..<count, with: bytes[..<count])
      bytes = room
    }
    let readCount = try input.read(into: &bytes, at: count, count: Self.readSize)
    count += readCount
    hasEnded = readCount == 0
  }
}
