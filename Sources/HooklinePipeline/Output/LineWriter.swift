internal import Hookline
package import HooklineSystem

/// Writes records, one line each, in large blocks.
///
/// After a failure nothing more is written: the output then holds whole records and at most one piece of a record at the very
/// end, without a line feed.
///
/// Memory: one buffer; what is too large to be worth a copy is written from where it is.
package struct LineWriter: LineOutput, Sendable {
  private var buffer = LineBuffer()
  private var sink: LineSink
  /// Why a write failed, or `nil` if none did; the caller must end the run.
  package private(set) var failure: RunStop?

  /// A writer of records to `output`, which failures call `kind`.
  package init(to output: Descriptor, of kind: RunOutput = .rejects) {
    sink = LineSink(output: output, kind: kind)
  }

  /// The records that were written whole.
  package var whole: LineSink.Extent { sink.whole }

  /// Begins a record.
  package mutating func beginLine() {}

  /// Appends a piece of the current record, and writes when the buffer is full.
  package mutating func append(_ piece: Span<UInt8>) {
    if buffer.mustBeWritten(before: piece.count) { flush() }
    guard failure == nil else { return }
    guard LineBuffer.isDirect(piece.count) else { return buffer.append(piece) }
    attempt { (sink) throws(RunStop) in try sink.write(piece) }
  }

  /// Ends the current record, whose last byte was its line feed.
  package mutating func endLine() {
    buffer.endLine()
  }

  /// Writes everything that was appended.
  package mutating func flush() {
    let buffer = buffer
    attempt { (sink) throws(RunStop) in try sink.write(buffer) }
    self.buffer.clear()
  }

  /// Removes what was written of a record that will not be ended, and returns whether it could.
  mutating func removePartialLine() -> Bool { failure == nil && sink.removePartialLine() }

  /// Writes everything that was appended, and closes the output, which can report an error that the system delayed.
  mutating func finish() {
    flush()
    attempt { (sink) throws(RunStop) in try sink.close() }
  }

  /// Does something to the output, unless it failed before, and notes whether it fails.
  private mutating func attempt(_ body: (inout LineSink) throws(RunStop) -> Void) {
    guard failure == nil else { return }
    do throws(RunStop) {
      try body(&sink)
    } catch {
      failure = error
    }
  }
}
