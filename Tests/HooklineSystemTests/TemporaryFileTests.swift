import Glibc
import Testing

@testable import HooklineSystem

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
    let file = try TemporaryFile()
    var status = stat()
    // SAFETY: the status is alive for the call.
    try #require(unsafe fstat(file.file.number, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600 && status.st_nlink == 0)
  }
}
