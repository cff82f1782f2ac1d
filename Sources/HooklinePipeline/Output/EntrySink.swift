internal import Hookline
internal import HooklineSystem

/// An output, and how much of it is whole entries: jobs, or lines of a file of rejects.
package struct EntrySink: Sendable {
  /// A number of whole entries and the bytes that they take.
  package struct Extent: Equatable, Sendable {
    /// How many entries.
    package var entryCount = 0
    /// How many bytes from the start of the output to the end of the last of them.
    package var byteCount = 0

    /// An extent, empty by default.
    package init(entryCount: Int = 0, byteCount: Int = 0) {
      self.entryCount = entryCount
      self.byteCount = byteCount
    }
  }

  private let output: Descriptor
  private let kind: RunOutput
  /// How many bytes were written.
  private var writtenCount = 0
  /// The entries that were written whole.
  package private(set) var whole = Extent()

  /// The bytes with which each entry begins if it has several lines, otherwise empty.
  private let beginning: [UInt8]

  /// The sink of `output`, which failures call `kind`; if an entry has several lines, it begins with `beginning`.
  init(output: Descriptor, kind: RunOutput, beginning: [UInt8] = []) {
    self.output = output
    self.kind = kind
    self.beginning = beginning
  }

  /// Writes the contents of `buffer`.
  ///
  /// - Throws: Why the write failed; nothing more must be written then.
  mutating func write(_ buffer: borrowing EntryBuffer) throws(RunStop) {
    let start = writtenCount
    do throws(RunStop) {
      try write(buffer.bytes.span)
    } catch {
      countWhole(in: buffer, from: start)
      throw error
    }
    guard buffer.endedCount > 0 else { return }
    whole.entryCount += buffer.endedCount
    whole.byteCount = start + buffer.endedLength
  }

  /// Writes a piece of an entry, or all bytes of a buffer; it does not count entries.
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

  /// Removes what was written after the last whole entry, and returns whether it could: only a file can be cut, and only if it has
  /// nothing that others appended.
  mutating func removePartialEntry() -> Bool {
    do throws(SystemError) {
      guard output.size == writtenCount, try output.truncate(to: whole.byteCount) else {
        return false
      }
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

  /// Counts the entries that end in the part of `buffer` that was written, after `start` bytes of the output.
  private mutating func countWhole(in buffer: borrowing EntryBuffer, from start: Int) {
    let bytes = buffer.bytes.span
    var offset = 0
    while let end = bytes.offset(of: lineFeed, in: offset..<writtenCount - start) {
      offset = end + 1
      guard offset == buffer.endedLength || bytes.extracting(offset...).begins(with: beginning)
      else { continue }
      whole = Extent(entryCount: whole.entryCount + 1, byteCount: start + offset)
    }
  }
}
