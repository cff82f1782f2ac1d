internal import Glibc

/// An open file, pipe, terminal or device, by its number.
///
/// System calls for input and output are made here and in extensions of this type. A call that a signal interrupts is
/// repeated.
package struct Descriptor: Equatable, Sendable {
  /// The number by which system calls know it.
  package let number: Int32

  /// The open descriptor of this `number`.
  package init(number: Int32) {
    self.number = number
  }

  /// What the program reads if no file is named.
  package static let standardInput = Descriptor(number: 0)
  /// Where the program's results go.
  package static let standardOutput = Descriptor(number: 1)
  /// Where messages go.
  package static let standardError = Descriptor(number: 2)

  /// Whether each write goes to the end of the file (`O_APPEND`), wherever others have written.
  package var isAppending: Bool {
    let flags = fcntl(number, F_GETFL)
    return flags >= 0 && flags & O_APPEND != 0 && flags & O_ACCMODE != O_RDONLY
  }

  /// Whether it is open for reading.
  package var isReadable: Bool {
    let flags = fcntl(number, F_GETFL)
    return flags >= 0 && flags & O_ACCMODE != O_WRONLY
  }

  /// Whether it is open for appending to a file whose last line has no line feed: what is written next would become part of it.
  ///
  /// Another process may be writing a line: as long as the file grows, it is looked at again, up to `lookCount` times, with a
  /// `pause` in milliseconds between. The file is opened once more, because an output cannot be read. If that is not possible,
  /// the answer is `false`.
  package func endsInPartialLine(lookCount: Int = 10, pause: Int = 200) -> Bool {
    // Not a FIFO, which would have to wait for a writer.
    guard isAppending, size != nil,
      let file = try? Descriptor.open(FileName(Array("/proc/self/fd/\(number)".utf8)))
    else { return false }
    defer { file.closeAfterReading() }
    guard file.identity == identity else { return false }
    for _ in 0..<lookCount {
      guard let size = file.size, size > 0, let last = try? file.read(from: size - 1, atMost: 1),
        last != [UInt8(ascii: "\n")]
      else { return false }
      Thread.sleep(milliseconds: pause)
      if file.size == size { return true }
    }
    return true
  }

  /// Locks the file for this process, until it ends; the C function is `flock`.
  ///
  /// A file system without locks grants none, which is no error.
  ///
  /// - Returns: Whether the lock is granted.
  /// - Throws: ``SystemError/wouldBlock`` if another process has it.
  package func lock() throws(SystemError) -> Bool {
    do {
      _ = try SystemCall.retrying { Int(flock(number, LOCK_EX | LOCK_NB)) }
      return true
    } catch .wouldBlock {
      throw .wouldBlock
    } catch {
      return false
    }
  }

  /// Cuts a regular file to its first `length` bytes, after which it is written on; the C functions are `ftruncate` and
  /// `lseek`.
  ///
  /// - Returns: `false`, without an effect, if it is not a regular file.
  @discardableResult
  package func truncate(to length: Int = 0) throws(SystemError) -> Bool {
    guard identity?.isFile == true else { return false }
    _ = try SystemCall.retrying { Int(ftruncate(number, length)) }
    _ = try SystemCall.retrying { lseek(number, length, SEEK_SET) }
    return true
  }

  /// Makes each write go to the end of the file, wherever others have written; the C function is `fcntl`.
  package func startAppending() throws(SystemError) {
    let flags = try SystemCall.retrying { Int(fcntl(number, F_GETFL)) }
    _ = try SystemCall.retrying { Int(fcntl(number, F_SETFL, Int32(flags) | O_APPEND)) }
  }

  /// Removes the file of `name`; the C function is `unlink`.
  package static func remove(_ name: FileName) {
    let path = name.terminatedPath
    // SAFETY: the path ends in a zero and is borrowed for the call.
    _ = unsafe unlink(path)
  }

  /// Its size in bytes, or `nil` if it is not a regular file; the C function is `fstat`.
  package var size: Int? {
    var status = stat()
    // SAFETY: the status is alive for the call.
    return unsafe fstat(number, &status) == 0 ? status.fileSize : nil
  }

  /// Which file it is, whatever its names, or `nil` if it is not open; the C function is `fstat`.
  package var identity: FileIdentity? {
    var status = stat()
    // SAFETY: the status is alive for the call.
    return unsafe fstat(number, &status) == 0 ? FileIdentity(status) : nil
  }

  /// Closes it; the C function is `close`.
  ///
  /// - Throws: An error that the system delayed until now, such as a full disk of a network file system.
  package consuming func close() throws(SystemError) {
    // Linux frees the number even if a signal interrupts the call, so it must not be repeated.
    guard Glibc.close(number) == 0 || errno == EINTR else { throw .latest }
  }

  /// Closes what was only read, where no error matters; standard input belongs to the caller and stays open.
  package consuming func closeAfterReading() {
    if self != .standardInput { _ = Glibc.close(number) }
  }

  /// The offset at which it is read or written next, or `nil` if it has none, like a pipe; the C function is `lseek`.
  package var position: Int? {
    try? SystemCall.retrying { lseek(number, 0, SEEK_CUR) }
  }
}
