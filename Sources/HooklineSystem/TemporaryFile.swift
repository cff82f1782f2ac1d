internal import Glibc

/// A file without a name, which is gone when the program ends, however it ends.
package struct TemporaryFile: Sendable {
  /// The file, which no name leads to.
  let file: Descriptor
  /// How many bytes were written.
  package private(set) var count = 0

  /// The directory for such files: the value of `TMPDIR`, or `/tmp`.
  package static var directory: FileName {
    // SAFETY: nothing changes the environment; the value, if any, is null-terminated and copied at once.
    let value = unsafe getenv("TMPDIR").map { value in
      unsafe UnsafeBufferPointer(start: value, count: strlen(value)).map(UInt8.init(bitPattern:))
    }
    return FileName(value.flatMap { $0.isEmpty ? nil : $0 } ?? Array("/tmp".utf8))
  }

  /// Creates a file that only this user can read; the C function is `open`, with `O_TMPFILE`.
  ///
  /// On a file system without that, such as NFS, it has a name for a moment: it is created and removed at once.
  ///
  /// - Throws: Why it cannot be created.
  package init() throws(SystemError) {
    let directory = Self.directory
    do throws(SystemError) {
      file = try Descriptor.open(directory, with: O_RDWR | Self.withoutName)
    } catch {
      guard [EOPNOTSUPP, EISDIR, ENOENT, EINVAL].contains(error.code) else { throw error }
      var random = SystemRandomNumberGenerator()
      let name = "/hookline-" + String(random.next(), radix: 36)
      let path = FileName(directory.bytes + Array(name.utf8))
      file = try Descriptor.open(path, with: O_RDWR | O_CREAT | O_EXCL)
      Descriptor.remove(path)
    }
  }

  /// `O_TMPFILE`, which Swift does not import because its definition is an expression: `__O_TMPFILE | O_DIRECTORY`.
  private static let withoutName: Int32 = 0o20_000_000 | O_DIRECTORY

  /// Writes `bytes` at the end.
  package mutating func append(_ bytes: Span<UInt8>) throws(SystemError) {
    try file.writeAll(bytes)
    count += bytes.count
  }

  /// The bytes in `extent`, which were written.
  package func read(_ extent: Range<Int>) throws(SystemError) -> [UInt8] {
    let bytes = try file.read(from: extent.lowerBound, atMost: extent.count)
    guard bytes.count == extent.count else { throw SystemError(code: EIO) }
    return bytes
  }
}
