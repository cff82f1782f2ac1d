import Foundation
import Glibc
import HooklineCommand
import HooklinePipeline
import SampleData
import Testing

/// Jobs do not depend on how the bytes of the input arrive; `--read-bytes`, an option for tests, sets how many are read at once.
@Suite struct ReadSizeTests {
  @Test(
    arguments: [
      ("-w a --read-bytes 7", .routing { $0.effort.readSize = 7 }),
      ("-w a --read-bytes 4K", .routing { $0.effort.readSize = 4096 }),
      ("-w a --read-bytes 1M", .routing { $0.effort.readSize = 1 << 20 }),
    ] as [(String, Invocation)])
  func readBytesOptionIsAccepted(line: String, expected: Invocation) throws {
    #expect(try Invocation(line: line) == expected)
  }

  @Test(arguments: ["0", "2M", "8589934592G"]) func wrongReadBytesAreRejected(value: String) {
    #expect(throws: UsageError.numberOutOfRange("--read-bytes", 1...1 << 20)) {
      try Invocation(line: "-w a --read-bytes \(value)")
    }
  }

  @Test(arguments: [1, 2, 7, 63, 64, 65, 4096])
  func jobsAreIdenticalForAnyReadSize(size: Int) throws {
    // One write per byte is slow.
    let lines = DirectRun.lines.prefix(TestSize.debug(60, release: 1000))
    let events = Array(lines.map { $0 + [lineFeed] }.joined())
    let whole = try BuiltBinary.run(DirectRun.webhooks, input: events).output
    let isSame = try jobs(of: events, readBytes: size) == whole
    #expect(isSame && !whole.isEmpty)
  }

  @Test(arguments: [SampleLog.Form.compact, .pretty], [1, 7, 64, 4096])
  func logJobsAreIdenticalForAnyReadSize(form: SampleLog.Form, size: Int) throws {
    let file = SampleLog.file(Array(try FixtureLog.records().prefix(40)), in: form)
    let whole = try BuiltBinary.run(DirectRun.webhooks + ["--from", "log"], input: file)
    let isSame = try jobs(of: file, readBytes: size, options: ["--from", "log"]) == whole.output
    #expect(isSame && whole.lines.count == 40)
  }

  /// The jobs of a run over `input`, of which each read returns `size` bytes.
  private func jobs(
    of input: [UInt8], readBytes size: Int, options: [String] = []
  ) throws -> [UInt8] {
    let (pipe, output) = (Pipe(), Pipe())
    // In packet mode (O_DIRECT, which Swift's Glibc does not name) each read returns what one write wrote.
    try #require(fcntl(pipe.fileHandleForWriting.fileDescriptor, F_SETFL, 0o40000) == 0)
    let child = Child(DirectRun.webhooks + options)
    (child.process.standardInput, child.process.standardOutput) = (pipe, output)
    child.process.standardError = FileHandle.nullDevice
    try child.start()
    let writer = Thread {
      for start in stride(from: 0, to: input.count, by: size) {
        let piece = input[start..<min(start + size, input.count)]
        try? pipe.fileHandleForWriting.write(contentsOf: piece)
      }
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    let jobs = try output.fileHandleForReading.readToEnd() ?? Data()
    #expect(child.finish() == 0)
    return [UInt8](jobs)
  }
}
