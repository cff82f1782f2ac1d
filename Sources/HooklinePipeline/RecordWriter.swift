internal import Hookline

/// Writes records, one line each, in large blocks.
///
/// After a failure nothing more must be written: what the output holds then are whole records and at most one
/// piece of a record at the very end, without a line feed.
///
/// Memory: one buffer; what is too large to be worth a copy is written from where it stands.
package struct RecordWriter: RecordOutput {
  /// How many bytes are gathered before they are written.
  static let bufferSize = 1 << 20
  /// From how many bytes on a piece is written without being copied.
  static let directSize = 64 << 10

  private let limit: Int
  private var buffer: [UInt8] = Array(repeating: 0, count: bufferSize)
  /// How many bytes of the buffer are waiting to be written.
  private var count = 0
  private var book: RecordBook

  /// Makes a writer of at most `limit` records to `output`, which failures name as `kind`.
  package init(to output: Descriptor, of kind: RunOutput = .jobs, limit: Int = .max) {
    self.limit = limit
    book = RecordBook(output: output, kind: kind)
  }

  /// What the system took whole.
  package var whole: RecordBook.Extent { book.whole }

  /// Begins a record, unless that would be one too many.
  package mutating func beginRecord() throws(RunStop) {
    guard book.endedCount < limit else { throw .limitReached(.jobs) }
  }

  /// Appends a piece of the current record, and writes when the buffer is full.
  package mutating func append(_ piece: Span<UInt8>) throws(RunStop) {
    if piece.count > Self.bufferSize - count || piece.count >= Self.directSize { try flush() }
    guard piece.count < Self.directSize else { return try book.write(piece) }
    let offset = count
    precondition(piece.count <= Self.bufferSize - offset)
    // SAFETY: the piece is no longer than the room behind `offset`, as was just made sure of, and a borrowed span
    // cannot be part of a buffer that is being changed.
    unsafe buffer.withUnsafeMutableBytes { buffer in
      unsafe piece.withUnsafeBytes { piece in
        unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[offset...]).copyMemory(from: piece)
      }
    }
    count += piece.count
  }

  /// Ends the current record, the last byte of which was its line feed.
  package mutating func endRecord() {
    book.endRecord(unwritten: count)
  }

  /// Writes everything that was appended.
  ///
  /// - Throws: What the system says; the output is then done with.
  package mutating func flush() throws(RunStop) {
    guard count > 0 else { return }
    // A local: the span borrows all of `self`.
    var book = book
    defer { self.book = book }
    try book.write(buffer.span.extracting(0..<count))
    count = 0
  }

  /// Writes everything that was appended and closes the output, which can fail with what was kept back until now.
  mutating func finish() throws(RunStop) {
    try flush()
    try book.close()
  }
}

/// An output, and the book of how much of it is whole records.
package struct RecordBook {
  /// A number of whole records and the bytes that they take.
  package struct Extent: Equatable {
    /// How many records.
    package var recordCount = 0
    /// How many bytes from the start of the output to the end of the last of them.
    package var byteCount = 0

    /// Makes an extent.
    package init(recordCount: Int = 0, byteCount: Int = 0) {
      self.recordCount = recordCount
      self.byteCount = byteCount
    }
  }

  private let output: Descriptor
  private let kind: RunOutput
  /// How many bytes the system took.
  private var writtenCount = 0
  /// The records that were ended, written or not.
  private var ended = Extent()
  /// How many records were ended, written or not.
  var endedCount: Int { ended.recordCount }
  /// The records that the system took whole.
  package private(set) var whole = Extent()

  /// Opens the book of `output`, which failures name as `kind`.
  init(output: Descriptor, kind: RunOutput) {
    self.output = output
    self.kind = kind
  }

  /// Notes that a record ended, of whose bytes and those before it `unwritten` are still to be written.
  mutating func endRecord(unwritten: Int) {
    ended = Extent(recordCount: ended.recordCount + 1, byteCount: writtenCount + unwritten)
  }

  /// Writes `bytes`, up to which all records that were ended are then whole.
  mutating func write(_ bytes: Span<UInt8>) throws(RunStop) {
    var written = 0
    do throws(SystemError) {
      while written < bytes.count {
        written += try output.write(bytes.extracting(written..<bytes.count))
        Interruption.noteProgress()
      }
    } catch {
      countWhole(in: bytes.extracting(0..<written))
      throw .outputFailed(kind, error)
    }
    writtenCount += bytes.count
    whole = ended
  }

  /// Closes the output, to which everything was written.
  func close() throws(RunStop) {
    do throws(SystemError) {
      try output.close()
    } catch {
      throw .outputFailed(kind, error)
    }
  }

  /// Counts the records that end in `bytes`, all that the system took of a block.
  private mutating func countWhole(in bytes: Span<UInt8>) {
    var offset = 0
    while let end = bytes.offset(of: lineFeed, in: offset..<bytes.count) {
      offset = end + 1
      whole = Extent(recordCount: whole.recordCount + 1, byteCount: writtenCount + offset)
    }
  }
}
