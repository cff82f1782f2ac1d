import HooklinePipeline
import HooklineSystem
import SampleData
import Scratch
import Testing

/// A ``LineWriter`` writes lines in order, and small ones together.
@Suite struct LineWriterTests {
  /// All pieces of all lines are written in order, whatever their sizes.
  @Test(arguments: [1, UInt64.random(in: .min ... .max)])
  func linePiecesAreWrittenInOrder(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    // Around the sizes at which the writer's behaviour changes.
    let sizes = [0, 1, 300, 65_535, 65_536, 65_537, 200_000, 1 << 20, (1 << 20) + 1]
    let scratch = try ScratchFile()
    var writer = LineWriter(to: scratch.writer)
    var expected: [UInt8] = []
    for number in 0..<60 {
      for _ in 0..<3 {
        let size = sizes[Int.random(in: 0..<sizes.count, using: &random)]
        let piece = [UInt8](repeating: UInt8(number + 32), count: size)
        writer.append(piece.span)
        expected += piece
      }
      writer.append([lineFeed].span)
      expected.append(lineFeed)
      writer.endEntry()
    }
    writer.flush()
    let whole = writer.whole
    #expect(whole == EntrySink.Extent(entryCount: 60, byteCount: expected.count))
    let written = try scratch.bytes()
    let isSame = written == expected
    #expect(isSame, "LineWriterTests seed \(seed)")
  }

  /// Another run that appends to the file meets no part of a line.
  @Test(arguments: [1, UInt64.random(in: .min ... .max)])
  func linesThatFitInTheBufferAreWrittenWhole(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let scratch = try ScratchFile()
    var writer = LineWriter(to: scratch.writer)
    var writtenCount = 0
    for _ in 0..<60 {
      for _ in 0..<3 {
        let size = [0, 9, 65_536, 300_000].randomElement(using: &random) ?? 0
        writer.append([UInt8](repeating: 0x78, count: size).span)
        let written = try scratch.bytes()
        #expect(written.isEmpty || written.last == lineFeed, "LineWriterTests seed \(seed)")
        writtenCount = written.count
      }
      writer.append([lineFeed].span)
      writer.endEntry()
    }
    #expect(writtenCount > 1 << 20)
  }

  /// Nothing is written before the buffer is full or flushed, and a flush writes everything.
  @Test func smallLinesAreBuffered() throws {
    let scratch = try ScratchFile()
    var writer = LineWriter(to: scratch.writer)
    for _ in 0..<1000 {
      writer.append(Array("one line\n".utf8).span)
      writer.endEntry()
    }
    #expect(try scratch.bytes().isEmpty)
    let before = writer.whole
    #expect(before == EntrySink.Extent())
    writer.flush()
    #expect(try scratch.bytes().count == 9000)
    let after = writer.whole
    #expect(after == EntrySink.Extent(entryCount: 1000, byteCount: 9000))
  }
}
