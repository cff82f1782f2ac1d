/// A file that is read whole, because all of it is needed at once.
package struct WholeFile: Sendable {
  /// The most bytes that are read: an endless input must not take all memory.
  package static let maximumSize = 1 << 30

  /// How many bytes are read at a time if it is not a regular file.
  private static let readSize = 256 << 10

  /// Its bytes.
  package let bytes: [UInt8]

  /// Reads the file of `name`, or standard input, to its end.
  ///
  /// - Throws: Why it cannot be opened or read; `EFBIG` if it is larger than ``maximumSize``, `ENOMEM` if there is not enough
  ///   memory.
  /// - Complexity: O(size of the file).
  package init(_ name: FileName) throws(SystemError) {
    let input = try Descriptor.open(name)
    defer { input.closeAfterReading() }
    self = try WholeFile(input)
  }

  /// Reads all that is left of `input`.
  package init(
    _ input: Descriptor, maximumSize: Int = WholeFile.maximumSize
  ) throws(SystemError) {
    var bytes: [UInt8] = []
    // One byte more than the file has, so that its end is read without growing.
    try bytes.reserve(input.size.map { min($0, maximumSize) + 1 } ?? Self.readSize)
    repeat {
      guard bytes.count <= maximumSize else { throw .tooLarge }
      if bytes.count == bytes.capacity {
        try bytes.reserve(max(Self.readSize, 2 * bytes.count))
      }
    } while try input.read(appendingTo: &bytes, atMost: bytes.capacity - bytes.count) > 0
    self.bytes = bytes
  }
}

extension [UInt8] {
  /// The size from which large pages, of 2 MiB, are asked for.
  private static let largeSize = 4 << 20

  /// Reserves `capacity` bytes.
  ///
  /// - Throws: `ENOMEM` if there is not enough memory, on which Swift's runtime would end the process.
  fileprivate mutating func reserve(_ capacity: Int) throws(SystemError) {
    guard Memory.isAvailable(capacity) else { throw .outOfMemory }
    reserveCapacity(capacity)
    if capacity >= Self.largeSize { Memory.preferLargePages(for: &self) }
  }
}
