internal import Hookline
package import HooklineSystem

/// Writes lines in large blocks.
///
/// A line that fits in the buffer is written by one call, so that runs which append to the same file do not tear each other's
/// lines. After a failure nothing more is written: the output then holds whole lines and at most one piece of a line at the very
/// end, without a line feed.
///
/// Memory: one buffer, of 1 MiB at most, for a moment two; what does not fit is written from where it is.
package struct LineWriter: EntryOutput, Sendable {
  private var buffer = EntryBuffer()
  private var sink: EntrySink
  /// Why a write failed, or `nil` if none did; the caller must end the run.
  package private(set) var failure: RunStop?

  /// A writer of lines to `output`, which failures call `kind`.
  package init(to output: Descriptor, of kind: RunOutput = .rejects) {
    sink = EntrySink(output: output, kind: kind)
  }

  /// The lines that were written whole.
  package var whole: EntrySink.Extent { sink.whole }

  /// Begins a line.
  package mutating func beginEntry() {}

  /// Appends a piece of the current line, and writes when the buffer is full.
  package mutating func append(_ piece: Span<UInt8>) {
    guard failure == nil else { return }
    if !buffer.hasRoom(for: piece.count) { writeWholeLines() }
    guard !buffer.hasRoom(for: piece.count) else { return buffer.append(piece) }
    flush()
    attempt { (sink) throws(RunStop) in try sink.write(piece) }
  }

  /// Appends a piece of `count` bytes, unless the buffer has no room for it.
  package mutating func append(
    _ count: Int, writing body: (inout OutputSpan<UInt8>) -> Void
  ) -> Bool {
    guard failure == nil else { return true }
    if !buffer.hasRoom(for: count) { writeWholeLines() }
    guard buffer.hasRoom(for: count) else { return false }
    buffer.append(count, writing: body)
    return true
  }

  /// Writes the lines that have ended, and keeps what there is of the current one.
  private mutating func writeWholeLines() {
    guard buffer.endedCount > 0 else { return }
    let partial = buffer.takePartialEntry()
    flush()
    buffer.append(partial.span)
  }

  /// Ends the current line, whose last byte was its line feed.
  package mutating func endEntry() {
    buffer.endEntry()
  }

  /// Writes everything that was appended.
  package mutating func flush() {
    // Without `attempt`, which would need a copy of the buffer.
    if failure == nil {
      do throws(RunStop) { try sink.write(buffer) } catch { failure = error }
    }
    buffer.clear()
  }

  /// Removes what was written of a line that will not be ended, and returns whether it could.
  mutating func removePartialLine() -> Bool { failure == nil && sink.removePartialEntry() }

  /// Writes everything that was appended, and closes the output, which can report an error that the system delayed.
  mutating func finish() {
    flush()
    attempt { (sink) throws(RunStop) in try sink.close() }
  }

  /// Does something to the output, unless it failed before, and notes whether it fails.
  private mutating func attempt(_ body: (inout EntrySink) throws(RunStop) -> Void) {
    guard failure == nil else { return }
    do throws(RunStop) {
      try body(&sink)
    } catch {
      failure = error
    }
  }
}
