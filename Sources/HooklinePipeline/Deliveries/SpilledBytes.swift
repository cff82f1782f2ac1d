internal import Hookline
internal import HooklineSystem
internal import JSONScanning

/// Texts that are kept until the end of a run, in memory up to a limit and beyond that in a temporary file.
///
/// Each is found by a number of 32 bits, because a table holds it: texts begin at multiples of 128 bytes. Its length comes before
/// it: what is known only of its digest could be another text, with another length.
struct SpilledBytes: Sendable {
  /// The distance of two places at which a text can begin.
  private static let unit = 128
  /// How many bytes the length of a text takes.
  private static let lengthSize = 8
  /// How many bytes are written to the file at a time.
  private static let writeSize = 1 << 20

  /// How many bytes can be in memory; once there is a file, ``writeSize`` at most.
  private var limit: Int
  /// The bytes that are not in the file.
  private var memory: [UInt8] = []
  private var file: TemporaryFile?

  /// No texts; `limit` bytes can be kept in memory.
  init(limit: Int) { self.limit = limit }

  /// Appends `text`, and returns its number.
  ///
  /// - Throws: Why the temporary file cannot be created or written, or that there are too many texts.
  mutating func append(_ text: Span<UInt8>) throws(SystemError) -> UInt32 {
    if !memory.isEmpty, memory.count + text.count > limit { try spill() }
    let number = ((file?.count ?? 0) + memory.count) / Self.unit
    // The greatest numbers are left to the caller.
    guard number < Int(UInt32.max) - 16 else { throw .tooLarge }
    memory.append(addingCapacity: Self.lengthSize) { $0.append(littleEndian: UInt64(text.count)) }
    memory.append(text)
    let used = memory.count % Self.unit
    if used > 0 { memory += repeatElement(0, count: Self.unit - used) }
    return UInt32(number)
  }

  /// The text with this `number`.
  ///
  /// - Throws: Why the temporary file cannot be read.
  func text(_ number: UInt32) throws(SystemError) -> [UInt8] {
    let start = Int(number) * Self.unit + Self.lengthSize
    let length = try bytes(in: start - Self.lengthSize..<start)
    return try bytes(in: start..<start + Int(length.span.word(at: 0)))
  }

  /// The bytes in `extent`, which are all in the file or all in memory.
  private func bytes(in extent: Range<Int>) throws(SystemError) -> [UInt8] {
    let spilledCount = file?.count ?? 0
    if extent.lowerBound < spilledCount, let file { return try file.read(extent) }
    return Array(memory[extent.lowerBound - spilledCount..<extent.upperBound - spilledCount])
  }

  /// Writes what is in memory to the file.
  private mutating func spill() throws(SystemError) {
    if file == nil {
      file = try TemporaryFile()
      limit = min(limit, Self.writeSize)
    }
    // A local, so that its span does not borrow all of `self`.
    let bytes = memory
    memory = []
    try file?.append(bytes.span)
  }
}
