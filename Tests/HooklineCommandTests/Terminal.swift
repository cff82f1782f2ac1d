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

  /// Sets the width of its screen.
  func setColumnCount(_ count: Int) throws {
    var size = winsize(ws_row: 24, ws_col: UInt16(count), ws_xpixel: 0, ws_ypixel: 0)
    // SAFETY: the request reads one structure, which is alive for the call.
    try #require(unsafe ioctl(master, UInt(TIOCSWINSZ), &size) == 0)
  }

  /// What programs have written to it and was not read yet; a carriage return precedes each line feed.
  func written() -> String {
    var bytes: [UInt8] = []
    var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    // SAFETY: one request is announced and there is one, alive for the call.
    while unsafe poll(&request, 1, 0) == 1 {
      var piece = [UInt8](repeating: 0, count: 4096)
      // SAFETY: the system writes at most the size of the array, which is borrowed for the call.
      let count = unsafe read(master, &piece, piece.count)
      guard count > 0 else { break }
      bytes += piece.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The lines that a terminal shows after `text` was written to it, with the control sequences that the program uses.
  static func lines(after text: String) -> [String] {
    var lines: [[Character]] = [[]]
    var column = 0
    // A carriage return and a line feed are one character.
    var rest = text.unicodeScalars.map { Character($0) }[...]
    while let character = rest.popFirst() {
      switch character {
      case "\r": column = 0
      case "\n": lines.append([])
      case "\u{1B}":
        precondition(rest.starts(with: ["[", "K"]))
        rest.removeFirst(2)
        lines[lines.count - 1].removeSubrange(column...)
      default:
        var line = lines[lines.count - 1]
        line.replaceSubrange(column..<min(column + 1, line.count), with: [character])
        lines[lines.count - 1] = line
        column += 1
      }
    }
    return lines.map { String($0) }
  }

  func type(_ text: String) throws {
    let bytes = Array(text.utf8)
    // SAFETY: the array is borrowed for the call and holds `bytes.count` bytes.
    try #require(unsafe write(master, bytes, bytes.count) == bytes.count)
  }
}
