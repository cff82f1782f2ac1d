internal import JSONScanning

/// The place of one input record in the buffered bytes: a line, or what is between two commas of an array.
public struct InputRecord: Equatable, Sendable {
  /// The record's bytes: a line without its end or, in an array, everything from the first character to the comma.
  public var extent: Range<Int>
  /// How many bytes the record has before its line feed, a carriage return included; the limit applies to this number.
  public var length: Int
  /// How many lines end before it.
  public var line: Int
  /// How many bytes of its first line come before it.
  public var column: Int
  /// How many lines end before what follows it.
  public var nextLine: Int
  /// Why it is rejected, or `nil`; it is not read if that is known before.
  public var rejection: Rejection?

  /// A record; without a `length`, it has no carriage return before its line feed.
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

  /// The position of the byte at `offset` of the record: how many lines end before it, and its column in bytes, from 1.
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
