internal import ScanKernels

/// What a kernel finds in the lines of a block: stage 1 of scanning, 64 bytes at a time.
///
/// Stage 2, for one line after the other, goes from bracket to bracket: ``scanObject(inLine:of:selecting:into:)``. It
/// accepts the objects that ``Scanner`` accepts and finds the same members; what is wrong with a line it has the `Scanner`
/// say, so that faults and their places do not depend on the processor.
///
/// Memory: 0.7 MB from the first block on, whatever the lines. Lines longer than a window of 1 MiB, with tens of thousands
/// of brackets or with more than 62 of them open are left to the `Scanner`.
public struct LineIndex: Sendable {
  /// A line of which the index knows something, and where.
  struct Line {
    /// Where it stands in the window, without its line feed.
    var extent: Range<Int>
    /// The numbers of its tokens, without that of its line feed.
    var tokens: Range<Int>
    /// Whether a fault is among them or in the line feed.
    var hasFault: Bool
  }

  let kernel: ScanKernel
  /// The tokens of the window, in order.
  var tokens: [UInt32] = []
  /// One bit for each byte of the window: quotes, colons and backslashes, one behind the other.
  var masks: [UInt64] = []
  /// Which bytes of the block were indexed: whole lines, of which those before `line` were asked for.
  var window = 0..<0
  private var tokenCount = 0
  /// The number of the token behind the line asked for last.
  private var nextToken = 0
  /// Where in the block the line begins that comes next.
  private var nextStart = 0
  /// The line asked for last.
  var line: Line?

  /// Makes an index that uses `kernel`, which must be available.
  public init(_ kernel: ScanKernel = .best) {
    self.kernel = kernel
  }

  /// Forgets everything: other bytes follow.
  public mutating func reset() {
    (window, line) = (0..<0, nil)
  }

  /// The offset of the line feed that ends the line at `start` of `block`, or `nil` where the index does not know it.
  ///
  /// It knows the lines of a block that are asked for one after the other.
  ///
  /// - Complexity: O(length of the line), amortized.
  public mutating func endOfLine(at start: Int, in block: Span<UInt8>) -> Int? {
    line = nil
    guard kernel != .scalar else { return nil }
    if start >= window.upperBound { index(block, from: start) }
    guard start == nextStart, nextToken < tokenCount else { return nil }
    let tokens = tokensOfLine(from: nextToken)
    let end = Token(self.tokens[tokens.range.upperBound]).offset
    nextToken = tokens.range.upperBound + 1
    nextStart = window.lowerBound + end + 1
    line = Line(
      extent: start - window.lowerBound..<end, tokens: tokens.range, hasFault: tokens.hasFault)
    return window.lowerBound + end
  }

  /// The numbers of the tokens from `number` on up to the next line feed, which must be there, and whether one is a fault.
  private func tokensOfLine(from number: Int) -> (range: Range<Int>, hasFault: Bool) {
    // SAFETY: the tokens are borrowed for the call, and the last of them is a line feed, at which the loop ends.
    unsafe tokens.withUnsafeBufferPointer { tokens in
      var end = number
      var bits: UInt32 = 0
      while true {
        let token = unsafe Token(tokens[end])
        bits |= token.bits
        guard !token.isLineFeed else { return (number..<end, bits >> 31 == 1) }
        end &+= 1
      }
    }
  }

  /// Indexes the whole lines of `block` from `start` on, as many as there is room for.
  private mutating func index(_ block: Span<UInt8>, from start: Int) {
    let room = 1 << 16
    if tokens.isEmpty {
      tokens = Array(repeating: 0, count: room)
      masks = Array(repeating: 0, count: 3 * Int(SCAN_STEPS))
    }
    var end = min(block.count, start + Int(SCAN_WINDOW))
    while end > start, block[end - 1] != ASCII.lineFeed { end -= 1 }
    (window, tokenCount, nextToken, nextStart) = (start..<end, 0, 0, start)
    guard !window.isEmpty else { return }
    let bytes = block.extracting(window)
    let kernel = kernel.kernel
    // SAFETY: the kernel reads the bytes of a span, which are borrowed for the call and end with a line feed, and
    // writes at most as much as there is room for in arrays that are borrowed, too.
    let extent = unsafe tokens.withUnsafeMutableBufferPointer { tokens in
      unsafe masks.withUnsafeMutableBufferPointer { masks in
        unsafe bytes.withUnsafeBufferPointer { bytes in
          unsafe scan_index(
            kernel, bytes.baseAddress, bytes.count, tokens.baseAddress, room, masks.baseAddress)
        }
      }
    }
    tokenCount = extent.token_count
    while tokenCount > 0, !Token(tokens[tokenCount - 1]).isLineFeed { tokenCount -= 1 }
    guard extent.byte_count < window.count else { return }
    // There was no room for all.
    let last = tokenCount == 0 ? -1 : Token(tokens[tokenCount - 1]).offset
    window = start..<start + last + 1
  }
}

/// A bracket or a line feed outside strings, or the place of a fault, as the kernels write it.
struct Token {
  let bits: UInt32

  init(_ bits: UInt32) {
    self.bits = bits
  }

  /// The byte that stands there, with its highest bit set where there is a fault.
  var byte: UInt8 { UInt8(truncatingIfNeeded: bits >> 24) }

  /// Its distance from the start of the window.
  var offset: Int { Int((bits >> 2) & (0xFFFF << 6) | bits & 63) }

  /// Whether a line ends here, whatever is wrong with it.
  var isLineFeed: Bool { byte & 0x7F == ASCII.lineFeed }

  /// Whether something is wrong here.
  var hasFault: Bool { bits & SCAN_TOKEN_FAULT != 0 }

  /// Of a bracket, whether it opens: 5B and 7B do, 5D and 7D close.
  var opens: Bool { bits & 0x02 << 24 != 0 }

  /// Whether a name stands between the token before and this one.
  var hasName: Bool { bits & SCAN_TOKEN_NAME != 0 }

  /// Whether an element stands there.
  var hasElement: Bool { bits & SCAN_TOKEN_ELEMENT != 0 }
}
