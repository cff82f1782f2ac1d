import Foundation
import Glibc
import HooklineSystem
import Testing

/// A temporary file holds what is written to it, and has no name under which others could find it.
@Suite struct TemporaryFileTests {
  @Test func bytesComeBackFromAnyPlace() throws {
    var file = try TemporaryFile()
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
    try file.append(bytes.span.extracting(0..<70_000))
    try file.append(bytes.span.extracting(70_000..<100_000))
    #expect(file.count == bytes.count)
    for extent in [0..<1, 69_999..<70_001, 0..<100_000, 5..<5] {
      #expect(try file.read(extent) == Array(bytes[extent]))
    }
    #expect(throws: SystemError.self) { try file.read(99_999..<100_001) }
  }

  @Test func fileHasNoNameAndIsPrivate() throws {
    let directory = String(decoding: TemporaryFile.directory.bytes, as: UTF8.self)
    let file = try TemporaryFile()
    defer { withExtendedLifetime(file) {} }
    // A file that never had a name is shown as `#` and its number.
    let numbers = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter {
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
      return target?.hasPrefix("\(directory)/#") == true && target?.hasSuffix(" (deleted)") == true
    }
    #expect(!numbers.isEmpty)
    for number in numbers.compactMap({ Int32($0) }) {
      var status = stat()
      // SAFETY: the status is alive for the call.
      try #require(unsafe fstat(number, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600 && status.st_nlink == 0)
    }
  }
}
