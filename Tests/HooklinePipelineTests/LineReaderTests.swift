import Glibc
import Hookline
import HooklineSystem
import SampleData
import Scratch
import Testing

@testable import HooklinePipeline

/// A ``LineReader`` returns the lines of its input, however the input arrives.
@Suite struct LineReaderTests {
  /// The blocks that a reader returns for an input that arrives in `pieces`, one per read.
  ///
  /// They are blocks of whole lines and, between them, the lines over the limit, each joined, with `mark` before it and a line
  /// feed after it.
  private func blocks(of pieces: [[UInt8]], limit: Int = 100) throws -> [[UInt8]] {
    let pipe = try TestPipe()
    // The reader has only the descriptor's number, so the pipe must stay open.
    defer { withExtendedLifetime(pipe) {} }
    var reader = LineReader(pipe.reader, limit: limit)
    var blocks: [[UInt8]] = []
    var overlong: [UInt8] = Self.mark
    func take() {
      if let piece = reader.overlongPiece {
        overlong += reader.buffer.bytes[piece.extent]
        if piece.isLast {
          blocks.append(overlong + [lineFeed])
          overlong = Self.mark
        }
      }
      blocks.append(Array(reader.buffer.bytes[reader.lines]))
    }
    for piece in pieces where !piece.isEmpty {
      try pipe.write(piece)
      let hasRead = try reader.buffer.isReady && reader.readMore()
      try #require(hasRead)
      take()
    }
    let wouldWait = !reader.buffer.isReady
    pipe.endWriting()
    // A process that another test is starting may hold the pipe open for a moment.
    for _ in 0..<1000 where !reader.buffer.isReady { usleep(10_000) }
    let seesTheEnd = reader.buffer.isReady
    #expect(wouldWait && seesTheEnd)
    while try reader.readMore() { take() }
    let isDone = reader.lines.isEmpty && reader.overlongPiece == nil && overlong == Self.mark
    #expect(isDone)
    return blocks
  }

  private static let mark = Array("!".utf8)

