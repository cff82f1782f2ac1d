internal import Hookline

/// Iterates over the whole records of a block.
protocol RecordCursor: Sendable {
  /// Whether they are lines, not elements of an array.
  static var areLines: Bool { get }
  /// The extent of the remaining records.
  var rest: Range<Int> { get }
  /// The next record of `bytes`, which must be the same at each call, or `nil` after the last.
  ///
  /// `end` is the offset of its line feed, if it is a line and that is known.
  mutating func next(in bytes: Span<UInt8>, endingAt end: Int?) -> InputRecord?
  /// How many lines the block has, once all records were taken.
  var lineCount: Int { get }
}
