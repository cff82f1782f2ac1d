import Foundation
import Glibc
import Testing

/// Pipes on standard input and output are enlarged once much data has passed through, and not before.
@Suite struct PipeCapacityTests {
  /// The capacity of a pipe in bytes; the command is F_GETPIPE_SZ.
  private func size(of end: FileHandle) -> Int32 { fcntl(end.fileDescriptor, 1032) }

  /// Whether a pipe has the largest capacity that an unprivileged program may set, or the most that its user's quota allows.
  private func isLarge(_ end: FileHandle) -> Bool { [1 << 20, 256 << 10].contains(size(of: end)) }

  @Test func inputPipeIsEnlarged() throws {
    let input = Pipe()
    let child = Child(DirectRun.webhooks)
    child.process.standardInput = input
    child.process.standardOutput = FileHandle.nullDevice
    child.process.standardError = FileHandle.nullDevice
    let before = size(of: input.fileHandleForWriting)
    try child.start()
    let line = Data(repeating: UInt8(ascii: " "), count: 4095) + [lineFeed]
    let blanks = Data(repeatElement(line, count: (3 << 20) / line.count).joined())
    try input.fileHandleForWriting.write(contentsOf: blanks)
    #expect(size(of: input.fileHandleForWriting) == before)
    try input.fileHandleForWriting.write(contentsOf: blanks)
    #expect(isLarge(input.fileHandleForWriting))
    try input.fileHandleForWriting.close()
    #expect(child.finish() == 0)
  }

  @Test func outputPipeIsEnlarged() throws {
    let scratch = try Scratch()
    let repeated = Array(repeating: DirectRun.events, count: 30).joined()
    let file = try scratch.file("events", holding: Array(repeated))
    let (output, child) = (Pipe(), Child(DirectRun.webhooks + [file.path()]))
    child.process.standardOutput = output
    child.process.standardError = FileHandle.nullDevice
    let before = size(of: output.fileHandleForReading)
    try child.start()
    var count = 0
    while count < 3 << 20, let bytes = try output.fileHandleForReading.read(upToCount: 1 << 16) {
      count += bytes.count
    }
    #expect(size(of: output.fileHandleForReading) == before)
    while count < 6 << 20, let bytes = try output.fileHandleForReading.read(upToCount: 1 << 16) {
      count += bytes.count
    }
    #expect(isLarge(output.fileHandleForReading))
    _ = try output.fileHandleForReading.readToEnd()
    #expect(child.finish() == 0)
  }
}
