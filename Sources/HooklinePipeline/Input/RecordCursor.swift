internal import Hookline

/// Iterates over the whole records of a block.
protocol RecordCursor: Sendable {
  /// The next record of `bytes`, which must be the same at each call, or `nil` after the last.
  ///
  /// The `router` indexes many of them at a time, which makes it faster to find this one, or to read it.
  mutating func next(in bytes: Span<UInt8>, using router: inout Router) -> InputRecord?
  /// Adds those of the next records to `outcome` that are known to be rejected, until it has `limit`; only a few kinds of input have
  /// any.
  mutating func addRejected(upTo limit: Int, to outcome: inout BlockOutcome, of block: RecordBlock)
  /// How many lines the block has, once all records were taken.
  var lineCount: Int { get }
}

extension RecordCursor {
  /// Adds none: nothing is known of a record before it is read.
  mutating func addRejected(upTo limit: Int, to outcome: inout BlockOutcome, of block: RecordBlock)
  {
  }
}
