package import JSONScanning

// How the records of a block are read faster than one by one: a kernel finds what is in many of them at once.

extension Router {
  /// Reads each line of `block`, and calls `body` with the line's extent, without its line feed, and the verdict on it.
  ///
  /// This is faster than ``route(_:)`` for each line. Meanwhile ``event`` is that of the line, and its extent that in the block.
  ///
  /// - Throws: What `body` throws; the lines after that one are not read.
  /// - Complexity: O(`block.count`), and what `body` takes.
  public mutating func routeLines<Failure>(
    of block: Span<UInt8>,
    _ body: (borrowing Router, Range<Int>, Verdict) throws(Failure) -> Void
  ) throws(Failure) {
    beginBlock()
    var start = 0
    while start < block.count {
      let end = endOfLine(at: start, in: block) ?? block.offset(of: ASCII.lineFeed, from: start)
      let verdict = route(start..<end, of: block)
      try body(self, start..<end, verdict)
      start = end + 1
    }
  }

  /// Prepares for the records of another block.
  package mutating func beginBlock() {
    if form == .events { reader.scanner.beginBlock() } else { log?.reader.scanner.beginBlock() }
  }

  /// Prepares for the records of another block; `window` is empty, or a ``LogSplitter`` found it in these very bytes.
  ///
  /// Until ``endBlock(with:)`` the router has it.
  package mutating func beginBlock(with window: inout IndexedWindow) {
    if form == .events { beginBlock() } else { log?.reader.scanner.beginBlock(with: &window) }
  }

  /// Brings what is at the addresses of `ahead` into the processor's cache while the records of the block are read.
  ///
  /// That should be what is read next; the addresses need not be valid.
  package mutating func prefetch(_ ahead: Range<UInt>) {
    if form == .events {
      reader.scanner.prefetch(ahead)
    } else {
      log?.reader.scanner.prefetch(ahead)
    }
  }

  /// Gives back the window of the latest block, whose memory can be reused.
  package mutating func endBlock(with window: inout IndexedWindow) {
    log?.reader.scanner.endBlock(with: &window)
  }

  /// The offset of the line feed that ends the line at `start` of `block`, or `nil` if it has to be searched for.
  ///
  /// That line is then read faster. The lines of a block, whose bytes must not change, must be asked for in order, after
  /// ``beginBlock()``.
  ///
  /// - Complexity: O(length of the line), amortized.
  package mutating func endOfLine(at start: Int, in block: Span<UInt8>) -> Int? {
    form == .events
      ? reader.scanner.endOfLine(at: start, in: block)
      : log?.reader.scanner.endOfLine(at: start, in: block)
  }

  /// Looks for the end of the object at `start` of `block`, an element of an array, which is then read faster.
  ///
  /// The elements of a block must be looked for in order, after ``beginBlock()``.
  ///
  /// - Complexity: O(length of the element), amortized.
  package mutating func findElement(at start: Int, in block: Span<UInt8>) {
    log?.reader.scanner.findElement(at: start, in: block)
  }
}
