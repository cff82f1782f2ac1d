package import Hookline

/// A piece of a record that is longer than the limit.
package struct OverlongPiece: Sendable {
  /// Its extent in the buffered bytes.
  package var extent: Range<Int>
  /// The record's place; its extent is that of the first piece, and means nothing in later ones.
  package var record: InputRecord
  /// Whether it is the first of its record.
  package var isFirst = false
  /// Whether its record is an element of an array, which can have several lines.
  package var isInArray = false
  /// Whether it is the last of its record.
  package var isLast = false
  /// Whether a carriage return, if that is the record's last byte, belongs to its line's end.
  package var hasLineEnd = false
}
