internal import Hookline

/// A piece of an input on its way from the reader to the output: whole records, a piece of one over the limit, or both.
struct Block: Sendable {
  /// The records of a block, by what the input is made of.
  enum Records: Sendable {
    case lines(LineCursor)
    case list(ListCursor)
  }

  /// Its place among the blocks of the run, from 0, in which its turn comes.
  var number = 0
  /// Which input it is of.
  var file = 0
  /// Why there is nothing in it: the input could not be opened or read on.
  var error: InputError?
  /// Whether it begins its input, and has nothing else.
  var isStart = false
  /// Whether blocks come faster than they are worked on, so that another worker is of use.
  var needsAnotherWorker = false
  /// How the input that it begins can be read again, if it can.
  var source: InputSource?

  /// The bytes, all that belong to the block and perhaps more behind them.
  var bytes: [UInt8] = []
  /// How many bytes were read of the input, those of later blocks included.
  var readCount = 0
  /// How many bytes of the input stand before them.
  var offset = 0
  /// The piece of a record over the limit, which stands before the whole records.
  var overlongPiece: OverlongPiece?
  /// The whole records.
  var records = Records.lines(LineCursor(0..<0))
  /// Where the input ended, if it ended in this block.
  var end: Int?
  /// How many bytes of the input stand before the first record that was not handed on whole, this block's included.
  var endOffset = 0
  /// What must stand before the input from there on, to make it one that can be read on its own.
  var prefixOfRest = ""

  /// Whether it takes so much memory that there must not be two: the longest record can be a block.
  var isLarge: Bool { InputBuffer.isLarge(bytes) }

  /// Whether nothing can be done with it before its turn: it begins an input or has a piece of a record.
  var needsTurn: Bool { bytes.isEmpty || overlongPiece != nil }

  /// Whether the record in `extent` was ended by nothing but the end of the input.
  func isUnended(_ extent: Range<Int>) -> Bool { extent.upperBound == end }
}
