internal import Hookline
package import HooklineSystem

/// Writes records, one line each, in large blocks.
///
/// A record that fits in the buffer is written by one call, so that runs which append to the same file do not tear each other's
/// records. After a failure nothing more is written: the output then holds whole records and at most one piece of a record at
/// the very end, without a line feed.
///
/// Memory: one buffer, of 1 MiB at most, for a moment two; what does not fit is written from where it is.
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
    guard failure == nil else { return }
    if !buffer.hasRoom(for: piece.count) { writeWholeRecords() }
    guard !buffer.hasRoom(for: piece.count) else { return buffer.append(piece) }
    flush()
    attempt { (sink) throws(RunStop) in try sink.write(piece) }
  }

  /// Writes the records that have ended, and keeps what there is of the current one.
  private mutating func writeWholeRecords() {
    guard buffer.endedCount > 0 else { return }
    let partial = buffer.takePartialLine()
    flush()
    buffer.append(partial.span)
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
