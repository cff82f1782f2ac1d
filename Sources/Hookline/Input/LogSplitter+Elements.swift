internal import JSONScanning

// The records of an array: an object with the index, if it is buffered and has no fault, anything else byte by byte.

extension LogSplitter {
  /// How many bytes must have come for the index to be tried again.
  private static let leastResumedCount = 1 << 10

  /// Passes one byte between the records of an array, or begins the record that is there.
  mutating func passComma(
    to offset: inout Int, _ isFirst: Bool, in bytes: Span<UInt8>,
    into records: inout [InputRecord]
  ) {
    let byte = bytes[offset]
    if ASCII.isWhitespace(byte) {
      offset += 1
      if byte == ASCII.lineFeed { beginLine(at: offset) }
      return
    }
    guard byte == ASCII.comma || byte == ASCII.rightBracket else {
      begin(.element, at: offset)
      return passWholeElement(to: &offset, in: bytes, into: &records)
    }
    if byte == ASCII.comma || !isFirst {
      // No element begins, which makes `[,,,`, with a record for each byte, cost less.
      let fault = ScanFault(at: 0, expected: isFirst ? .value : .valueAfterComma)
      records.append(
        InputRecord(
          extent: offset..<offset, line: line, column: offset - lineStart, nextLine: line,
          rejection: Rejection(.malformed(fault), at: 0)))
    }
    offset += 1
    leaveElement(with: byte, at: offset)
  }

  /// Passes a record of an array that is an object without a fault, if all of it and the comma or bracket after it are buffered.
  ///
  /// Any other is left to be passed byte by byte.
  private mutating func passWholeElement(
    to offset: inout Int, in bytes: Span<UInt8>, into records: inout [InputRecord]
  ) {
    guard let objectEnd = index.endOfElement(at: offset, in: bytes) else { return }
    let end = bytes.endOfWhitespace(from: objectEnd)
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

  /// Passes the record of an array that was cut off at `offset`, if the bytes after it complete it and it has no fault.
  ///
  /// The bytes before `offset` are looked at again, so it is done only if they are no more than those after it, and not for a few
  /// bytes, for which the index is slow.
  mutating func resumeElement(
    to offset: inout Int, in bytes: Span<UInt8>, into records: inout [InputRecord]
  ) {
    let newCount = bytes.count - offset
    guard isStartBuffered, newCount >= max(offset - start, Self.leastResumedCount) else { return }
    let (passed, first) = ((offset, line, lineStart), start)
    (offset, line, lineStart) = (start, startLine, start - startColumn)
    index.forgetCutOffElement()
    passWholeElement(to: &offset, in: bytes, into: &records)
    if offset == first { (offset, line, lineStart) = passed }
  }

  /// Passes a record of an array up to and including the comma or bracket after it, or as far as the bytes go.
  mutating func passElement(
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
}
