internal import ScanKernels

// The elements of an array, in which a line feed is white space like any other.

extension LineIndex {
  /// How many bytes are indexed after a fault, then twice as many each time, up to a whole window; and how many are not indexed
  /// before that, so that an array in which every record has a fault takes no more than twice as long.
  private static let sizeAfterFault = 8 << 10

  /// The offset behind the closing bracket of the object at `start` of `block`, which is an element of an array; `nil` where the
  /// index does not know it: where that is no object, has a fault, goes on behind the block, or is longer than a window.
  ///
  /// Which bracket closes which is not looked at. It knows the elements that are asked for one after the other; the one asked for
  /// last can be scanned, if nothing but white space follows it.
  ///
  /// - Complexity: O(length of the object), amortized.
  package mutating func endOfElement(at start: Int, in block: Span<UInt8>) -> Int? {
    line = nil
    guard kernel != .scalar, start >= elementsStart, start < block.count,
      block[start] == ASCII.leftBrace
    else { return nil }
    if !window.contains(start) { indexElements(of: block, from: start) }
    while true {
      if let end = passElement(at: start) { return end }
      // Cut off by the end of the window, it may be whole in one that begins with it, or in a larger one.
      guard window.contains(start), window.upperBound < block.count else { return nil }
      let last = window
      indexElements(of: block, from: start)
      if window == last { return nil }
    }
  }

  private mutating func indexElements(of block: Span<UInt8>, from start: Int) {
    let end = min(block.count, start + elementsSize)
    let indexedCount = index(start..<end, of: block, areElements: true)
    window = start..<start + indexedCount
    elementsSize = min(2 * elementsSize, Int(SCAN_WINDOW))
  }

  /// The offset behind the object at `start`, whose tokens are then those of ``line``; `nil` where it has a fault or is not whole.
  private mutating func passElement(at start: Int) -> Int? {
    let offset = start - window.lowerBound
    // A local: its span must not borrow all of `self`.
    let found = tokens
    let tokens = found.span
    var number = nextToken
    // What was not asked for.
    while number < tokenCount, !Token(tokens[number]).hasFault,
      Token(tokens[number]).offset < offset
    {
      number += 1
    }
    let first = number
    var depth = 0
    while number < tokenCount {
      let token = Token(tokens[number])
      guard !token.hasFault, number > first || token.offset == offset else {
        // Nothing behind a fault can be relied on, and what stands here may belong to something else.
        elementsStart = start + min(Self.sizeAfterFault, window.upperBound - start)
        (window, elementsSize) = (0..<0, Self.sizeAfterFault)
        return nil
      }
      number += 1
      if token.byte == ASCII.quote { continue }
      depth += token.opens ? 1 : -1
      guard depth == 0 else { continue }
      nextToken = number
      line = Line(
        extent: offset..<token.offset + 1, tokens: first..<number, hasFault: false, isElement: true)
      return window.lowerBound + token.offset + 1
    }
    return nil
  }

  /// How many line feeds stand in `extent` of the block, and where the last of them is; the window must have it.
  ///
  /// - Complexity: O(`extent.count`), 64 bytes at a time.
  package func lineFeeds(in extent: Range<Int>) -> (count: Int, last: Int?) {
    let first = extent.lowerBound - window.lowerBound
    let end = extent.upperBound - window.lowerBound
    var (count, last): (Int, Int?) = (0, nil)
    for step in first >> 6..<(end + 63) >> 6 {
      var found = masks[2 * Int(SCAN_STEPS) + step]
      if step == first >> 6 { found &= ~0 << UInt64(first & 63) }
      if step == end >> 6 { found &= ~(~0 << UInt64(end & 63)) }
      guard found != 0 else { continue }
      count += found.nonzeroBitCount
      last = window.lowerBound + step << 6 + 63 - found.leadingZeroBitCount
    }
    return (count, last)
  }
}
