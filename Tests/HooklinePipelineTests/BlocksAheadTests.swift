import Hookline
import HooklineSystem
import JSONScanning
import SampleData
import Scratch
import Testing

@testable import HooklinePipeline

/// While a worker reads a block of a large file, what the next read returns can be brought into the processor's cache.
@Suite struct BlocksAheadTests {
  @Test(arguments: [
    ("events", InputForm.events, "", "\n"), ("log lines", .log, "", "\n"),
    ("log array", .log, "[", ",\n"),
  ])
  func blocksKnowWhatIsReadNext(
    name: String, form: InputForm, start: String, separator: String
  ) throws {
    try expectBlocksToKnowTheNext(name, form, start, separator)
  }

  /// The scalar scanner would not use it.
  @Test func blocksForTheScalarScannerDoNot() throws {
    try expectBlocksToKnowTheNext("events", .events, "", "\n", kernel: .scalar)
  }

  /// The last addresses of a mapped window have no memory then, but only what `read` returns counts.
  @Test func fileThatShrinksIsReadToItsEnd() throws {
    let line = Array(repeating: UInt8(ascii: " "), count: 1023) + [lineFeed]
    let file = try ScratchFile()
    for _ in 0..<3 * 2048 { try file.writer.writeAll(line.span) }
    var queue = BlockQueue(
      [file.name], form: .events, limit: 1 << 20, readSize: InputBuffer.readSize, written: [])
    var (room, router, lineCount) = (BlockMemory(), Router([]), 0)
    while let content = queue.next(into: &room, orFor: nil)?.content {
      guard case .records(var block) = content else { continue }
      router.beginBlock(with: &block.window)
      router.prefetch(block.ahead)
      if case .lines(var lines) = block.records {
        if lineCount == 0 { try file.writer.truncate(to: 1000 * line.count) }
        while lines.next(in: block.bytes.span, using: &router) != nil { lineCount += 1 }
      }
      swap(&room.bytes, &block.bytes)
    }
    #expect(lineCount == 1000)
  }

  /// Another worker reads what comes next, mostly on another processor.
  @Test func blocksOfSeveralWorkersDoNot() throws {
    let pipe = try TestPipe()
    try expectBlocksToKnowTheNext("events", .events, "", "\n", end: pipe.reader)
  }

  private func expectBlocksToKnowTheNext(
    _ name: String, _ form: InputForm, _ start: String, _ separator: String,
    kernel: ScanKernel = .best, end: Descriptor? = nil
  ) throws {
    let record = SampleLog.record(Array("{}".utf8), to: "62685990d918fb5557f9f992")
    let records = Array(repeating: record, count: 32_000).joined(separator: separator.utf8)
    let file = try ScratchFile(start + String(decoding: Array(records), as: UTF8.self))
    let bytes = try file.bytes()
    try #require(bytes.count > 2 * FileAhead.windowSize)
    var queue = BlockQueue(
      [file.name], form: form, kernel: kernel, limit: 1 << 20, readSize: InputBuffer.readSize,
      written: [])
    var (room, knownCount) = (BlockMemory(), 0)
    while let content = queue.next(into: &room, orFor: end)?.content {
      guard case .records(var block) = content else { continue }
      let next = block.offset + block.bytes.count
      // SAFETY: the file is this test's own, and keeps its length; the addresses are of its bytes.
      let ahead = unsafe UnsafeRawBufferPointer(
        start: UnsafeRawPointer(bitPattern: block.ahead.lowerBound), count: block.ahead.count)
      let isNext = unsafe bytes[next...].prefix(ahead.count).elementsEqual(ahead)
      try #require(isNext, "\(name), from \(next) on")
      knownCount += block.ahead.count
      swap(&room.bytes, &block.bytes)
      swap(&room.window, &block.window)
    }
    // All but the first read: reads end where windows do.
    let expected = end == nil && kernel != .scalar ? bytes.count - InputBuffer.readSize : 0
    #expect(knownCount == expected, "\(name)")
  }
}
