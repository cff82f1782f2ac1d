public import JSONScanning

/// Finds where the records of a file of the delivery log stand, whose bytes come piece by piece.
///
/// A file whose first character is `[` is what the platform's API answers: an array, or several one behind the other,
/// compact or over many lines. What stands between two commas of an array is a record, from its first character on and
/// with the white space behind it, whatever it is: so one that is broken inside costs no other, unless a bracket or a
/// quote is missing. In any other file, and between arrays, each line is a record.
///
/// A string ends with its line at the latest, so that a quote that is missing turns what follows inside out for one line
/// and not for the rest of the file.
public struct LogSplitter: Sendable {
  /// What the next byte belongs to.
  private enum Place {
    /// A line; if `isBlank` only white space was found in it yet, so that an array can begin.
    case line(isBlank: Bool)
    /// An array, before a record; if `isFirst` none came, and the array may end.
    case array(isFirst: Bool)
    /// A record of an array.
    case element
  }

  private var place = Place.line(isBlank: true)
  /// Whether the file holds arrays, once that is known.
  private var hasArrays: Bool?

  /// Where the line or element begins in the bytes at hand.
  private var start: Int
  /// How many lines end before it, and how many bytes of its first line stand before it.
  private var startLine = 0
  private var startColumn = 0
  /// How many bytes of white space the line begins with, as long as nothing else came.
  private var blankCount = 0
  /// How much white space at the start of a line is held because it is part of a record, if one follows and no array.
  private static let longestMargin = 64 << 10
  /// What is open in the element, if it is passed byte by byte.
  private var element = ElementTracker()
  /// Where elements end that are at hand whole.
  private var index: LineIndex

  /// How many lines end before the next byte.
  private var line = 0
  /// Where the line of the next byte begins in the bytes at hand, which can be before them.
  private var lineStart: Int

  /// Makes a splitter of a file that begins at `offset` of the bytes at hand, which uses `kernel`, which must be available.
  public init(at offset: Int = 0, kernel: ScanKernel = .best) {
    start = offset
    lineStart = offset
    index = LineIndex(kernel, selecting: MemberSelection([]))
  }

  /// The record that is not whole yet, whose first byte at hand is the extent's bound; `nil` where there is none.
  public var openRecord: InputRecord? {
    switch place {
    case .line(isBlank: true), .array: nil
    case .line(isBlank: false), .element:
      InputRecord(extent: start..<start, line: startLine, column: startColumn, nextLine: line)
    }
  }

  /// Whether the next byte belongs to a line, and not to an array.
  public var isInLine: Bool {
    if case .line = place { true } else { false }
  }

  /// Whether the file is one of lines, in which a `[` begins no array.
  public var isOfLines: Bool { hasArrays == false }

  /// Whether what has to be held is the start of a line, with all that was passed of it.
  public var isAtWholeLine: Bool { isInLine && start == lineStart }

  /// Where what has to be held begins in the bytes at hand, or `nil` where all that was passed can go: at the record that
  /// is not whole yet, or at the white space that may be its start.
  public var heldOffset: Int? {
    if case .line(isBlank: true) = place {
      blankCount <= Self.longestMargin ? start : nil
    } else {
      openRecord?.extent.lowerBound
    }
  }

  /// What must stand before the rest of the file, from what has to be held on, to make it a file that is read like this
  /// one.
  public var prefixOfRest: String {
    switch place {
    case .line: hasArrays == true ? "[]" : ""
    case .array, .element: "["
    }
  }

  /// How many lines end before the record that is not whole yet, or before the next byte.
  public var lineCount: Int { openRecord?.line ?? line }

  /// Forgets `count` bytes and `lineCount` lines: from now on places are counted from behind them.
  public mutating func discard(_ count: Int, lines lineCount: Int) {
    lineStart -= count
    line -= lineCount
    startLine -= lineCount
    start = max(start - count, 0)
    index.discard(count)
  }

