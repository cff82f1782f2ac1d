internal import Hookline

/// Tells the lines and columns of bytes of a text.
public struct TextPositions: Sendable {
  /// A place as people name it, both numbers from 1.
  public struct Position: Equatable, Sendable {
    /// The line, of those that end in a line feed.
    public let line: Int
    /// The column, in bytes.
    public let column: Int
  }

  /// The offset of each line's first byte.
  private var starts: [Int]

  /// Finds the lines of `text`; a byte-order mark at its start is no part of the first.
  ///
  /// - Complexity: O(`text.count`).
  public init(in text: Span<UInt8>) {
    starts = [ByteOrderMark.length(in: text)]
    var searched = 0..<text.count
    while let end = text.offset(of: lineFeed, in: searched) {
      searched = end + 1..<text.count
      starts.append(end + 1)
    }
  }

  /// The position of the byte at `offset`.
  ///
  /// - Complexity: O(log lines).
  public func position(of offset: Int) -> Position {
    let line = starts.partitioningIndex { $0 > offset }
    let start = starts[max(line - 1, 0)]
    return Position(line: max(line, 1), column: max(offset - start, 0) + 1)
  }
}

extension [Int] {
  /// The index of the first element of which `belongsBehind` holds, in an array in which it holds of all that
  /// follow; the count where there is none.
  ///
  /// - Complexity: O(log count).
  func partitioningIndex(where belongsBehind: (Int) -> Bool) -> Int {
    var range = 0..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        belongsBehind(self[middle])
        ? range.lowerBound..<middle : middle + 1..<range.upperBound
    }
    return range.lowerBound
  }
}
