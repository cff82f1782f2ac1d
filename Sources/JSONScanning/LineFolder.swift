// Two ways to put an element of an array on one line, so that it can be a record of its own.

extension Span<UInt8> {
  /// The bytes, a well-formed text, on one line.
  ///
  /// An object or array in it that has line feeds loses all white space between its tokens, so that an event has the bytes that
  /// a job has if it is read in several lines. Any other line feed becomes a space.
  ///
  /// - Complexity: O(`count`).
  package func onOneLine() -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(count)
    var end = 0
    for value in innerValues {
      for index in end..<value.lowerBound { line.append(withoutLineFeed(at: index)) }
      let text = extracting(value)
      if text.contains(ASCII.lineFeed) {
        line += text.compacted()
      } else {
        for index in value { line.append(self[index]) }
      }
      end = value.upperBound
    }
    for index in end..<count { line.append(withoutLineFeed(at: index)) }
    return line
  }

  private func withoutLineFeed(at index: Int) -> UInt8 {
    self[index] == ASCII.lineFeed ? ASCII.space : self[index]
  }

  /// The extents of the objects and arrays that are directly in the bytes, a well-formed object or array.
  private var innerValues: [Range<Int>] {
    var values: [Range<Int>] = []
    var (strings, depth, start) = (StringTracker(), 0, 0)
    for index in indices {
      let (byte, isInString) = (self[index], strings.isInside)
      strings.pass(byte)
      guard !isInString else { continue }
      switch byte {
      case ASCII.leftBrace, ASCII.leftBracket:
        depth += 1
        if depth == 2 { start = index }
      case ASCII.rightBrace, ASCII.rightBracket:
        depth -= 1
        if depth == 1 { values.append(start..<index + 1) }
      default: break
      }
    }
    return values
  }
}

/// Puts an array element, which need not be well-formed and whose bytes can arrive in pieces, on one line.
///
/// White space stays: if a quote is missing, it can be that of a text.
///
/// A line feed between tokens becomes a space. One in a string becomes a tab: it is just as malformed there, while a space would
/// make the text valid, with another value. If only the string's closing quote is missing, and is put in its place, the tab is
/// white space.
package struct LineFolder: Sendable {
  /// The most bytes that are passed on at a time.
  private static let chunkSize = 64 << 10

  private var strings = StringTracker()

  /// A folder at the start of an element.
  package init() {}

  /// Passes `piece`, the next bytes of the element, to `body`, in pieces without line feeds.
  ///
  /// - Complexity: O(`piece.count`) time, and constant memory.
  package mutating func fold(_ piece: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    // A local: a property would be stored for each byte.
    var strings = strings
    defer { self.strings = strings }
    var chunk = [UInt8](repeating: 0, count: min(piece.count, Self.chunkSize))
    var start = 0
    while start < piece.count {
      let count = min(piece.count - start, chunk.count)
      var span = chunk.mutableSpan
      for index in 0..<count {
        let byte = piece[start + index]
        let replacement = strings.isInside ? ASCII.tab : ASCII.space
        span[index] = byte == ASCII.lineFeed ? replacement : byte
        strings.pass(byte)
      }
      body(chunk.span.extracting(..<count))
      start += count
    }
  }
}
