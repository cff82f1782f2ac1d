package import Hookline

/// Reads an input block by block, each of them whole records.
///
/// A partial last record stays and is completed by later reads. One that is longer than the limit before its end has come
/// is handed on piece by piece as it streams by, and never held.
///
/// Memory: one block, or the longest record within the limit and one block.
protocol RecordReader {
  /// How the whole records are found in the bytes.
  associatedtype Records: RecordCursor

  /// The bytes at hand.
  var buffer: InputBuffer { get }
  /// The piece at hand of a record over the limit, which stands before the whole records.
  var overlongPiece: OverlongPiece? { get }
  /// The whole records at hand.
  var records: Records { get }
  /// How many bytes of the input stand before the first record that was not handed on whole.
  var endOffset: Int { get }
  /// What must stand before the input from there on, to make it one that can be read on its own.
  var prefixOfRest: String { get }

  /// Reads once, so that ``records`` are those completed by it, often none on a slow input.
  ///
  /// - Returns: `false` at the end of the input, when nothing was left or handed on.
  /// - Throws: What the read failed with; a partial record is then lost, and nothing else.
  /// - Complexity: O(bytes read).
  mutating func readMore() throws(SystemError) -> Bool
}

extension RecordReader {
  /// Whether the record in `extent` was ended by nothing but the end of the input.
  func isUnended(_ extent: Range<Int>) -> Bool {
    buffer.hasEnded && extent.upperBound == buffer.count
  }
}

/// Gives the whole records of a block one by one.
protocol RecordCursor {
  /// Where the next records stand, if they are lines.
  var nextLines: Range<Int>? { get }
  /// The next record of `bytes`, which are the same at each call, or `nil` behind the last; where it is a line, and it is
  /// known, `end` is where its line feed stands.
  mutating func next(in bytes: Span<UInt8>, endingAt end: Int?) -> InputRecord?
  /// Behind the last, how many lines the block has.
  var lineCount: Int { get }
}

/// A piece of a record that is longer than the limit.
package struct OverlongPiece {
  /// Where it stands in the bytes at hand.
  package var extent: Range<Int>
  /// The record's place; its extent does not count.
  package var record: InputRecord
  /// Whether it is the first of its record.
  package var isFirst = false
  /// Whether it is the last of its record.
  package var isLast = false
  /// Whether a carriage return, if that is the record's last byte, belongs to its line's end.
  package var hasLineEnd = false
}
