internal import Hookline
internal import JSONScanning

/// Whole records of an input, a piece of one over the limit, or both.
struct RecordBlock: Sendable {
  /// The whole records of a block: lines that are still to be found, or a list of records.
  enum Records: Sendable {
    case lines(LineCursor)
    case list(ListCursor)
  }

  /// The bytes of the block, and what was read after them.
  var bytes: [UInt8] = []
  /// The offset in the input of the first of ``bytes``.
  var offset = 0
  /// The piece of a record over the limit, which comes before the whole records.
  var overlongPiece: OverlongPiece?
  /// The whole records.
  var records = Records.lines(LineCursor(0..<0))
  /// The addresses of what is read next, to be brought into the processor's cache while it works on the block.
  var ahead: Range<UInt> = 0..<0
  /// What the reader found in the records, if they are elements of an array.
  var window = IndexedWindow()
  /// The offset in ``bytes`` at which the input ended, or `nil` if it goes on.
  var end: Int?
  /// The rest of the input, from the first record on that neither this block nor an earlier one completes.
  var rest = InputRest()
  /// Whether the records are elements of arrays, or lines between arrays.
  var holdsArrays = false
  /// Whether the input ended in the middle of an array.
  var isCutOff = false

  /// Whether it takes more memory than each worker may have: the longest record can be a block.
  var isLarge: Bool { InputBuffer.isLarge(bytes) }

  /// The offset in ``bytes`` after the line end at `offset`, or `offset` if there is none.
  func offset(afterLineEndAt offset: Int) -> Int {
    let count = rest.offset - self.offset
    let hasReturn = offset + 1 < count && bytes[offset] == carriageReturn
    let end = hasReturn && bytes[offset + 1] == lineFeed ? offset + 1 : offset
    return end < count && bytes[end] == lineFeed ? end + 1 : end
  }

  /// Whether only the end of the input ends the record in `extent`.
  func isUnended(_ extent: Range<Int>) -> Bool { extent.upperBound == end }
}
