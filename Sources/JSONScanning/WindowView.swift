/// A window and what a kernel found in it, borrowed for reading.
///
/// Reads are not checked in a release build: the walk along a line makes one every few instructions, and reads only where the
/// kernel found something. Debug builds check each read.
@safe struct WindowView {
  private let text: UnsafeBufferPointer<UInt8>
  private let tokens: UnsafeBufferPointer<UInt32>
  private let masks: UnsafeBufferPointer<UInt64>
  /// The place in the masks at which the backslashes begin.
  private let backslashes: Int

  /// Calls `body` with a view of the arguments, which must not outlive the call.
  static func withView<Result>(
    of text: Span<UInt8>, _ tokens: [UInt32], _ masks: WindowMasks, _ body: (WindowView) -> Result
  ) -> Result {
    // SAFETY: all three are borrowed for the call, and `body` must not keep the view.
    unsafe text.withUnsafeBufferPointer { text in
      unsafe tokens.withUnsafeBufferPointer { tokens in
        unsafe masks.words.withUnsafeBufferPointer { words in
          unsafe body(
            WindowView(text: text, tokens: tokens, masks: words, backslashes: masks.backslashes))
        }
      }
    }
  }

  /// The token with this number, which must be one of the line's tokens or its line feed.
  @inline(__always)
  func token(_ number: Int) -> Token {
    // SAFETY: these tokens are among those that the kernel wrote.
    unsafe Token(tokens[number])
  }

  /// The byte at `offset`, which must be in the window.
  @inline(__always)
  subscript(offset: Int) -> UInt8 {
    // SAFETY: the callers go no further than the line feed that ends their line.
    unsafe text[offset]
  }

  /// The offset of the last quote that begins or ends a string before `offset`; there must be one.
  @inline(__always)
  func quote(before offset: Int) -> Int {
    var step = (offset &- 1) &>> 6
    // SAFETY: as above; the callers are at the closing quote of a name, before which is its opening one.
    var quotes = unsafe masks[step] & ~0 &>> UInt64(63 &- (offset &- 1) & 63)
    while quotes == 0 {
      step &-= 1
      // SAFETY: as above.
      quotes = unsafe masks[step]
    }
    return step &<< 6 | (63 &- quotes.leadingZeroBitCount)
  }

  /// The 64 bits of a mask from the one for `offset` on; the mask begins at `start` of the masks.
  @inline(__always)
  private func bits(from offset: Int, ofMaskAt start: Int) -> UInt64 {
    let (step, shift) = (start &+ offset &>> 6, UInt64(offset & 63))
    // SAFETY: the callers go no further than the end of a string that the kernel found, every step of the window has its masks,
    // and a word follows those of the last one: bits of another mask, which come after all that are looked for.
    return unsafe masks[step] &>> shift | (masks[step &+ 1] &<< 1) &<< (63 &- shift)
  }

  /// The offset after the string that begins at `offset`, and whether it has escapes.
  @inline(__always)
  func end(ofStringAt offset: Int) -> (end: Int, hasEscapes: Bool) {
    var start = offset &+ 1
    var quotes = bits(from: start, ofMaskAt: 0)
    var backslashes = bits(from: start, ofMaskAt: self.backslashes)
    var earlier: UInt64 = 0
    while quotes == 0 {
      earlier |= backslashes
      start &+= 64
      quotes = bits(from: start, ofMaskAt: 0)
      backslashes = bits(from: start, ofMaskAt: self.backslashes)
    }
    let upToQuote = quotes ^ (quotes &- 1)
    return (
      start &+ quotes.trailingZeroBitCount &+ 1, earlier | backslashes & upToQuote != 0
    )
  }

  /// The offset of the value of the member whose name has its closing quote at `closing`.
  ///
  /// A colon must follow the name, or at least another token in the line.
  @inline(__always)
  func value(after closing: Int) -> Int {
    var offset = closing &+ 1
    while ASCII.isWhitespace(self[offset]) { offset &+= 1 }
    offset &+= 1
    while ASCII.isWhitespace(self[offset]) { offset &+= 1 }
    return offset
  }

  /// The offset after the number or literal that begins at `offset`, in an object.
  @inline(__always)
  func end(ofScalarAt offset: Int) -> Int {
    var end = offset &+ 1
    while !ASCII.isWhitespace(self[end]), self[end] != ASCII.comma, self[end] != ASCII.rightBrace {
      end &+= 1
    }
    return end
  }

  /// The offset after the object or array that begins at `offset`.
  ///
  /// - Complexity: O(length of the value).
  @inline(__always)
  func end(ofNestedValueAt offset: Int) -> Int {
    var (end, depth) = (offset, 0)
    repeat {
      switch self[end] {
      case ASCII.quote: end = self.end(ofStringAt: end).end &- 1
      case ASCII.leftBrace, ASCII.leftBracket: depth &+= 1
      case ASCII.rightBrace, ASCII.rightBracket: depth &-= 1
      default: break
      }
      end &+= 1
    } while depth > 0
    return end
  }
}
