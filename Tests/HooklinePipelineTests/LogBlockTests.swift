import Hookline
import HooklineSystem
import JSONScanning
import SampleData
import Scratch
import Testing

@testable import HooklinePipeline

/// The blocks of a log of arrays.
@Suite struct LogBlockTests {
  /// The worker that reads the records of a block need not look at all of their bytes again.
  @Test(
    .enabled(if: ScanKernel.best != .scalar),
    arguments: [",", ",\n", "]\n[", ",{\"a\":tru},"], [40_000, 64 << 10])
  func blocksHaveWhatWasFoundInTheirRecords(separator: String, readSize: Int) throws {
    let record = SampleLog.record(Array("{}".utf8), to: "62685990d918fb5557f9f992")
    let records = Array(repeating: record, count: 1000).joined(separator: separator.utf8)
    let file = try ScratchFile("[" + String(decoding: Array(records), as: UTF8.self) + "]\n")
    var queue = BlockQueue([file.name], form: .log, limit: 1 << 20, readSize: readSize, written: [])
    var (room, count) = (BlockMemory(), 0)
    while let content = queue.next(into: &room, orFor: nil)?.content {
      guard case .records(var block) = content else { continue }
      var router = Router([], of: .log)
      if case .list(var list) = block.records,
        list.next(in: block.bytes.span, using: &router) != nil
      {
        let hasWindow = !block.window.isEmpty
        #expect(hasWindow, "block \(count)")
        count += 1
      }
      swap(&room.bytes, &block.bytes)
      swap(&room.window, &block.window)
    }
    #expect(count > 2)
  }

  /// More records than a block can have, so that the rest of a read becomes another block.
  @Test(arguments: [8_190, 8_192, 8_193, 20_000]) func recordsOfBlocksAreRead(count: Int) throws {
    let file = try ScratchFile("[" + String(repeating: #"{"event":0},"#, count: count) + "{}]\n")
    var queue = BlockQueue(
      [file.name], form: .log, limit: 1 << 20, readSize: 1 << 20, written: [])
    var (room, router, found) = (BlockMemory(), Router([], of: .log), 0)
    while let content = queue.next(into: &room, orFor: nil)?.content {
      guard case .records(var block) = content else { continue }
      router.beginBlock(with: &block.window)
      if case .list(var list) = block.records {
        let bytes = block.bytes.span
        while let record = list.next(in: bytes, using: &router) {
          let verdict = router.route(record.extent, of: bytes)
          let isLast = found == count
          #expect(
            verdict
              == .rejected(Rejection(.missing(.record(isLast ? .event : .subscription)), at: 0)))
          found += 1
        }
      }
      swap(&room.bytes, &block.bytes)
      swap(&room.window, &block.window)
    }
    #expect(found == count + 1)
  }
}
