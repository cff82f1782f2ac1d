/// A file that is read whole, because all of it is needed at once.
public struct WholeFile: Sendable {
  /// The most bytes that are read: an endless input must not take all memory.
  public static let maximumSize = 1 << 30

  /// Its bytes.
  public let bytes: [UInt8]

  /// Reads the file of `name`, or standard input, to its end.
  ///
  /// - Throws: Why it cannot be opened or read, `EFBIG` where it is larger than ``maximumSize``.
  /// - Complexity: O(size of the file).
  public init(_ name: FileName) throws(SystemError) {
    let input = try Descriptor.open(name)
    defer { input.closeAfterReading() }
    self = try WholeFile(input)
  }

  /// Reads all that is left of `input`.
  package init(
    _ input: Descriptor, maximumSize: Int = WholeFile.maximumSize
  ) throws(SystemError) {
    var bytes: [UInt8] = []
    var count = 0
    while true {
      if bytes.count - count < InputBuffer.readSize {
        bytes += Array(repeating: 0, count: max(InputBuffer.readSize, bytes.count))
      }
      let readCount = try input.read(into: &bytes, at: count, count: bytes.count - count)
      guard readCount > 0 else { break }
      count += readCount
      guard count <= maximumSize else { throw .tooLarge }
    }
    bytes.removeLast(bytes.count - count)
    self.bytes = bytes
  }
}
