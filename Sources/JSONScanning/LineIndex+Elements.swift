internal import ScanKernels

// Elements of an array, in which a line feed is ordinary white space.

extension LineIndex {
  /// How many bytes are indexed after some were not; the number doubles each time, up to a whole window.
  private static let sizeAfterPause = 8 << 10

  /// What the window says about an object that is an element.
  private enum Passage {
    /// It ends before this offset in the block.
    case ended(at: Int)
    /// It has a fault.
    case faulty
    /// The window ends in it.
    case cutOff
    /// It is not where the kernel expects an element.
    case mismatch
  }

  /// The offset after the closing bracket of the object at `start` of `block`, an element of an array, or `nil` if it is
  /// unknown.
  ///
  /// It is unknown if there is no object, or one that has a fault, is cut off, or is longer than a window; or if it comes soon
  /// after a string without its closing quote. Whether brackets match is not checked. Elements must be requested in order. Only
  /// the latest can then be scanned, if nothing but white space follows it.
  ///
  /// - Complexity: O(length of the object), amortized.
  package mutating func endOfElement(at start: Int, in block: Span<UInt8>) -> Int? {
    line = nil
    guard kernel != .scalar, start >= elementsStart, start < block.count,
      block[start] == ASCII.leftBrace
    else { return nil }
    if !window.extent.contains(start) { indexElements(of: block, from: start) }
    while true {
      switch passElement(at: start) {
      case .ended(let end):
        hasFaultyElement = false
        return end
      case .faulty:
        if hasFaultyElement { pause(at: start) }
        hasFaultyElement = true
        return nil
      case .cutOff:
        // Try a window that begins with the object, or a larger one.
        guard window.extent.upperBound < block.count else { return nil }
        let last = window.extent
        indexElements(of: block, from: start)
        if window.extent == last { return nil }
      case .mismatch:
        pause(at: start)
        window.clear()
        return nil
      }
    }
  }

  /// Lets some bytes be passed without an index, and then few be indexed.
  ///
  /// So an array with a fault in every record takes little longer than it would without an index.
  private mutating func pause(at start: Int) {
    elementsStart = start + 4 * min(Self.sizeAfterPause, window.extent.upperBound - start)
    elementsSize = Self.sizeAfterPause
  }

  /// Whether the latest window has the element at `start`, and begins in the block, not in bytes that were dropped.
  package func hasWindow(from start: Int) -> Bool {
    window.extent.lowerBound >= 0 && window.extent.contains(start)
  }

  /// Exchanges the latest window for `other`, which is empty, or which an index for the same selection found in the very bytes of
  /// the block that is scanned next: they are then read without checks.
  package mutating func exchangeWindow(with other: inout IndexedWindow) {
    swap(&window, &other)
    (line, nextToken) = (nil, 0)
  }

  /// Forgets the latest element, which was cut off, so that it can be requested again now that there are more bytes.
  ///
  /// What the window says about it may be wrong: a literal that is cut off looks like a fault.
  package mutating func forgetCutOffElement() {
    window.clear()
    hasFaultyElement = false
  }

  /// Adapts to a block from whose start `count` bytes were removed; others may have been added at its end.
  package mutating func discard(_ count: Int) {
    window.extent = window.extent.lowerBound - count..<window.extent.upperBound - count
    elementsStart -= count
    line = nil
  }

  private mutating func indexElements(of block: Span<UInt8>, from start: Int) {
    let end = min(block.count, start + elementsSize)
    let indexedCount = index(start..<end, of: block, areElements: true)
    window.extent = start..<start + indexedCount
    elementsSize = min(2 * elementsSize, Int(SCAN_WINDOW))
  }

  /// Finds the end of the object at `start`, which becomes ``line`` if it is complete and has no fault.
  ///
  /// What the kernel finds in an object does not depend on what is before it, as long as the kernel agrees that an element begins
  /// here, outside strings. So faults before it do not matter: those in other elements, or that one array follows another.
  private mutating func passElement(at start: Int) -> Passage {
    let offset = start - window.extent.lowerBound
    // A local: its span must not borrow all of `self`.
    let found = window.tokens
    let tokens = found.span
    var number = nextToken
    while number < tokens.count, Token(tokens[number]).offset < offset { number += 1 }
    let first = number
    defer { nextToken = number }
    guard number < tokens.count else { return .cutOff }
    guard Token(tokens[number]).offset == offset else { return .mismatch }
    var depth = 0
    while number < tokens.count {
      let token = Token(tokens[number])
      guard !token.hasFault else { return number == first ? .mismatch : .faulty }
      number += 1
      if token.byte == ASCII.quote { continue }
      depth += token.opens ? 1 : -1
      guard depth == 0 else { continue }
      line = Line(
        extent: offset..<token.offset + 1, tokens: first..<number, hasFault: false, isElement: true)
      return .ended(at: window.extent.lowerBound + token.offset + 1)
    }
    number = first
    return .cutOff
  }

  /// The number of line feeds in `extent` of the block, which must be in the window, and the offset of the last one, if any.
  ///
  /// - Complexity: O(`extent.count`), 64 bytes at a time.
  package func lineFeeds(in extent: Range<Int>) -> (count: Int, last: Int?) {
    let first = extent.lowerBound - window.extent.lowerBound
    let end = extent.upperBound - window.extent.lowerBound
    var (count, last): (Int, Int?) = (0, nil)
    for step in first >> 6..<(end + 63) >> 6 {
      var found = window.masks.words[window.masks.lineFeeds + step]
      if step == first >> 6 { found &= ~0 << UInt64(first & 63) }
      if step == end >> 6 { found &= ~(~0 << UInt64(end & 63)) }
      guard found != 0 else { continue }
      count += found.nonzeroBitCount
      last = window.extent.lowerBound + step << 6 + 63 - found.leadingZeroBitCount
    }
    return (count, last)
  }
}
