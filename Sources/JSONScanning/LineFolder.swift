/// Puts an array element, which need not be well-formed and whose bytes can arrive in pieces, on one line.
///
/// A line feed between tokens becomes a space. One in a string becomes a tab: it is just as malformed there, while a space would
/// make the text valid, with another value. If only the string's closing quote is missing, and is put in its place, the tab is
/// white space.
///
/// An object or array in the element that has line feeds between its tokens loses all white space there, so that an event has
/// the bytes that a job has if it is read in several lines (``Swift/Span/compacted()``). Only a space that separates two
/// literals or numbers stays: `1 2` is malformed, `12` would not be.
package struct LineFolder: Sendable {
  /// By default, at most so many bytes of an inner value are held until its first line feed.
  package static let heldLength = 64 << 10
  /// About how many bytes are passed on at a time.
  private static let chunkLength = 64 << 10

  private enum Place: Sendable {
    /// In the element itself, or in an inner value without a line feed in what was held of it.
    case element
    /// In an inner value without a line feed so far.
    case value
    /// In an inner value after its first line feed.
    case brokenValue
  }

  private let heldLength: Int
  private var place = Place.element
  private var strings = StringTracker()
  /// How many brackets are open.
  private var depth = 0
  /// An inner value without a line feed so far, as it is.
  private var held: [UInt8] = []
  /// The same without white space.
  private var compactedHeld: [UInt8] = []
  private var compaction = Compaction()

  /// A folder at the start of an element.
  ///
  /// An inner value that has no line feed in its first `heldLength` bytes keeps its white space.
  package init(holding heldLength: Int = heldLength) {
    self.heldLength = heldLength
  }

  /// Passes `piece`, the next bytes of the element, to `body`, in pieces without line feeds; the end can be held.
  ///
  /// - Complexity: O(`piece.count`) time; memory for what is held twice, and for the longest string in `piece`.
  package mutating func fold(_ piece: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    var chunk: [UInt8] = []
    chunk.reserveCapacity(min(piece.count, Self.chunkLength))
    var index = 0
    while index < piece.count {
      let isInCharacters = strings.isInside && !strings.isEscaped
      let end = isInCharacters ? piece.endOfPlainCharacters(from: index) : index
      if end > index {
        append(characters: piece.extracting(index..<end), to: &chunk)
        index = end
      } else {
        append(piece[index], to: &chunk)
        index += 1
      }
      if chunk.count >= Self.chunkLength {
        body(chunk.span)
        chunk.removeAll(keepingCapacity: true)
      }
    }
    body(chunk.span)
  }

  /// Passes what is held at the end of the element to `body`.
  package mutating func finish(_ body: (Span<UInt8>) -> Void) {
    body(held.span)
    self = LineFolder(holding: heldLength)
  }

  /// Takes plain characters of a string, as many as there are: a byte at a time is several times slower.
  private mutating func append(characters: Span<UInt8>, to chunk: inout [UInt8]) {
    func copy(to text: inout [UInt8]) {
      text.append(addingCapacity: characters.count) { output in
        for index in characters.indices { output.append(characters[index]) }
      }
    }
    guard place == .value else { return copy(to: &chunk) }
    copy(to: &held)
    copy(to: &compactedHeld)
    if held.count >= heldLength { release(isBroken: false, to: &chunk) }
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8, to chunk: inout [UInt8]) {
    let isInString = strings.isInside
    strings.pass(byte)
    if !isInString { enterValue(at: byte, chunk: &chunk) }
    let folded = byte != ASCII.lineFeed ? byte : isInString ? ASCII.tab : ASCII.space
    switch place {
    case .element: chunk.append(folded)
    case .value:
      held.append(folded)
      compaction.pass(folded, isInString: isInString, to: &compactedHeld)
    case .brokenValue: compaction.pass(folded, isInString: isInString, to: &chunk)
    }
    if !isInString, byte == ASCII.rightBrace || byte == ASCII.rightBracket {
      depth = max(depth - 1, 0)
    }
    if place != .element, depth < 2 || held.count >= heldLength {
      release(isBroken: false, to: &chunk)
    }
  }

  /// Notices if an inner value begins with `byte`, which is not in a string, or has its first line feed there.
  private mutating func enterValue(at byte: UInt8, chunk: inout [UInt8]) {
    switch byte {
    case ASCII.leftBrace, ASCII.leftBracket:
      depth += 1
      if depth == 2 { (place, compaction) = (.value, Compaction()) }
    case ASCII.lineFeed where place == .value:
      release(isBroken: true, to: &chunk)
    default: break
    }
  }

  /// Passes on what is held, and goes on in an inner value that `isBroken`, or with its white space as it is.
  private mutating func release(isBroken: Bool, to chunk: inout [UInt8]) {
    chunk += isBroken ? compactedHeld : held
    place = isBroken ? .brokenValue : .element
    held.removeAll(keepingCapacity: true)
    compactedHeld.removeAll(keepingCapacity: true)
  }
}

/// Drops the white space between tokens, but for a space between two that would become one.
private struct Compaction: Sendable {
  /// Whether the last byte belongs to a literal or a number, or to what is malformed.
  private var isInLiteral = false
  private var isAfterWhitespace = false

  @inline(__always)
  mutating func pass(_ byte: UInt8, isInString: Bool, to text: inout [UInt8]) {
    if !isInString, ASCII.isWhitespace(byte) {
      isAfterWhitespace = true
      return
    }
    let wasInLiteral = isInLiteral
    isInLiteral = !isInString && !Self.isDelimiter(byte)
    if isAfterWhitespace, wasInLiteral, isInLiteral { text.append(ASCII.space) }
    isAfterWhitespace = false
    text.append(byte)
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.quote, ASCII.comma, ASCII.colon: true
    case ASCII.leftBrace, ASCII.rightBrace, ASCII.leftBracket, ASCII.rightBracket: true
    default: false
    }
  }
}
