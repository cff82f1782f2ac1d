import Foundation
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
    let name = String(decoding: TemporaryFile.directory.bytes, as: UTF8.self)
    _ = try TemporaryFile()
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    let deleted = descriptors.compactMap { number in
      try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)")
    }.filter { $0.hasPrefix(name) && $0.hasSuffix(" (deleted)") }
    #expect(!deleted.isEmpty)
  }
}
