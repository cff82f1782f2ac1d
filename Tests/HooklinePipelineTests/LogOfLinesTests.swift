import Hookline
import HooklineSystem
import SampleData
import Scratch
import Testing

@testable import HooklinePipeline

/// A log whose records are lines: a ``LineReader`` takes over once that is known.
@Suite struct LogOfLinesTests {
  /// A line without its line end, and its number from 1.
  private struct Line: Equatable {
    var text: [UInt8]
    var number: Int

    var isBlank: Bool { text.allSatisfy { [0x20, 0x09, 0x0D].contains($0) } }
  }

  /// Collects the lines from the blocks of an input.
  private struct Collector {
    var lines: [Line] = []
    /// The number of blocks whose lines are left to the workers to find.
    var unsplitCount = 0
    private var lineCount = 0
    private var overlong: Line?

    mutating func take(_ block: RecordBlock) {
      if let piece = block.overlongPiece { take(piece, of: block.bytes) }
      switch block.records {
      case .list(var cursor): take(&cursor, of: block.bytes)
      case .lines(var cursor):
        unsplitCount += 1
        take(&cursor, of: block.bytes)
      }
    }

    private mutating func take(_ cursor: inout some RecordCursor, of bytes: [UInt8]) {
      var router = Router([], of: .log)
      while let record = cursor.next(in: bytes.span, using: &router) {
        let number = lineCount + record.line + 1
        lines.append(Line(text: Array(bytes[record.extent]), number: number))
      }
      lineCount += cursor.lineCount
    }

    private mutating func take(_ piece: OverlongPiece, of bytes: [UInt8]) {
      var line = overlong ?? Line(text: [], number: lineCount + piece.record.line + 1)
      line.text += bytes[piece.extent]
      overlong = line
      guard piece.isLast else { return }
      if piece.hasLineEnd, line.text.last == 0x0D { line.text.removeLast() }
      lines.append(line)
      lineCount += piece.record.nextLine
      overlong = nil
    }
  }

  /// Reads `file` as a log, `readSize` bytes at a time, and calls `body` with each block of records.
  private func forEachBlock(
    of file: ScratchFile, limit: Int, readSize: Int, _ body: (RecordBlock) -> Void
  ) throws {
    var inputs = BlockQueue(
      [file.name], form: .log, limit: limit, readSize: readSize, written: [])
    var room = BlockMemory()
    while let block = inputs.next(into: &room, orFor: nil) {
      switch block.content {
      case .notice(let notice):
        switch notice.kind {
        case .unopened(let error): throw error
        case .cutShort(let error, _): throw error
        case .start, .rest: break
        }
      case .records(let records): body(records)
      }
    }
  }

  /// Whatever the read size and the limit, the records are the lines of the file.
  @Test(arguments: 0..<300) func recordsOfALogOfLinesAreItsLines(round: Int) throws {
    var random = SeededGenerator(seed: UInt64(round))
    let alphabet = Array("[],,{}\"\\\n\n\r  1a".utf8)
    var bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
      alphabet[Int.random(in: alphabet.indices, using: &random)]
    }
    bytes.insert(contentsOf: Array([" \n\na", "{", "\u{FEFF}1\n"][round % 3].utf8), at: 0)
    let file = try ScratchFile(String(decoding: bytes, as: UTF8.self))
    var collector = Collector()
    let limit = Int.random(in: 4...30, using: &random)
    let readSize = Int.random(in: 1...40, using: &random)
    try forEachBlock(of: file, limit: limit, readSize: readSize) { collector.take($0) }
    var texts = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    for index in texts.indices.dropLast() where texts[index].last == 0x0D {
      texts[index].removeLast()
    }
    if round % 3 == 2 { texts[0].removeFirst(3) }
    let expected = texts.enumerated().map { Line(text: $1, number: $0 + 1) }
    let words = "round \(round), \(MarkedText.notation(of: bytes))"
    #expect(collector.lines.filter { !$0.isBlank } == expected.filter { !$0.isBlank }, "\(words)")
    if bytes.count > 100 { #expect(collector.unsplitCount > 0, "\(words)") }
  }

  /// One read brings more lines than a block can have, and a line over the limit follows them.
  @Test func linesReadButNotYetReturnedAreNotLost() throws {
    // The first read ends exactly before the long line.
    let lineFeeds = String(repeating: "\n", count: (16 << 10) - 1)
    let file = try ScratchFile("1" + lineFeeds + String(repeating: "x", count: 100_000) + "\n2")
    var collector = Collector()
    try forEachBlock(of: file, limit: 1000, readSize: 16 << 10) { collector.take($0) }
    let found = collector.lines.filter { !$0.isBlank }
    #expect(found.map(\.number) == [1, 16 << 10, (16 << 10) + 1])
    #expect(found.map(\.text.count) == [1, 100_000, 1])
  }

  /// Discarded white space counts: a line that is only partly in memory is not left to a ``LineReader``.
  @Test func columnsCountFromTheStartOfTheLine() throws {
    let blankLine = String(repeating: " ", count: 99) + "\n"
    let margin = String(repeating: " ", count: 70_000)
    let text = String(repeating: "x", count: 150_000)
    let file = try ScratchFile(String(repeating: blankLine, count: 3000) + margin + text + "\n")
    // A read ends after 445,760 bytes, inside the text; none ends in the white space before it.
    var columns: [Int] = []
    try forEachBlock(of: file, limit: 1 << 20, readSize: 200_000) { block in
      guard case .list(var cursor) = block.records else { return }
      var router = Router([], of: .log)
      while let record = cursor.next(in: block.bytes.span, using: &router) {
        columns.append(record.column)
      }
    }
    #expect(columns == [70_000])
  }
}
