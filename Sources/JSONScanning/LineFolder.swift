/// Puts an array element, which need not be well-formed and whose bytes can arrive in pieces, on one line.
///
/// A line feed between tokens becomes a space. One in a string becomes a carriage return: it is just as malformed there, while
/// a space would make the text valid, with another value. If only the string's closing quote is missing, and is put in its
/// place, the carriage return is white space.
package struct LineFolder: Sendable {
  private var strings = StringTracker()

  /// A folder at the start of an element.
  package init() {}

  /// Passes `piece`, the next bytes of the element, to `body`, in pieces without line feeds.
  ///
  /// - Complexity: O(`piece.count`).
  package mutating func fold(_ piece: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    // A local: a property would be stored for each byte.
    var (start, index, strings) = (0, 0, strings)
    defer { self.strings = strings }
    while index < piece.count {
      let byte = piece[index]
      if byte == ASCII.lineFeed {
        body(piece.extracting(start..<index))
        body([strings.isInside ? ASCII.carriageReturn : ASCII.space].span)
        start = index + 1
      }
      strings.pass(byte)
      index += 1
      if strings.isInside, !strings.isEscaped {
        index = piece.endOfPlainCharacters(from: index)
      }
    }
    body(piece.extracting(start...))
  }
}
