internal import ScanKernels

extension LineIndex {
  /// Scans the line in `extent` as one value and, if it is an object, locates the chosen members.
  ///
  /// `extent` must be that of the line whose end was requested last, with or without a carriage return at its end; or of the
  /// array element requested last, with everything before the next comma or bracket. `members` must be made for the same
  /// selection; offsets are counted from the start of the line. `depth` and `asLine` are those of
  /// ``Scanner/scanText(in:depth:asLine:selecting:into:)``, which alone accepts a carriage return between tokens.
  ///
  /// - Returns: The extent of the value in the line, or `nil` if the ``Scanner`` must scan the line. If the value is not an
  ///   object, `members` is as before.
  /// - Throws: The first fault, left to right.
  /// - Complexity: O(number of tokens), plus the length of chosen values that are arrays, or objects in which nothing is
  ///   chosen.
  public mutating func scanValue(
    ofLine extent: Range<Int>, of block: Span<UInt8>, depth: Int = 0, asLine: Bool,
    into members: inout SelectedMembers
  ) throws(ScanFault) -> Range<Int>? {
    guard let line, extent.lowerBound == window.extent.lowerBound + line.extent.lowerBound else {
      return nil
    }
    self.line = nil
    guard !line.tokens.isEmpty else {
      return isOneValue(line) ? block.extracting(extent).extentWithoutWhitespace : nil
    }
    return try scanObject(
      line, in: extent, of: block, depth: depth, asLine: asLine, into: &members)
  }

  /// Whether `line`, which has no tokens but its line feed, is known to be one value: a scalar, or an array in which there is
  /// nothing to look for.
  ///
  /// The kernel checks each value, and notes a fault if two follow each other, or none comes before the line feed. If they are
  /// separated by commas or colons, the line feed has a flag.
  private func isOneValue(_ line: Line) -> Bool {
    let lineFeed = Token(window.tokens[line.tokens.upperBound])
    return !line.hasFault && lineFeed.nameAndElement == 0
  }

  /// Scans `line`, which has tokens, as one object; its extent in `block` is `extent`.
  private mutating func scanObject(
    _ line: Line, in extent: Range<Int>, of block: Span<UInt8>, depth: Int, asLine: Bool,
    into members: inout SelectedMembers
  ) throws(ScanFault) -> Range<Int>? {
    if line.isElement {
      let objectEnd = window.extent.lowerBound + line.extent.upperBound
      guard objectEnd <= extent.upperBound,
        block.extracting(objectEnd..<extent.upperBound).isBlank
      else { return nil }
    }
    if candidates.isEmpty {
      candidates = Array(
        repeating: Candidate(Token(0), inObjectAt: 0, level: 0), count: Candidate.limit)
    }
    let object = Self.walk(
      line, of: block.extracting(window.extent), window.tokens, window.masks, selecting: selection,
      noting: &candidates, into: &members)
    if let object { return object }
    if !line.isElement, let (offset, open) = lastBracketBeforeFault(in: line) {
      var scanner = Scanner()
      try scanner.scanRest(
        in: block.extracting(extent), fromBracketAt: offset - line.extent.lowerBound, inside: open,
        depth: depth, asLine: asLine)
    }
    return nil
  }

  /// The offset in the window of the last bracket before what is wrong with `line`, and the brackets open before it; `nil` if
  /// nothing is known to be wrong, no bracket precedes it, or 62 are open.
  private func lastBracketBeforeFault(in line: Line) -> (offset: Int, open: OpenBrackets)? {
    let tokens = window.tokens.span
    var last: (offset: Int, open: UInt64, count: Int)?
    var (open, count) = (UInt64(0), 0)
    let end = Token(tokens[line.tokens.upperBound])
    var isWrong = end.hasFault || end.hasName || end.hasElement
    for number in line.tokens {
      let token = Token(tokens[number])
      guard token.byte != ASCII.quote else { continue }
      let isObject = token.braceBit
      let isMisplaced =
        count == 0
        ? token.hasName || token.hasElement || !token.opens || last != nil
        : open & 1 == 1 ? token.hasElement : token.hasName
      let isMismatch = !token.opens && open & 1 != isObject
      guard count < 62 else { return nil }
      isWrong = isWrong || isMisplaced || isMismatch || token.hasFault
      guard !isMisplaced, !isMismatch, !token.hasFault else { break }
      last = (token.offset, open, count)
      (open, count) = token.opens ? (open << 1 | isObject, count + 1) : (open >> 1, count - 1)
    }
    guard isWrong || count > 0, let last else { return nil }
    return (last.offset, OpenBrackets(last.open, count: last.count))
  }
}
