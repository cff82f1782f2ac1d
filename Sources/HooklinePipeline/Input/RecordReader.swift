internal import Hookline
internal import HooklineSystem

/// Reads an input block by block, each of them whole records.
///
/// A partial last record stays and is completed by later reads. One that is longer than the limit before its end has come
/// is handed on piece by piece as it streams by, and never held.
///
/// Memory: one block, or the longest record within the limit and one block.
protocol RecordReader: Sendable {
  /// The bytes at hand.
  var buffer: InputBuffer { get set }
  /// The piece at hand of a record over the limit, which stands before the whole records.
  var overlongPiece: OverlongPiece? { get }
  /// The whole records at hand.
  var records: Block.Records { get }
  /// Whether more can be had without waiting.
  var isReady: Bool { get }
  /// Whether something is at hand that a block is made of.
  var hasBlock: Bool { get }
  /// How many bytes of the input stand before the first record that was not handed on whole.
  var endOffset: Int { get }
  /// What must stand before the input from there on, to make it one that can be read on its own.
  var prefixOfRest: String { get }
  /// Whether the rest is read alone as it is read here; `nil` as long as too little of it was read to know.
  ///
  /// Two things mean something else at the start of an input: a byte-order mark, and `[` in a file of the log.
  var isRestReadable: Bool? { get }

  /// Reads once, unless something is left of what was read before, so that ``records`` are those completed by it, often none
  /// on a slow input.
  ///
  /// - Returns: `false` at the end of the input, when nothing was left or handed on.
  /// - Throws: What the read failed with; a partial record is then lost, and nothing else. EINTR once the program is to end;
  ///   then nothing is lost.
  /// - Complexity: O(bytes read).
  mutating func readMore() throws(SystemError) -> Bool

  /// Takes what is at hand as a block, with the bytes themselves; what belongs to later ones is copied.
  mutating func handOver() -> Block

  /// A reader that reads what was not handed over faster, if there is one; it is to be used from then on.
  mutating func successor() -> (any RecordReader)?
}

/// What makes a line that must not begin an input one that may: it is rejected in either case, and what follows is read as it
/// would have been.
let prefixOfRejectedLine = "0"

extension RecordReader {
  /// None.
  func successor() -> (any RecordReader)? { nil }

  /// Whether reading on would return at once.
  var isReady: Bool { buffer.isReady }

  /// The block that is at hand, but for its bytes.
  var blockWithoutBytes: Block {
    Block(
      readCount: buffer.count, offset: buffer.offset, overlongPiece: overlongPiece,
      records: records,
      end: buffer.hasEnded ? buffer.count : nil, endOffset: endOffset, prefixOfRest: prefixOfRest)
  }
}
