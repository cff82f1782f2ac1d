internal import Hookline
package import HooklineSystem

/// Writes records, one line each, in large blocks.
///
/// After a failure nothing more must be written: what the output holds then are whole records and at most one
/// piece of a record at the very end, without a line feed.
///
/// Memory: one buffer; what is too large to be worth a copy is written from where it stands.
package struct RecordWriter: RecordOutput, Sendable {
  private var buffer = RecordBuffer()
  private var book: RecordBook

  /// Makes a writer of records to `output`, which failures name as `kind`.
  package init(to output: Descriptor, of kind: RunOutput = .rejects) {
    book = RecordBook(output: output, kind: kind)
  }

  /// What the system took whole.
  package var whole: RecordBook.Extent { book.whole }

  /// Begins a record.
  package mutating func beginRecord() throws(RunStop) {}

  /// Appends a piece of the current record, and writes when the buffer is full.
  package mutating func append(_ piece: Span<UInt8>) throws(RunStop) {
    if buffer.mustBeWritten(before: piece.count) { try flush() }
    if RecordBuffer.isDirect(piece.count) { try book.write(piece) } else { buffer.append(piece) }
  }

  /// Ends the current record, the last byte of which was its line feed.
  package mutating func endRecord() {
    buffer.endRecord()
  }

  /// Writes everything that was appended.
  ///
  /// - Throws: What the system says; the output is then done with.
  package mutating func flush() throws(RunStop) {
    try book.write(buffer)
    buffer.clear()
  }

  /// Takes back what was written of a record that will not be ended, and tells whether that could be done.
  mutating func takeBackPiece() -> Bool { book.takeBackPiece() }

  /// Writes everything that was appended and closes the output, which can fail with what was kept back until now.
  mutating func finish() throws(RunStop) {
    try flush()
    try book.close()
  }
}
