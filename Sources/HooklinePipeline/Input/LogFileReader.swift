package import Hookline
package import HooklineSystem
package import JSONScanning

/// Reads a file of the delivery log, whose records are its lines or the elements of its arrays.
///
/// Once it is known that they are lines, a ``LineReader`` can take over, which leaves it to the workers to find them.
package struct LogFileReader: RecordReader {
  /// The most records taken at a time: those in a block of nothing but commas would take a hundred times its size.
  private static let recordLimit = 8192

  private let recordLimit: Int
  private let kernel: ScanKernel

  /// The buffered bytes.
  package var buffer: InputBuffer
  /// The buffered piece of a record over the limit.
  package private(set) var overlongPiece: OverlongPiece?

  /// The buffered whole records.
  package private(set) var whole: [InputRecord] = []

  /// `nil` until it is known whether a byte-order mark begins the file.
  private var splitter: LogSplitter?
  /// Memory for a window of the splitter.
  private var spareWindow = IndexedWindow()
  /// How many of the buffered bytes the splitter has passed.
  private var passedCount = 0
  /// The record over the limit to which the next bytes belong, if any.
  private var overlong: OverlongRecord?

  /// A record over the limit, of which only pieces are held.
  private struct OverlongRecord {
    /// The record, as it was when it exceeded the limit.
    let record: InputRecord
    /// Its offset in the input.
    let offset: Int
    /// Whether it is a line.
    let isLine: Bool
    /// Whether it could begin an input, or `nil` if too little of it was read to know.
    let isRestReadable: Bool?
  }

  /// A reader of `input` for records of at most `limit` bytes, which are found with `kernel`.
  package init(
    _ input: Descriptor, limit: Int, recordLimit: Int = recordLimit, kernel: ScanKernel = .best
  ) {
    self.init(
      InputBuffer(input, limit: limit), recordLimit: recordLimit, kernel: kernel)
  }

  /// A reader of what comes into `buffer`.
  init(
    _ buffer: InputBuffer, recordLimit: Int = recordLimit, kernel: ScanKernel
  ) {
    self.buffer = buffer
    self.recordLimit = recordLimit
    self.kernel = kernel
  }

  /// Whether more can be had without waiting, from bytes read before or by reading on.
  package var isReady: Bool { isSplitUnfinished || buffer.isReady }

  /// Whether there are buffered bytes that were not split yet, because the most records had been found.
  private var isSplitUnfinished: Bool { splitter != nil && passedCount < buffer.count }

  /// The whole records.
  var records: RecordBlock.Records { .list(ListCursor(whole, lineCount: lineCount)) }

  /// Whether there are records, a piece of one, or lines without any.
  var hasBlock: Bool { !whole.isEmpty || overlongPiece != nil || lineCount > 0 }

  /// Whether the file has ended in the middle of an array.
  package var isCutOff: Bool { splitter?.isCutOff == true }

  /// The rest of the input, from the first record on that was not taken whole.
  package var rest: InputRest {
    let prefix = isRestReadable == false ? .rejectedLine : splitter?.prefixOfRest ?? .nothing
    return InputRest(offset: restOffset, prefix: prefix)
  }

  private var restOffset: Int { overlong?.offset ?? buffer.offset + takenEnd }

  /// Whether the rest means the same at the start of an input, or `nil` if too little of it was read to know.
  package var isRestReadable: Bool? {
    restOffset == 0 ? true : overlong.map { $0.isRestReadable } ?? isReadable(from: takenEnd)
  }

  private func isReadable(from start: Int) -> Bool? {
    let rest = buffer.bytes[start...]
    return splitter?.isReadable(rest.span, isEnd: buffer.hasEnded)
  }

  /// Reads once.
  package mutating func readMore() throws(SystemError) -> Bool {
    buffer.discard(takenEnd)
    forgetTaken()
    if !isSplitUnfinished {
      guard !buffer.hasEnded else { return false }
      try buffer.fill()
      splitter?.prefetch(buffer.ahead)
    }
    split()
    findOverlongRecord()
    // A last line without a line feed counts, even if all its records were taken before.
    return !buffer.hasEnded || !whole.isEmpty || overlongPiece?.isLast == true || lineCount > 0
  }

  /// Takes what is buffered.
  mutating func takeBlock() -> RecordBlock {
    var block = blockWithoutBytes
    block.holdsArrays = splitter?.isOfLines == false
    // As long as records are left to be found, the splitter needs its window.
    if let first = whole.first, !isSplitUnfinished {
      splitter?.exchangeWindow(with: &spareWindow, from: first.extent.lowerBound)
      swap(&block.window, &spareWindow)
    }
    block.bytes = buffer.takeBytes(to: takenEnd)
    forgetTaken()
    return block
  }

  /// Takes room for bytes and for a window.
  mutating func recycle(_ room: inout BlockMemory) {
    buffer.recycle(&room.bytes)
    swap(&room.window, &spareWindow)
  }

  /// A reader of the rest of a file of lines.
  mutating func successor() -> (any RecordReader)? {
    let isAtLine = overlong == nil && buffer.count == passedCount && splitter?.isAtWholeLine == true
    guard splitter?.isOfLines == true, isAtLine, !buffer.hasEnded, !hasBlock else { return nil }
    return LineReader(restOfLog: buffer)
  }

  /// The end of what is taken as a block.
  private var takenEnd: Int {
    overlong == nil ? splitter?.heldOffset ?? passedCount : passedCount
  }

  /// How many lines end in what is taken as a block, or 0 in a record over the limit.
  package var lineCount: Int {
    overlong == nil ? splitter?.lineCount ?? 0 : 0
  }

  /// Forgets what was taken, which the buffer no longer holds.
  private mutating func forgetTaken() {
    let (end, lineCount) = (takenEnd, lineCount)
    splitter?.discard(end, lines: lineCount)
    passedCount -= end
    whole.removeAll(keepingCapacity: true)
    overlongPiece = nil
  }

  /// Finds the records that are whole by now.
  private mutating func split() {
    // A local, so that its span does not borrow all of `self`.
    let bytes = buffer.bytes
    if splitter == nil {
      guard buffer.hasEnded || !ByteOrderMark.isCutOff(in: bytes.span) else { return }
      passedCount = ByteOrderMark.length(in: bytes.span)
      splitter = LogSplitter(at: passedCount, kernel: kernel, reusing: &spareWindow)
    }
    passedCount =
      splitter?.split(
        bytes.span, from: passedCount, isEnd: buffer.hasEnded, limit: recordLimit, into: &whole)
      ?? bytes.count
  }

  /// Finds what belongs to the record over the limit, or begins one.
  private mutating func findOverlongRecord() {
    if let overlong {
      overlongPiece = OverlongPiece(
        extent: 0..<passedCount, record: overlong.record, isInArray: !overlong.isLine)
      if !whole.isEmpty { endOverlongRecord(whole.removeFirst(), isLine: overlong.isLine) }
    } else if whole.isEmpty, !buffer.hasEnded, let record = splitter?.openRecord,
      passedCount - record.extent.lowerBound > buffer.limit
    {
      let extent = record.extent.lowerBound..<passedCount
      let isLine = splitter?.isInLine == true
      overlong = OverlongRecord(
        record: record, offset: buffer.offset + extent.lowerBound, isLine: isLine,
        isRestReadable: isReadable(from: extent.lowerBound))
      overlongPiece = OverlongPiece(
        extent: extent, record: record, isFirst: true, isInArray: !isLine)
      overlongPiece?.record.extent = extent
    }
  }

  /// Ends the record over the limit, the last piece of which is at `end`.
  private mutating func endOverlongRecord(_ end: InputRecord, isLine: Bool) {
    overlong = nil
    overlongPiece?.extent = end.extent
    overlongPiece?.record.nextLine = end.nextLine
    overlongPiece?.isLast = true
    // If the piece ends in a carriage return, that was already taken as part of the line end.
    overlongPiece?.hasLineEnd = isLine && end.length == 0 && !buffer.hasEnded
    // Its lines are counted with it, so the lines of the others are counted from its end.
    splitter?.discard(0, lines: end.nextLine)
    for index in whole.indices {
      whole[index].line -= end.nextLine
      whole[index].nextLine -= end.nextLine
    }
  }
}
