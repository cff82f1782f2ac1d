internal import ScanKernels

// Elements of an array, in which a line feed is ordinary white space.

extension LineIndex {
  /// How many bytes are indexed after a fault; the number doubles each time, up to a whole window.
  private static let sizeAfterFault = 8 << 10

  /// The offset after the closing bracket of the object at `start` of `block`, an element of an array, or `nil` if it is
  /// unknown.
  ///
  /// It is unknown if there is no object, or one that has a fault, comes soon after a fault, is cut off, or is longer than a
  /// window. Whether brackets match is not checked. Elements must be requested in order. Only the latest can then be scanned,
  /// if nothing but white space follows it.
  ///
  /// - Complexity: O(length of the object), amortized.
  package mutating func endOfElement(at start: Int, in block: Span<UInt8>) -> Int? {
    line = nil
    guard kernel != .scalar, start >= elementsStart, start < block.count,
      block[start] == ASCII.leftBrace
    else { return nil }
    if !window.extent.contains(start) { indexElements(of: block, from: start) }
    while true {
      if let end = passElement(at: start) { return end }
      // The object may be cut off by the end of the window: try a window that begins with it, or a larger one.
      guard start >= elementsStart, window.extent.isEmpty || window.extent.upperBound < block.count
      else {
        return nil
      }
      let last = window.extent
      indexElements(of: block, from: start)
      if window.extent == last { return nil }
    }
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

  /// The offset after the object at `start`, which becomes ``line``; `nil` if it has a fault or is cut off.
  private mutating func passElement(at start: Int) -> Int? {
    let offset = start - window.extent.lowerBound
    // A local: its span must not borrow all of `self`.
    let (found, tokenCount) = (window.tokens, window.tokenCount)
    let tokens = found.span
    var number = nextToken
    // Skips what was not requested.
    while number < tokenCount, !Token(tokens[number]).hasFault,
      Token(tokens[number]).offset < offset
    {
      number += 1
    }
    let first = number
    var depth = 0
    while number < tokenCount {
      let token = Token(tokens[number])
      if token.hasFault, token.offset < offset {
        // The fault is before this element: one array ended there, and another, or a line, began. The next array may be as
        // short, and an index of very short ones costs more than it saves.
        let isShort = token.offset < Self.sizeAfterFault
        elementsStart = isShort ? start + 4 * Self.sizeAfterFault : 0
        (window.extent, elementsSize) = (0..<0, max(Self.sizeAfterFault, 2 * token.offset))
        return nil
      }
      guard !token.hasFault, number > first || token.offset == offset else {
        // Nothing after a fault can be relied on. Some bytes are passed without an index before more are indexed, so that an
        // array with a fault in every record takes little longer than it would without an index.
        elementsStart = start + 4 * min(Self.sizeAfterFault, window.extent.upperBound - start)
        (window.extent, elementsSize) = (0..<0, Self.sizeAfterFault)
        return nil
      }
      number += 1
      if token.byte == ASCII.quote { continue }
      depth += token.opens ? 1 : -1
      guard depth == 0 else { continue }
      nextToken = number
      line = Line(
        extent: offset..<token.offset + 1, tokens: first..<number, hasFault: false, isElement: true)
      return window.extent.lowerBound + token.offset + 1
    }
    return nil
  }

  /// The number of line feeds in `extent` of the block, which must be in the window, and the offset of the last one, if any.
  ///
  /// - Complexity: O(`extent.count`), 64 bytes at a time.
  package func lineFeeds(in extent: Range<Int>) -> (count: Int, last: Int?) {
    let first = extent.lowerBound - window.extent.lowerBound
    let end = extent.upperBound - window.extent.lowerBound
    var (count, last): (Int, Int?) = (0, nil)
    for step in first >> 6..<(end + 63) >> 6 {
      var found = window.masks[2 * Int(SCAN_STEPS) + step]
      if step == first >> 6 { found &= ~0 << UInt64(first & 63) }
      if step == end >> 6 { found &= ~(~0 << UInt64(end & 63)) }
      guard found != 0 else { continue }
      count += found.nonzeroBitCount
      last = window.extent.lowerBound + step << 6 + 63 - found.leadingZeroBitCount
    }
    return (count, last)
  }
}
