internal import Hookline
internal import JSONScanning

/// A piece of an input on its way from the reader to the output: whole records, a piece of one over the limit, or both; or else a
/// notice.
struct Block: Sendable {
  /// What a block without records says.
  enum Notice: Sendable {
    /// Its input begins, which can be read again from the source, if there is one.
    case start(InputSource?)
    /// Its input could not be opened, or not be read to its end.
    case failure(InputError)
    /// What must precede the rest of its input is known now.
    case rest
  }

  /// The records of a block: lines that are still to be found, or a list of records.
  enum Records: Sendable {
    case lines(LineCursor)
    case list(ListCursor)
  }

  /// Its position among the blocks of the run, from 0; turns come in this order.
  var number = 0
  /// The index of its input.
  var file = 0
  /// What it says if it has no records, otherwise `nil`.
  var notice: Notice?
  /// Whether blocks come faster than they are processed, so that another worker would help.
  var needsAnotherWorker = false

  /// The bytes of the block, and perhaps more after them.
  var bytes: [UInt8] = []
  /// How many of ``bytes`` were read, those of later blocks included.
  var readCount = 0
  /// The offset in the input of the first of ``bytes``.
  var offset = 0
  /// The piece of a record over the limit, which comes before the whole records.
  var overlongPiece: OverlongPiece?
  /// The whole records.
  var records = Records.lines(LineCursor(0..<0))
  /// What the reader found in the records, if they are elements of an array.
  var window = IndexedWindow()
  /// The offset in ``bytes`` at which the input ended, or `nil` if it goes on.
  var end: Int?
  /// The offset in the input of the first record that neither this block nor an earlier one completes.
  var endOffset = 0
  /// Whether the input ended in the middle of an array.
  var isCutOff = false
  /// What must precede the rest, from ``endOffset`` on, to make it an input of its own.
  var prefixOfRest = ""

  /// Whether it takes so much memory that there must not be two like it: the longest record can be a block.
  var isLarge: Bool { InputBuffer.isLarge(bytes) }

  /// Whether it cannot be worked on before its turn: it is a notice, or has a piece of a record.
  var needsTurn: Bool { notice != nil || overlongPiece != nil }

  /// The offset in ``bytes`` after the line end at `offset`, or `offset` if there is none.
  func offset(afterLineEndAt offset: Int) -> Int {
    let count = endOffset - self.offset
    let hasReturn = offset + 1 < count && bytes[offset] == carriageReturn
    let end = hasReturn && bytes[offset + 1] == lineFeed ? offset + 1 : offset
    return end < count && bytes[end] == lineFeed ? end + 1 : end
  }

  /// Whether only the end of the input ends the record in `extent`.
  func isUnended(_ extent: Range<Int>) -> Bool { extent.upperBound == end }
}
