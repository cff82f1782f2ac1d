internal import ScanKernels

/// What a kernel finds in the lines of a block: stage 1 of scanning, 64 bytes at a time.
///
/// Stage 2, ``scanValue(ofLine:of:depth:asLine:into:)``, goes from token to token, one line after the other. It accepts only
/// values that ``Scanner`` accepts, and finds the same members of objects. The `Scanner` reports what is wrong with a line, so
/// that faults and their places do not depend on the processor.
///
/// Memory: 0.5 MB for tokens, of which only what is used is touched, and up to 0.4 MB for masks. Lines longer than a window of
/// 1 MiB, with tens of thousands of brackets, with more than 61 of them open or with a thousand candidates are left to the
/// `Scanner`.
public struct LineIndex: Sendable {
  /// A line that the index knows, or an object that is an element of an array.
  struct Line {
    /// The extent in the window, without the line feed.
    var extent: Range<Int>
    /// The numbers of its tokens, without that of its line feed.
    var tokens: Range<Int>
    /// Whether one of these tokens or the line feed has a fault.
    var hasFault: Bool
    /// Whether it is an element, which has no line feed.
    var isElement = false
  }

  let kernel: ScanKernel
  /// The members to locate in the lines.
  let selection: MemberSelection
  /// What was found in the bytes indexed last.
  var window = IndexedWindow()
  /// For each line of the window, the number of the token that ends it, with the highest bit set if the line has a fault.
  private var lines: [UInt32] = []
  /// The number of the line after the one requested last.
  private var nextLine = 0
  /// The number of the first token after the line or element requested last.
  var nextToken = 0
  /// The offset in the block at which the next line begins.
  private var nextStart = 0
  /// How many bytes are indexed next if they are elements, and the offset in the block before which they are not.
  ///
  /// If the window is of no use, fewer bytes are indexed, and later.
  var (elementsSize, elementsStart) = (Int(SCAN_WINDOW), 0)
  /// Whether the latest element of which the end or a fault was found has a fault.
  var hasFaultyElement = false
  /// The line or element requested last, until it is scanned; `nil` if the index does not know it.
  var line: Line?

  /// The addresses of what will be used soon and is not in the processor's cache yet.
  package private(set) var ahead: Range<UInt> = 0..<0

  /// Room for the candidates of a line, so that a walk allocates nothing.
  var candidates: [Candidate] = []

  /// An index of lines in which `selection` is located with `kernel`, which must be available.
  public init(_ kernel: ScanKernel = .best, selecting selection: MemberSelection) {
    self.kernel = kernel
    self.selection = selection
  }

  /// Brings what is at the addresses of `ahead` into the processor's cache while bytes are indexed, as many as are indexed.
  ///
  /// It is only a hint to the processor: the addresses need not be valid.
  package mutating func prefetch(_ ahead: Range<UInt>) {
    self.ahead = ahead
  }

  /// Forgets what was found, before other bytes are indexed.
  public mutating func reset() {
    window.clear()
    (line, elementsStart, hasFaultyElement) = (nil, 0, false)
    ahead = 0..<0
  }

  /// The offset of the line feed that ends the line at `start` of `block`, or `nil` if the index does not know it.
  ///
  /// The lines of a block must be requested in order.
  ///
  /// - Complexity: O(length of the line), amortized.
  public mutating func endOfLine(at start: Int, in block: Span<UInt8>) -> Int? {
    line = nil
    guard kernel != .scalar else { return nil }
    if start >= window.extent.upperBound { indexLines(of: block, from: start) }
    guard start == nextStart, nextLine < lines.count else { return nil }
    let last = lastToken(ofLine: nextLine)
    let end = Token(window.tokens[last]).offset
    line = Line(
      extent: start - window.extent.lowerBound..<end, tokens: nextToken..<last,
      hasFault: lines[nextLine] & SCAN_TOKEN_FAULT != 0)
    (nextLine, nextToken, nextStart) = (nextLine + 1, last + 1, window.extent.lowerBound + end + 1)
    return window.extent.lowerBound + end
  }

  /// The number of the token that ends line `number`.
  private func lastToken(ofLine number: Int) -> Int {
    Int(lines[number] & ~SCAN_TOKEN_FAULT)
  }

