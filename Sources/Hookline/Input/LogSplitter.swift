public import JSONScanning

/// Finds the records of a delivery log file whose bytes arrive in pieces.
///
/// A file whose first character is `[` is a response of the platform's API: one array, or several in a row, compact or over
/// many lines. Whatever is between two commas of an array is a record, from its first character on and with the white space
/// after it, so one that is malformed does not affect the others, unless a bracket or a quote is missing. In any other file,
/// and between arrays, each line is a record.
///
/// A string ends with its line at the latest, so that a missing quote affects the rest of one line and not of the file.
public struct LogSplitter: Sendable {
  /// What the next byte belongs to.
  enum Place {
    /// A line; if `isBlank`, only white space was found in it so far, and an array may begin.
    case line(isBlank: Bool)
    /// An array, before a record; if `isFirst`, the array has none so far and may end.
    case array(isFirst: Bool)
    /// A record of an array.
    case element
  }

  var place = Place.line(isBlank: true)
  /// Whether the file holds arrays, once that is known.
  private var hasArrays: Bool?

  /// Where the line or element begins in the buffered bytes.
  var start: Int
  /// Whether it does begin there, and not in bytes that were dropped.
  var isStartBuffered = true
  /// How many lines end before it, and how many bytes of its first line come before it.
  var startLine = 0
  var startColumn = 0
  /// How many bytes of white space the line begins with, as long as nothing else was found.
  private var blankCount = 0
  /// How much white space at the start of a line is held, because it is part of the record unless an array follows.
  private static let longestMargin = 64 << 10
  /// The brackets and strings that are open in the element, if it is passed byte by byte.
  var element = ElementTracker()
  /// Finds the ends of elements that are completely buffered.
  var index: LineIndex

  /// How many lines end before the next byte.
  var line = 0
  /// The offset in the buffered bytes at which the line of the next byte begins; negative if it begins before them.
  var lineStart: Int

  /// A splitter of a file that begins at `offset` of the buffered bytes; `kernel` must be available.
  public init(at offset: Int = 0, kernel: ScanKernel = .best) {
    start = offset
    lineStart = offset
    index = LineIndex(kernel, selecting: LogMember.selection)
  }

  /// The same, with the memory of `window`.
  package init(at offset: Int, kernel: ScanKernel, reusing window: inout IndexedWindow) {
    self.init(at: offset, kernel: kernel)
    index.exchangeWindow(with: &window)
    index.reset()
  }

  /// The incomplete record, or `nil` if there is none; its extent is empty and is at its first buffered byte.
  public var openRecord: InputRecord? {
    switch place {
    case .line(isBlank: true), .array: nil
    case .line(isBlank: false), .element:
      InputRecord(extent: start..<start, line: startLine, column: startColumn, nextLine: line)
    }
  }

  /// Whether the next byte belongs to a line, not to an array.
  public var isInLine: Bool {
    if case .line = place { true } else { false }
  }

  /// Whether the file is known to be one of lines, in which `[` does not begin an array.
  public var isOfLines: Bool { hasArrays == false }

  /// Whether the bytes to be held begin where a line begins.
  public var isAtWholeLine: Bool { isInLine && start == lineStart }

  /// The offset in the buffered bytes from which bytes must be held, or `nil` if none must: that of the incomplete record, or of
  /// the white space that may begin one.
  public var heldOffset: Int? {
    if case .line(isBlank: true) = place {
      blankCount <= Self.longestMargin ? start : nil
    } else {
      openRecord?.extent.lowerBound
    }
  }

  /// Whether the file has ended in the middle of an array.
  public private(set) var isCutOff = false

  /// What must precede the rest of the file, from the bytes to be held on, so that it is read in the same way as a file.
  public var prefixOfRest: RestPrefix {
    switch place {
    case .line: hasArrays == true ? .closedArray : .nothing
    case .array, .element: .openArray
    }
  }

  /// How many lines end before the incomplete record or, if there is none, before the next byte.
  public var lineCount: Int { openRecord?.line ?? line }

  /// Brings what is at the addresses of `ahead` into the processor's cache while elements are indexed.
  package mutating func prefetch(_ ahead: Range<UInt>) { index.prefetch(ahead) }

  /// Exchanges `window` for what was found in the buffered bytes from `start` on, where the first of the latest records begins.
  ///
  /// If nothing was found at `start`, it is cleared instead. Something need not be found in all later records.
  package mutating func exchangeWindow(with window: inout IndexedWindow, from start: Int) {
    window.clear()
    if index.hasWindow(from: start) { index.exchangeWindow(with: &window) }
  }

  /// Drops the first `count` bytes and `lineCount` lines: from now on, offsets and lines are counted from their end.
  public mutating func discard(_ count: Int, lines lineCount: Int) {
    lineStart -= count
    line -= lineCount
    startLine -= lineCount
    isStartBuffered = isStartBuffered && start >= count
    start = max(start - count, 0)
    index.discard(count)
  }

