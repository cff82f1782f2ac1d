internal import Hookline

/// Iterates over the whole records of a block.
protocol RecordCursor: Sendable {
  /// The next record of `bytes`, which must be the same at each call, or `nil` after the last.
  ///
  /// The `router` indexes many of them at a time, which makes it faster to find this one, or to read it.
  mutating func next(in bytes: Span<UInt8>, using router: inout Router) -> InputRecord?
  /// How many lines the block has, once all records were taken.
  var lineCount: Int { get }
}
