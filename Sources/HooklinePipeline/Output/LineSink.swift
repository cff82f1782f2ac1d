internal import Hookline
internal import HooklineSystem

/// An output, and how much of it is whole records.
package struct LineSink: Sendable {
  /// A number of whole records and the bytes that they take.
  package struct Extent: Equatable, Sendable {
    /// How many records.
    package var recordCount = 0
    /// How many bytes from the start of the output to the end of the last of them.
    package var byteCount = 0

    /// An extent, empty by default.
    package init(recordCount: Int = 0, byteCount: Int = 0) {
      self.recordCount = recordCount
      self.byteCount = byteCount
    }
  }

  private let output: Descriptor
  private let kind: RunOutput
  /// How many bytes were written.
  private var writtenCount = 0
  /// The records that were written whole.
  package private(set) var whole = Extent()

  /// The bytes with which each record begins if it has several lines, otherwise empty.
  private let beginning: [UInt8]

  /// The sink of `output`, which failures call `kind`; if a record has several lines, it begins with `beginning`.
  init(output: Descriptor, kind: RunOutput, beginning: [UInt8] = []) {
    self.output = output
    self.kind = kind
    self.beginning = beginning
  }

  /// Writes the contents of `buffer`.
  ///
  /// - Throws: Why the write failed; nothing more must be written then.
  mutating func write(_ buffer: borrowing LineBuffer) throws(RunStop) {
    let start = writtenCount
    do throws(RunStop) {
      try write(buffer.bytes.span.extracting(0..<buffer.count))
    } catch {
      countWhole(in: buffer, from: start)
      throw error
    }
    guard buffer.endedCount > 0 else { return }
    whole.recordCount += buffer.endedCount
    whole.byteCount = start + buffer.endedLength
  }

  /// Writes a piece of a record that does not end in it.
  ///
  /// - Throws: Why the write failed; nothing more must be written then.
  mutating func write(_ piece: Span<UInt8>) throws(RunStop) {
    var written = 0
    do throws(SystemError) {
      while written < piece.count {
        written += try output.write(piece.extracting(written..<piece.count))
      }
    } catch {
      writtenCount += written
      throw .outputFailed(kind, error)
    }
    let wasSmall = writtenCount < Descriptor.enlargingSize
    writtenCount += written
    if wasSmall, writtenCount >= Descriptor.enlargingSize { output.enlargePipe() }
  }

  /// Removes what was written after the last whole record, and returns whether it could: only a file can be cut.
  mutating func removePartialLine() -> Bool {
    do throws(SystemError) {
      guard try output.truncate(to: whole.byteCount) else { return false }
    } catch {
      return false
    }
    writtenCount = whole.byteCount
    return true
  }

  /// Closes the output, once everything was written.
  func close() throws(RunStop) {
    do throws(SystemError) {
      try output.close()
    } catch {
      throw .outputFailed(kind, error)
    }
  }

  /// Counts the records that end in the part of `buffer` that was written, after `start` bytes of the output.
  private mutating func countWhole(in buffer: borrowing LineBuffer, from start: Int) {
    let bytes = buffer.bytes.span.extracting(0..<buffer.count)
    var offset = 0
    while let end = bytes.offset(of: lineFeed, in: offset..<writtenCount - start) {
      offset = end + 1
      guard offset == buffer.endedLength || bytes.extracting(offset...).begins(with: beginning)
      else { continue }
      whole = Extent(recordCount: whole.recordCount + 1, byteCount: start + offset)
    }
  }
}
