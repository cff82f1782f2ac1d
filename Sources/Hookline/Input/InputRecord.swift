internal import JSONScanning

/// Where one record of the input stands in the bytes at hand: a line, or what stands between two commas of an array.
public struct InputRecord: Equatable, Sendable {
  /// The record's bytes: a line without its end, or in an array all from the first character to the comma.
  public var extent: Range<Int>
  /// How many bytes the record has before its line feed, which the limit is about: a carriage return counts.
  public var length: Int
  /// How many lines end before it.
  public var line: Int
  /// How many bytes of its first line stand before it.
  public var column: Int
  /// How many lines end before what follows it.
  public var nextLine: Int
  /// What was found wrong before it was looked into.
  public var rejection: Rejection?

  /// Describes a record; without a `length` there is no carriage return.
  public init(
    extent: Range<Int>, length: Int? = nil, line: Int, column: Int = 0, nextLine: Int,
    rejection: Rejection? = nil
  ) {
    self.extent = extent
    self.length = length ?? extent.count
    self.line = line
    self.column = column
    self.nextLine = nextLine
    self.rejection = rejection
  }

  /// Where the byte at `offset` of the record stands, as people count: how many lines end before it, and which byte of
  /// its line it is, from 1.
  ///
  /// - Complexity: O(`offset`).
  public func position(of offset: Int, in bytes: Span<UInt8>) -> (line: Int, column: Int) {
    var position = (line: line, column: column + offset + 1)
    let text = bytes.extracting(extent.lowerBound..<extent.lowerBound + min(offset, extent.count))
    var index = text.offset(of: ASCII.lineFeed, from: 0)
    while index < text.count {
      position = (position.line + 1, offset - index)
      index = text.offset(of: ASCII.lineFeed, from: index + 1)
    }
    return position
  }
}
