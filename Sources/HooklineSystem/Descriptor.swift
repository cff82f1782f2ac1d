internal import Glibc

/// An open file, pipe, terminal or device, by its number.
///
/// Every call of the system for input and output is made by an extension of this type. A call that a signal interrupts is
/// repeated.
package struct Descriptor: Equatable, Sendable {
  package let number: Int32

  /// The descriptor of `number`, which is open.
  package init(number: Int32) {
    self.number = number
  }

  /// What the program reads where no file is named.
  package static let standardInput = Descriptor(number: 0)
  /// Where the program's results go.
  package static let standardOutput = Descriptor(number: 1)
  /// Where what the program has to say goes.
  package static let standardError = Descriptor(number: 2)

  /// Whether each write goes to the end of the file (`O_APPEND`), wherever others have written.
  package var isAppending: Bool {
    let flags = fcntl(number, F_GETFL)
    return flags >= 0 && flags & O_APPEND != 0 && flags & O_ACCMODE != O_RDONLY
  }

  /// Takes the lock of the file for this process, until it ends; the C function is `flock`.
  ///
  /// A file system without locks grants none, and that is no error.
  ///
  /// - Returns: Whether it is granted.
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

  /// Cuts it to its first `length` bytes, after which it is written on, if it is a file and not open for appending; the C
  /// functions are `ftruncate` and `lseek`.
  ///
  /// - Returns: Whether it is one.
  @discardableResult
  package func truncate(to length: Int = 0) throws(SystemError) -> Bool {
    guard identity?.isFile == true, !isAppending else { return false }
    _ = try SystemCall.retrying { Int(ftruncate(number, length)) }
    _ = try SystemCall.retrying { lseek(number, length, SEEK_SET) }
    return true
  }

  /// Removes the file of `name`; the C function is `unlink`.
  package static func remove(_ name: FileName) {
    let path = name.terminatedPath
    // SAFETY: the path ends in a zero and is borrowed for the call.
    _ = unsafe unlink(path)
  }

  /// How many bytes it has, or `nil` where it is no file; the C function is `fstat`.
  package var size: Int? {
    var status = stat()
    // SAFETY: the status is alive for the call.
    guard unsafe fstat(number, &status) == 0, FileIdentity(status).isFile else { return nil }
    return Int(status.st_size)
  }

  /// Which file it is, whatever its names, or `nil` where it is not open; the C function is `fstat`.
  package var identity: FileIdentity? {
    var status = stat()
    // SAFETY: the status is alive for the call.
    return unsafe fstat(number, &status) == 0 ? FileIdentity(status) : nil
  }

  /// Closes it; the C function is `close`.
  ///
  /// - Throws: An error that the system kept back until now, such as that of a full disk far away.
  package consuming func close() throws(SystemError) {
    // Linux frees the number even where a signal interrupts, so it must not be tried again.
    guard Glibc.close(number) == 0 || errno == EINTR else { throw .latest }
  }

  /// Closes what was only read, which has nothing to fail with; standard input is the caller's and stays open.
  package consuming func closeAfterReading() {
    if self != .standardInput { _ = Glibc.close(number) }
  }

  /// Where it is read or written next, or `nil` if it has no such place, as a pipe; the C function is `lseek`.
  package var position: Int? {
    try? SystemCall.retrying { lseek(number, 0, SEEK_CUR) }
  }

  /// Whether it is a terminal; the C function is `isatty`.
  package var isTerminal: Bool { isatty(number) == 1 }
}