  /// Appends to `records` those that end in `bytes`, until there are `limit`; the bytes before `offset` were already passed.
  ///
  /// `isEnd` says that nothing follows, so that the last record ends with the bytes.
  ///
  /// - Returns: How many of the bytes were passed: all of them, unless there are `limit` records.
  /// - Complexity: O(bytes passed).
  @discardableResult
  public mutating func split(
    _ bytes: Span<UInt8>, from offset: Int, isEnd: Bool, limit: Int = .max,
    into records: inout [InputRecord]
  ) -> Int {
    var offset = offset
    if case .element = place, records.count < limit {
      resumeElement(to: &offset, in: bytes, into: &records)
    }
    while offset < bytes.count {
      guard records.count < limit else { return offset }
      switch place {
      case .line(isBlank: true): passBlank(to: &offset, in: bytes)
      case .line(isBlank: false): passLine(to: &offset, in: bytes, into: &records)
      case .array(let isFirst): passComma(to: &offset, isFirst, in: bytes, into: &records)
      case .element: passElement(to: &offset, in: bytes, into: &records)
      }
    }
    if isEnd { end(bytes, into: &records) }
    return offset
  }
}

extension LogSplitter {
  /// Passes one byte of a line that is blank so far, unless it begins a record.
  private mutating func passBlank(to offset: inout Int, in bytes: Span<UInt8>) {
    let byte = bytes[offset]
    if ASCII.isWhitespace(byte) {
      offset += 1
      blankCount += 1
      guard byte == ASCII.lineFeed else { return }
      beginLine(at: offset)
      begin(.line(isBlank: true), at: offset)
    } else if byte == ASCII.leftBracket, hasArrays != false {
      hasArrays = true
      place = .array(isFirst: true)
      offset += 1
    } else {
      hasArrays = hasArrays ?? false
      if blankCount > Self.longestMargin { begin(.line(isBlank: false), at: offset) }
      place = .line(isBlank: false)
    }
  }

  /// Passes the rest of a line.
  private mutating func passLine(
    to offset: inout Int, in bytes: Span<UInt8>, into records: inout [InputRecord]
  ) {
    offset = bytes.offset(of: ASCII.lineFeed, from: offset)
    guard offset < bytes.count else { return }
    let hasReturn = offset > start && bytes[offset - 1] == ASCII.carriageReturn
    let end = offset - (hasReturn ? 1 : 0)
    offset += 1
    beginLine(at: offset)
    endRecord(at: end, length: offset - 1 - start, into: &records)
    beginAnything(at: offset)
  }

  /// Ends what is open at the end of the file; an open array is a fault.
  private mutating func end(_ bytes: Span<UInt8>, into records: inout [InputRecord]) {
    let count = bytes.count
    let isLineOpen = count > lineStart
    switch place {
    case .line(let isBlank):
      if isLineOpen { line += 1 }
      if !isBlank { endRecord(at: count, into: &records) }
    case .array(let isFirst):
      isCutOff = true
      begin(.element, at: count)
      endRecord(
        at: count, lacking: isFirst ? .value : .valueAfterComma, isAtEnd: true, into: &records)
      if isLineOpen { line += 1 }
    case .element:
      isCutOff = true
      endRecord(at: count, into: &records)
      // A record that is cut off is reported once, as that; the array that is open too is not.
      if element.isClosed {
        begin(.element, at: count)
        endRecord(at: count, lacking: .nextElement, isAtEnd: true, into: &records)
      }
      if isLineOpen { line += 1 }
    }
    // Nothing is held any more, so that reading can end after the last record.
    lineStart = count
    begin(.line(isBlank: true), at: count)
  }

  mutating func begin(_ place: Place, at offset: Int) {
    self.place = place
    (start, startLine, startColumn) = (offset, line, offset - lineStart)
    (element, blankCount, isStartBuffered) = (ElementTracker(), 0, true)
  }

  /// Continues after `byte`, the comma or bracket that ended a record of an array.
  mutating func leaveElement(with byte: UInt8, at offset: Int) {
    if byte == ASCII.comma {
      place = .array(isFirst: false)
    } else {
      beginAnything(at: offset)
    }
  }

  /// Begins what follows a line or an array; in a file of lines that is a line, including any white space at its start.
  private mutating func beginAnything(at offset: Int) {
    begin(.line(isBlank: hasArrays != false), at: offset)
  }

  mutating func beginLine(at offset: Int) {
    line += 1
    lineStart = offset
  }

  /// Appends the record that ends at `end`; if something is `lacking`, the record is rejected for that.
  func endRecord(
    at end: Int, length: Int? = nil, lacking expectation: ScanFault.Expectation? = nil,
    isAtEnd: Bool = false, into records: inout [InputRecord]
  ) {
    let rejection = expectation.map {
      Rejection(.malformed(ScanFault(at: 0, expected: $0, isAtEnd: isAtEnd)), at: 0)
    }
    records.append(
      InputRecord(
        extent: start..<end, length: length, line: startLine, column: startColumn, nextLine: line,
        rejection: rejection))
  }
}
