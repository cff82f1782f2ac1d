import Foundation
import HooklineSystem
import Scratch
import Testing

/// A ``WholeFile`` holds all of a file or pipe, up to a limit.
@Suite struct WholeFileTests {
  @Test(arguments: [0, 1, 1 << 18 - 1, 1 << 18, 1 << 18 + 1, 5_000_000])
  func wholeFileHoldsExactlyTheFile(size: Int) throws {
    let file = try ScratchFile()
    let sent = (0..<size).map { UInt8(truncatingIfNeeded: $0 / 10) }
    try file.writer.writeAll(sent.span)
    #expect(try WholeFile(file.name).bytes == sent)
    #expect(try WholeFile(Descriptor.open(file.name), maximumSize: size).bytes == sent)
    guard size > 0 else { return }
    #expect(throws: SystemError(code: EFBIG)) {
      try WholeFile(Descriptor.open(file.name), maximumSize: size - 1)
    }
  }

  /// The files of `/proc` are generated when they are read, and their size is reported as 0.
  @Test func wholeFileHoldsAFileOfUnknownSize() throws {
    let expected = try Data(contentsOf: URL(filePath: "/proc/cpuinfo"))
    let file = try WholeFile(FileName(Array("/proc/cpuinfo".utf8)))
    // Clock frequencies change between the reads, so only the numbers of lines are compared.
    let lines = { (bytes: [UInt8]) in bytes.count { $0 == UInt8(ascii: "\n") } }
    #expect(!file.bytes.isEmpty && lines(file.bytes) == lines([UInt8](expected)))
  }

  /// A read from a pipe returns the bytes that it has; its end may come much later.
  @Test func wholeFileHoldsAllOfAPipe() throws {
    let pipe = try TestPipe()
    let sent = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 / 10) }
    let writing = dup(pipe.writing)
    pipe.endWriting()
    Thread {
      for start in stride(from: 0, to: sent.count, by: 99_999) {
        try? Descriptor(number: writing).writeAll(
          Array(sent[start..<min(start + 99_999, sent.count)]).span)
      }
      close(writing)
    }.start()
    #expect(try WholeFile(pipe.reader).bytes == sent)
  }

  @Test func endlessFileIsNotHeld() throws {
    let zeros = try Descriptor.open(FileName(Array("/dev/zero".utf8)))
    #expect(throws: SystemError(code: EFBIG)) { try WholeFile(zeros, maximumSize: 1 << 20) }
  }
}
