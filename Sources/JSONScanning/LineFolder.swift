/// Puts an array element, which need not be well-formed and whose bytes can arrive in pieces, on one line.
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
