internal import Hookline
internal import HooklineSystem

/// The lines and columns of some bytes of a text.
package struct TextPositions: Sendable {
  /// A place in a text, both numbers from 1.
  package struct Position: Equatable, Sendable {
    /// The line; lines end in a line feed.
    package let line: Int
    /// The column, in bytes.
    package let column: Int
  }

  private var positions: [Int: Position] = [:]

  /// Finds the lines of the bytes at `offsets` of `text`; a byte-order mark at its start is not part of the first.
  ///
  /// - Complexity: O(greatest offset + n log n) for n offsets.
  package init(of offsets: [Int], in text: Span<UInt8>) {
    var (line, start) = (1, ByteOrderMark.length(in: text))
    var end = text.offset(of: lineFeed, in: 0..<text.count) ?? text.count
    for offset in offsets.sorted() {
      while end < min(offset, text.count) {
        (line, start) = (line + 1, end + 1)
        end = text.offset(of: lineFeed, in: start..<text.count) ?? text.count
      }
      positions[offset] = Position(line: line, column: max(offset - start, 0) + 1)
    }
  }

  /// The position of the byte at `offset`, or `nil` if it was not asked for.
  package subscript(offset: Int) -> Position? { positions[offset] }
}