  /// Appends to `records` those that end in `bytes`, of which those before `offset` were passed, until there are `limit`.
  ///
  /// `isEnd` says that nothing will follow, so that a last record ends with the bytes.
  ///
  /// - Returns: How many of the bytes were passed: all, unless there are as many records as there may be.
  /// - Complexity: O(bytes passed).
  @discardableResult
  public mutating func split(
    _ bytes: Span<UInt8>, from offset: Int, isEnd: Bool, limit: Int = .max,
    into records: inout [InputRecord]
  ) -> Int {
    var offset = offset
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
  /// Passes one byte of a line that is blank so far.
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

  /// Passes one byte between the records of an array.
  private mutating func passComma(
    to offset: inout Int, _ isFirst: Bool, in bytes: Span<UInt8>,
    into records: inout [InputRecord]
  ) {
    let byte = bytes[offset]
    if ASCII.isWhitespace(byte) {
      offset += 1
      if byte == ASCII.lineFeed { beginLine(at: offset) }
      return
    }
    begin(.element, at: offset)
    guard byte == ASCII.comma || byte == ASCII.rightBracket else {
      return passWholeElement(to: &offset, in: bytes, into: &records)
    }
    if byte == ASCII.comma || !isFirst { endRecord(at: offset, lacking: .value, into: &records) }
    offset += 1
    leaveElement(with: byte, at: offset)
  }

  /// Passes a record of an array if it is an object without a fault, and whole with the comma or bracket after it.
  ///
  /// Any other is left to be passed byte by byte.
  private mutating func passWholeElement(
    to offset: inout Int, in bytes: Span<UInt8>, into records: inout [InputRecord]
  ) {
    guard let objectEnd = index.endOfElement(at: offset, in: bytes) else { return }
    var end = objectEnd
    while end < bytes.count, ASCII.isWhitespace(bytes[end]) { end += 1 }
    guard end < bytes.count, bytes[end] == ASCII.comma || bytes[end] == ASCII.rightBracket else {
      return
    }
    let inside = index.lineFeeds(in: offset..<objectEnd)
    line += inside.count
    lineStart = inside.last.map { $0 + 1 } ?? lineStart
    for place in objectEnd..<end where bytes[place] == ASCII.lineFeed { beginLine(at: place + 1) }
    endRecord(at: end, into: &records)
    offset = end + 1
    leaveElement(with: bytes[end], at: offset)
  }

  /// Passes a record of an array, up to and with the comma or bracket behind it where that has come.
  private mutating func passElement(
    to offset: inout Int, in bytes: Span<UInt8>, into records: inout [InputRecord]
  ) {
    while offset < bytes.count {
      if element.pass(to: &offset, in: bytes) {
        endRecord(at: offset, into: &records)
        offset += 1
        return leaveElement(with: bytes[offset - 1], at: offset)
      }
      if bytes[offset - 1] == ASCII.lineFeed { beginLine(at: offset) }
    }
  }

  /// Ends what is open at the end of the file, which an array must not be.
  private mutating func end(_ bytes: Span<UInt8>, into records: inout [InputRecord]) {
    let count = bytes.count
    let isLineOpen = count > lineStart
    switch place {
    case .line(let isBlank):
      if isLineOpen { line += 1 }
      if !isBlank { endRecord(at: count, into: &records) }
    case .array:
      begin(.element, at: count)
      endRecord(at: count, lacking: .value, isAtEnd: true, into: &records)
      if isLineOpen { line += 1 }
    case .element:
      endRecord(at: count, into: &records)
      // One that is cut off is told as that, and not once more.
      if element.isClosed {
        begin(.element, at: count)
        endRecord(at: count, lacking: .nextElement, isAtEnd: true, into: &records)
      }
      if isLineOpen { line += 1 }
    }
    // What is held begins here: nothing, so that reading can end after the last record.
    lineStart = count
    begin(.line(isBlank: true), at: count)
  }

  private mutating func begin(_ place: Place, at offset: Int) {
    self.place = place
    (start, startLine, startColumn) = (offset, line, offset - lineStart)
    (element, blankCount) = (ElementTracker(), 0)
  }

  /// Goes on behind the comma or the bracket at the end of an element.
  private mutating func leaveElement(with byte: UInt8, at offset: Int) {
    if byte == ASCII.comma {
      place = .array(isFirst: false)
    } else {
      beginAnything(at: offset)
    }
  }

  /// Begins what follows a line or an array; where there are no arrays that is a line, white space and all.
  private mutating func beginAnything(at offset: Int) {
    begin(.line(isBlank: hasArrays != false), at: offset)
  }

  private mutating func beginLine(at offset: Int) {
    line += 1
    lineStart = offset
  }

  /// Appends the record that ends at `end`; where one is `lacking`, it is turned down for that.
  private func endRecord(
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
