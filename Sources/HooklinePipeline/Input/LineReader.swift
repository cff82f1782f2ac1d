internal import Hookline
package import HooklineSystem
internal import JSONScanning

/// Reads an input whose records are its lines.
package struct LineReader: RecordReader {
  /// Whether the input is a log, in which a line that begins with `[` must not be the first.
  private let isLog: Bool

  /// The buffered bytes.
  ///
  /// Invariant: `bytes[lines]` are whole lines, and what follows, the start of the next one, contains no line feed.
  package var buffer: InputBuffer
  /// The extent of the whole lines, each with its line feed except a last one that has none.
  package private(set) var lines = 0..<0
  /// The buffered piece of a line over the limit, without the line feed.
  package private(set) var overlongPiece: OverlongPiece?

  private var hasStarted: Bool
  /// The offset in the input of the line over the limit to which the next bytes belong.
  private var overlongOffset: Int?
  /// Whether that line could begin an input.
  private var isOverlongReadable: Bool?

  /// A reader of `input` for lines of at most `limit` bytes before their line feed.
  package init(_ input: Descriptor, limit: Int) {
    self.init(InputBuffer(input, limit: limit))
  }

  /// A reader of what comes into `buffer`.
  init(_ buffer: InputBuffer) {
    self.buffer = buffer
    (isLog, hasStarted) = (false, false)
  }

  /// A reader of the rest of a log of lines; `buffer` holds the start of a line.
  init(restOfLog buffer: InputBuffer) {
    self.buffer = buffer
    (isLog, hasStarted) = (true, true)
  }

  /// The whole lines.
  var records: RecordBlock.Records { .lines(LineCursor(lines)) }

  /// Whether there are lines or a piece of one.
  var hasBlock: Bool { !lines.isEmpty || overlongPiece != nil }

  /// The rest of the input, from the first line on that was not taken whole.
  package var rest: InputRest {
    InputRest(offset: restOffset, prefix: isRestReadable == false ? .rejectedLine : .nothing)
  }

  private var restOffset: Int { overlongOffset ?? buffer.offset + takenEnd }

  /// Whether the rest means the same at the start of an input, or `nil` if too little of it was read to know.
  package var isRestReadable: Bool? {
    if overlongOffset != nil { return isOverlongReadable }
    return restOffset == 0 ? true : isReadable(from: takenEnd)
  }

  /// Reads once.
  package mutating func readMore() throws(SystemError) -> Bool {
    buffer.discard(takenEnd)
    (lines, overlongPiece) = (0..<0, nil)
    guard !buffer.hasEnded else { return false }
    let searched = buffer.count
    try buffer.fill()
    if overlongOffset != nil {
      findOverlongPiece()
    } else {
      lines = 0..<(buffer.hasEnded ? buffer.count : endOfLines(searchedBefore: searched))
      skipByteOrderMark()
      beginOverlongLine()
    }
    return !buffer.hasEnded || !lines.isEmpty || overlongPiece?.isLast == true
  }

  /// Takes what is buffered.
  mutating func takeBlock() -> RecordBlock {
    var block = blockWithoutBytes
    block.bytes = buffer.takeBytes(to: takenEnd)
    (lines, overlongPiece) = (0..<0, nil)
    return block
  }

  /// The end of what is taken as a block; a line feed after the last piece of an overlong line is part of it.
  private var takenEnd: Int { max(lines.upperBound, overlongPiece?.extent.upperBound ?? 0) }

  /// The offset after the last line feed, or 0 if there is none; there is none before `start`.
  private func endOfLines(searchedBefore start: Int) -> Int {
    // A local, so that its span does not borrow all of `self`.
    let bytes = buffer.bytes
    return bytes.span.lastOffset(of: lineFeed, in: start..<buffer.count).map { $0 + 1 } ?? 0
  }

  /// Finds what belongs to the line over the limit, up to its line feed if that was read.
  private mutating func findOverlongPiece() {
    let count = buffer.count
    guard let end = buffer.bytes.span.offset(of: lineFeed, in: 0..<count) else {
      overlongPiece = piece(0..<count, isLast: buffer.hasEnded)
      if buffer.hasEnded { overlongOffset = nil }
      return
    }
    overlongOffset = nil
    overlongPiece = piece(0..<end, isLast: true, hasLineEnd: true)
    lines = end + 1..<max(end + 1, endOfLines(searchedBefore: end + 1))
  }

  /// Skips the byte-order mark at the start of the input, once the first line is whole or over the limit.
  private mutating func skipByteOrderMark() {
    guard !hasStarted, !lines.isEmpty || buffer.count > buffer.limit else { return }
    // A local, so that its span does not borrow all of `self`.
    let bytes = buffer.bytes
    guard buffer.hasEnded || !ByteOrderMark.isCutOff(in: bytes.span) else { return }
    hasStarted = true
    let length = ByteOrderMark.length(in: bytes.span)
    lines = length..<max(length, lines.upperBound)
  }

  /// Begins a line over the limit if the partial line is one.
  private mutating func beginOverlongLine() {
    let extent = lines.lowerBound..<buffer.count
    guard hasStarted, lines.isEmpty, !buffer.hasEnded, extent.count > buffer.limit else { return }
    overlongPiece = piece(extent, isFirst: true)
    overlongOffset = buffer.offset + extent.lowerBound
    isOverlongReadable = isReadable(from: extent.lowerBound)
  }

  /// Whether the buffered bytes from `start` on mean the same at the start of an input, or `nil` if they are too few to know.
  private func isReadable(from start: Int) -> Bool? {
    let rest = buffer.bytes[start...]
    return isLog
      ? LogSplitter.isReadableLine(rest.span, isEnd: buffer.hasEnded)
      : ByteOrderMark.isAbsent(in: rest.span, isEnd: buffer.hasEnded)
  }

  private func piece(
    _ extent: Range<Int>, isFirst: Bool = false, isLast: Bool = false, hasLineEnd: Bool = false
  ) -> OverlongPiece {
    OverlongPiece(
      extent: extent, record: InputRecord(extent: extent, line: 0, nextLine: 1),
      isFirst: isFirst, isLast: isLast, hasLineEnd: hasLineEnd)
  }
}