  /// Indexes the whole lines of `block` from `start` on, as many as there is room for.
  private mutating func indexLines(of block: Span<UInt8>, from start: Int) {
    let end = min(block.count, start + Int(SCAN_WINDOW))
    let lastLineFeed = block.lastOffset(of: ASCII.lineFeed, in: start..<end)
    let extent = start..<(lastLineFeed.map { $0 + 1 } ?? start)
    let indexedCount = index(extent, of: block, areElements: false)
    (nextLine, nextStart) = (0, start)
    guard indexedCount < extent.count else { return }
    // There was no room for all lines.
    let last = lines.isEmpty ? -1 : Token(window.tokens[lastToken(ofLine: lines.count - 1)]).offset
    window.extent = start..<start + last + 1
  }

  /// Indexes the bytes of `block` in `extent`, as many as there is room for.
  ///
  /// - Returns: How many bytes were indexed.
  @discardableResult
  mutating func index(_ extent: Range<Int>, of block: Span<UInt8>, areElements: Bool) -> Int {
    window.clear(to: extent)
    lines.removeAll(keepingCapacity: true)
    nextToken = 0
    guard !extent.isEmpty else { return 0 }
    window.masks.makeRoom(for: extent.count)
    let names = selection.candidateNames
    let bytes = block.extracting(extent)
    let (kernel, ahead, room) = (kernel.kernel, ahead, IndexedWindow.tokenLimit)
    var found = (byteCount: 0, ahead: ahead.lowerBound)
    window.tokens.append(addingCapacity: room) { tokens in
      lines.append(addingCapacity: room) { lines in
        // SAFETY: the kernel reads the bytes of a span, which are borrowed for the call, and writes at most as much as there is
        // room for in arrays that are also borrowed, `room` tokens and lines, and masks for the chunks of all bytes; as many
        // tokens and lines as it reports are then initialized.
        unsafe tokens.withUnsafeMutableBufferPointer { tokens, tokenCount in
          unsafe lines.withUnsafeMutableBufferPointer { lines, lineCount in
            let size = window.masks.size
            unsafe window.masks.words.withUnsafeMutableBufferPointer { masks in
              unsafe bytes.withUnsafeBufferPointer { bytes in
                // SAFETY: as above.
                var output = unsafe scan_output(
                  tokens: tokens.baseAddress, lines: lines.baseAddress, masks: masks.baseAddress,
                  mask_size: size, room: room, token_count: 0, line_count: 0, byte_count: 0,
                  ahead: ahead.lowerBound, ahead_end: ahead.upperBound)
                unsafe names.withNames { names in
                  unsafe scan_index(
                    kernel, bytes.baseAddress, bytes.count, areElements, &names, &output)
                }
                // SAFETY: as above.
                unsafe (tokenCount, lineCount) = (output.token_count, output.line_count)
                found = unsafe (output.byte_count, output.ahead)
              }
            }
          }
        }
      }
    }
    self.ahead = min(found.ahead, ahead.upperBound)..<ahead.upperBound
    return found.byteCount
  }
}

/// A bracket or a line feed outside strings, the closing quote of a candidate for a chosen name, or the place of a fault, as
/// the kernels write it.
struct Token {
  let bits: UInt32

  init(_ bits: UInt32) {
    self.bits = bits
  }

  /// The byte at this place, with the highest bit set if there is a fault.
  var byte: UInt8 { UInt8(truncatingIfNeeded: bits >> 24) }

  /// Its distance from the start of the window.
  var offset: Int { Int((bits >> 2) & (0xFFFF << 6) | bits & 63) }

  /// Whether the kernel found a fault here.
  var hasFault: Bool { bits & SCAN_TOKEN_FAULT != 0 }

  /// Whether a bracket opens: 5B and 7B do; 5D and 7D close.
  var opens: Bool { bits & 0x02 << 24 != 0 }

  /// 1 for a brace, 0 for a bracket of an array.
  var braceBit: UInt64 { UInt64(bits >> 29 & 1) }

  /// Whether a name (1) or an element (2) is between the last token that is not a quote and this one.
  ///
  /// Before an opening bracket there is one of them: a name if it is in an object, an element if it is in an array. Before a
  /// closing one there may be neither.
  var nameAndElement: UInt64 { UInt64(bits >> 6 & 3) }

  /// Whether a name is between the last token that is not a quote and this one; for a quote, whether the name has escapes.
  var hasName: Bool { bits & SCAN_TOKEN_NAME != 0 }

  /// Whether an element is between the last token that is not a quote and this one.
  var hasElement: Bool { bits & SCAN_TOKEN_ELEMENT != 0 }
}
