internal import Hookline
package import HooklineSystem

/// Writes records, one line each, in large blocks.
///
/// After a failure nothing more must be written: the output then holds whole records and at most one piece of a record
/// at the very end, without a line feed.
///
/// Memory: one buffer; what is too large to be worth a copy is written from where it is.
package struct LineWriter: LineOutput, Sendable {
  private var buffer = LineBuffer()
  private var book: LineSink

  /// A writer of records to `output`, which failures call `kind`.
  package init(to output: Descriptor, of kind: RunOutput = .rejects) {
    book = LineSink(output: output, kind: kind)
  }

  /// The records that were written whole.
  package var whole: LineSink.Extent { book.whole }

  /// Begins a record.
  package mutating func beginLine() throws(RunStop) {}

  /// Appends a piece of the current record, and writes when the buffer is full.
  package mutating func append(_ piece: Span<UInt8>) throws(RunStop) {
    if buffer.mustBeWritten(before: piece.count) { try flush() }
    if LineBuffer.isDirect(piece.count) { try book.write(piece) } else { buffer.append(piece) }
  }

  /// Ends the current record, whose last byte was its line feed.
  package mutating func endLine() {
    buffer.endLine()
  }

  /// Writes everything that was appended.
  ///
  /// - Throws: Why the write failed; nothing more must be written then.
  package mutating func flush() throws(RunStop) {
    try book.write(buffer)
    buffer.clear()
  }

  /// Removes what was written of a record that will not be ended, and returns whether it could.
  mutating func removePartialLine() -> Bool { book.removePartialLine() }

  /// Writes everything that was appended, and closes the output, which can report an error that the system delayed.
  mutating func finish() throws(RunStop) {
    try flush()
    try book.close()
  }
}
