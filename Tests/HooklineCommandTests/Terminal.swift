import Foundation
import Glibc
import Testing

/// A pseudoterminal whose screen and keyboard is the test, pty(7).
final class Terminal {
  private let master: Int32
  /// The path under which programs open it.
  let path: String

  /// A new terminal, which no program uses yet.
  init() throws {
    // Swift's Glibc has neither posix_openpt nor the requests used here, TIOCSPTLCK and TIOCGPTN.
    // SAFETY: the path is borrowed for the call.
    master = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (isLocked, number): (Int32, Int32) = (0, 0)
    // SAFETY: the request reads one number, which is alive for the call.
    let isUnlocked = unsafe ioctl(master, 0x4004_5431, &isLocked) == 0
    // SAFETY: the request writes one number, which is alive for the call.
    let isKnown = unsafe ioctl(master, 0x8004_5430, &number) == 0
    path = "/dev/pts/\(number)"
    try #require(isUnlocked && isKnown)
  }

  deinit {
    close(master)
  }

  /// The terminal, opened for the standard input of a program.
  func opened() throws -> FileHandle {
    // SAFETY: the path is borrowed for the call.
    let number = unsafe open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(number >= 0)
    return FileHandle(fileDescriptor: number, closeOnDealloc: true)
  }

  func type(_ text: String) throws {
    let bytes = Array(text.utf8)
    // SAFETY: the array is borrowed for the call and holds `bytes.count` bytes.
    try #require(unsafe write(master, bytes, bytes.count) == bytes.count)
  }
}