  private func blocks(of pieces: [String], limit: Int = 100) throws -> [String] {
    try blocks(of: pieces.map { Array($0.utf8) }, limit: limit)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("one read", ["a\nbc\n"], ["a\nbc\n"]),
    ("a partial line is completed", ["a\nb", "c\nd\n"], ["a\n", "bc\nd\n"]),
    ("a line in many reads", ["a", "b", "c\n"], ["abc\n"]),
    ("no line feed at the end", ["a\nb"], ["a\n", "b"]),
    ("nothing", [], []),
    ("only line feeds", ["\n", "\n\n"], ["\n", "\n\n"]),
    ("a mark at the start", ["\u{FEFF}a\nb\n"], ["a\nb\n"]),
    ("a mark, then nothing", ["\u{FEFF}"], []),
    ("no mark later", ["a\n\u{FEFF}b\n", "\u{FEFF}c\n"], ["a\n\u{FEFF}b\n", "\u{FEFF}c\n"]),
  ])
  func wholeLinesAreReturned(name: String, pieces: [String], expected: [String]) throws {
    let found = try blocks(of: pieces)
    // A read that completes no line is a block without one.
    #expect(found.filter { $0 != "" } == expected, "\(name)")
  }

  /// Also if the byte-order mark itself is longer than the limit of a line.
  @Test(arguments: [0, 1, 2, 100]) func byteOrderMarkIsSkippedForAnyReads(limit: Int) throws {
    for (text, line) in [("\u{FEFF}a\n", "a\n"), ("\u{FEFF}", ""), ("\u{FEFA}\n", "\u{FEFA}\n")] {
      let bytes = Array(text.utf8)
      for cut in 1..<bytes.count {
        let pieces = [Array(bytes[..<cut]), Array(bytes[cut...])]
        let found = try blocks(of: pieces, limit: limit).joined().filter { $0 != Self.mark[0] }
        #expect(found.elementsEqual(line.utf8), "cut at \(cut), \(text.utf8.count) bytes")
      }
    }
  }

  @Test(arguments: [
    ("at the limit", ["abcd", "\n"], ["abcd\n"]),
    ("one more, whole", ["abcde\nf\n"], ["abcde\nf\n"]),
    ("one more, piece by piece", ["abcde", "fgh", "i\nj\n"], ["!abcdefghi\n", "j\n"]),
    ("to the end", ["abcde", "f"], ["!abcdef\n"]),
    ("ended by a read of its own", ["abcdef", "gh", "\n", "x\n"], ["!abcdefgh\n", "x\n"]),
    ("then an empty line", ["abcdef", "gh\n\nx\n"], ["!abcdefgh\n", "\nx\n"]),
    (
      "then one that ends in the next read", ["abcde", "f\nghijk", "l\nm\n"],
      ["!abcdef\n", "ghijkl\nm\n"]
    ),
    ("after a mark", ["\u{FEFF}abcd", "\n"], ["abcd\n"]),
    ("after a mark, one more", ["\u{FEFF}abcd", "e", "f\ng\n"], ["!abcdef\n", "g\n"]),
  ])
  func overlongLinesAreReturnedInPieces(name: String, pieces: [String], expected: [String]) throws {
    #expect(try blocks(of: pieces, limit: 4).filter { $0 != "" } == expected, "\(name)")
  }

  /// However the input is cut, the reader returns its lines unchanged; only those over the limit may come in pieces.
  @Test(arguments: 0..<300) func linesAreIdenticalForAnyReads(round: Int) throws {
    let seed = UInt64(round)
    var random = SeededGenerator(seed: seed)
    let limit = Int.random(in: 1...12, using: &random)
    let input = (0..<Int.random(in: 0...80, using: &random)).map { _ in
      UInt8(ascii: Int.random(in: 0..<5, using: &random) == 0 ? "\n" : "x")
    }
    var pieces: [[UInt8]] = []
    var rest = input[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...9, using: &random)
      pieces.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    let found = try blocks(of: pieces, limit: limit).flatMap(lines)
    #expect(
      found.map { $0.first == Self.mark[0] ? Array($0.dropFirst()) : $0 } == lines(of: input),
      "LineReaderTests seed \(seed)")
    for line in found where line.first == Self.mark[0] { #expect(line.count - 1 > limit) }
  }

  /// At the start of an input a byte-order mark has another meaning; in a log, so does `[`.
  @Test(arguments: [
    ("a\n\u{FEFF}b", 2, false, false), ("a\nbcd", 2, true, false), ("a\n", 2, nil, false),
    ("", 0, true, false), ("\u{FEFF}a", 0, true, false), ("a\n[b", 2, true, false),
    ("a\n\u{FEFF}bcdefghijk", 2, false, false), ("a\nbcdefghijkl", 2, true, false),
    ("a\n[b", 2, false, true), ("a\n [", 2, false, true), ("a\n b", 2, true, true),
    ("a\n ", 2, nil, true), ("a\n\u{FEFF}", 2, false, true), ("a\n[bcdefghijkl", 2, false, true),
    ("a\nbcdefghijkl", 2, true, true), ("", 0, true, true),
  ])
  func lineReaderReportsWhetherTheRestIsReadable(
    read: String, offset: Int, isReadable: Bool?, isLog: Bool
  ) throws {
    let pipe = try TestPipe()
    // The reader has only the descriptor's number, so the pipe must stay open.
    defer { withExtendedLifetime(pipe) {} }
    let buffer = InputBuffer(pipe.reader, limit: 10)
    var reader = isLog ? LineReader(restOfLog: buffer) : LineReader(buffer)
    if !read.isEmpty {
      try pipe.write(read.utf8)
      _ = try reader.readMore()
    }
    #expect(reader.rest.offset == offset)
    #expect(reader.isRestReadable == isReadable)
    #expect(reader.rest.prefix == (isReadable == false ? .rejectedLine : .nothing))
  }

  /// The lines of `bytes` without their line feeds, found in the obvious way.
  private func lines(of bytes: [UInt8]) -> [[UInt8]] {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    if lines.last == [] { lines.removeLast() }
    return lines
  }
}
