internal import Hookline

/// Gives the whole records of a block one by one.
protocol RecordCursor: Sendable {
  /// Whether they are lines, and not elements of an array.
  static var areLines: Bool { get }
  /// Where the next records stand.
  var rest: Range<Int> { get }
  /// The next record of `bytes`, which are the same at each call, or `nil` behind the last; where it is a line, and it is
  /// known, `end` is where its line feed stands.
  mutating func next(in bytes: Span<UInt8>, endingAt end: Int?) -> InputRecord?
  /// Behind the last, how many lines the block has.
  var lineCount: Int { get }
}
