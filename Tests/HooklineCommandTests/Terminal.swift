import Foundation
import Glibc
import Testing

/// A terminal of which a test is the screen and the keyboard, pty(7).
final class Terminal {
  private let master: Int32
  /// The path under which programs open it.
  let path: String

  /// Opens a terminal that no program uses yet.
  init() throws {
    // Swift's Glibc names neither posix_openpt nor the requests that it is made of: TIOCSPTLCK and TIOCGPTN.
    // SAFETY: a path that is borrowed for the call.
    master = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (isLocked, number): (Int32, Int32) = (0, 0)
    // SAFETY: each of the two calls is given one number, which is alive for it.
    let isUnlocked = unsafe ioctl(master, 0x4004_5431, &isLocked) == 0
    // SAFETY: as above.
    let isKnown = unsafe ioctl(master, 0x8004_5430, &number) == 0
    path = "/dev/pts/\(number)"
    try #require(isUnlocked && isKnown)
  }

  deinit {
    close(master)
  }

  /// The terminal, opened for a program's standard input.
  func opened() throws -> FileHandle {
    // SAFETY: a path that is borrowed for the call.
    let number = unsafe open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(number >= 0)
    return FileHandle(fileDescriptor: number, closeOnDealloc: true)
  }

  /// Types `text`.
  func type(_ text: String) throws {
    let bytes = Array(text.utf8)
    // SAFETY: the array is borrowed for the call and holds the number of bytes announced.
    try #require(unsafe write(master, bytes, bytes.count) == bytes.count)
  }
}
