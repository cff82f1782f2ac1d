internal import HooklineSystem

/// Reads an input as blocks of whole records.
///
/// A partial last record stays and is completed by later reads. One that exceeds the limit before its end has come
/// is taken piece by piece as it is read, and never held.
///
/// Memory: one block, or the longest record within the limit and one block.
protocol RecordReader: Sendable {
  /// The buffered bytes.
  var buffer: InputBuffer { get set }
  /// The buffered piece of a record over the limit, which comes before the whole records.
  var overlongPiece: OverlongPiece? { get }
  /// The buffered whole records.
  var records: RecordBlock.Records { get }
  /// Whether more can be had without waiting.
  var isReady: Bool { get }
  /// Whether anything is buffered to make a block of.
  var hasBlock: Bool { get }
  /// Whether the input has ended in the middle of an array.
  var isCutOff: Bool { get }
  /// The rest of the input, from the first record on that was not taken whole.
  var rest: InputRest { get }
  /// Whether the rest means the same as an input of its own; `nil` as long as too little of it was read to know.
  ///
  /// Two things mean something else at the start of an input: a byte-order mark, and `[` in a file of the log.
  var isRestReadable: Bool? { get }

  /// Reads once, unless something is left of an earlier read, so that ``records`` are those that this completes, often none on
  /// a slow input.
  ///
  /// - Returns: `false` at the end of the input, if nothing is left to take.
  /// - Throws: Why the read failed; only a partial record is then lost. EINTR once the program must end; then nothing is
  ///   lost.
  /// - Complexity: O(bytes read).
  mutating func readMore() throws(SystemError) -> Bool

  /// Takes what is buffered as a block, with the bytes themselves; those of later blocks are copied.
  mutating func takeBlock() -> RecordBlock

  /// Takes memory that is no longer needed, for the next blocks.
  mutating func recycle(_ room: inout BlockMemory)

  /// A faster reader of what was not taken, to be used from then on, or `nil` if there is none.
  mutating func successor() -> (any RecordReader)?
}

extension RecordReader {
  /// Takes room for bytes.
  mutating func recycle(_ room: inout BlockMemory) { buffer.recycle(&room.bytes) }

  /// None.
  func successor() -> (any RecordReader)? { nil }

  /// `false`: lines are no array.
  var isCutOff: Bool { false }

  /// Whether reading on would return at once.
  var isReady: Bool { buffer.isReady }

  /// The block that is buffered, without its bytes.
  var blockWithoutBytes: RecordBlock {
    RecordBlock(
      offset: buffer.offset, overlongPiece: overlongPiece,
      records: records, ahead: buffer.ahead,
      end: buffer.hasEnded ? buffer.count : nil, rest: rest, isCutOff: isCutOff)
  }
}
