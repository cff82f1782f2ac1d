internal import Hookline

/// Reads an input block by block, each of them whole lines.
///
/// A partial last line stays and is completed by later reads. A line that is longer than the limit before its end has
/// come is handed on piece by piece as it streams by, and never held.
///
/// Memory: one block, or the longest line within the limit and one block.
package struct LineReader {
  /// How many bytes are asked of the system at a time: from 32 KiB to 1 MiB throughput was measured flat.
  package static let readSize = 256 << 10

  private let input: Descriptor
  private let limit: Int

  /// What was read and not yet handed on, and room for more behind it.
  ///
  /// Invariant: `bytes[lines]` are whole lines, and `bytes[lines.upperBound..<count]`, the start of the next
  /// one, holds no line feed.
  package private(set) var bytes: [UInt8] = []
  /// Where the whole lines stand in ``bytes``, each with its line feed except a last one that has none.
  package private(set) var lines = 0..<0
  /// Where a piece of a line over the limit stands in ``bytes``, before the whole lines; the line feed is no part of it.
  package private(set) var overlongPiece = 0..<0
  /// Whether that piece is the last of its line.
  package private(set) var endsOverlongLine = false
  private var count = 0

  private var hasStarted = false
  private(set) var hasEnded = false
  /// Whether the bytes that come next belong to a line over the limit.
  private var isInsideOverlongLine = false

  /// Makes a reader of `input` for lines of at most `limit` bytes before their line feed.
  package init(_ input: Descriptor, limit: Int) {
    self.input = input
    self.limit = limit
  }

  /// Whether reading on would return at once.
  package var isReady: Bool { hasEnded || input.isReadyToRead }

  /// Whether the line in `extent` is the last of the input and has no line feed.
  func isUnended(_ extent: Range<Int>) -> Bool { hasEnded && extent.upperBound == count }

  /// Waits until reading on would return at once, or until a signal came that is to end the program.
  func wait() {
    input.waitToRead()
  }

  /// How many bytes of the input stand before what was not handed on yet.
  var endOffset: Int { offset + handedOnEnd }

  /// How many bytes of the input stand before the first of ``bytes``.
  package private(set) var offset = 0

  /// Reads once, so that ``lines`` are those completed by it, often none on a slow input.
  ///
  /// - Returns: `false` at the end of the input, when nothing was left or handed on.
  /// - Throws: What the read failed with; a partial line is then lost, and nothing else.
  /// - Complexity: O(bytes read).
  package mutating func readMore() throws(SystemError) -> Bool {
    discardHandedOn()
    guard !hasEnded else { return false }
    let searched = count
    hasEnded = try fill() == 0
    if isInsideOverlongLine {
      handOnOverlongPiece()
    } else {
      lines = 0..<(hasEnded ? count : endOfLines(searchedBefore: searched))
      skipByteOrderMark()
      beginOverlongLine()
    }
    return !hasEnded || !lines.isEmpty || endsOverlongLine
  }

  /// Moves what stands behind the lines to the front; it is less than was read last.
  private mutating func discardHandedOn() {
    offset += handedOnEnd
    let rest = handedOnEnd..<count
    if rest.lowerBound > 0 {
      for (target, source) in rest.enumerated() { bytes[target] = bytes[source] }
    }
    count = rest.count
    (lines, overlongPiece, endsOverlongLine) = (0..<0, 0..<0, false)
  }

  /// The end of what was handed on; a line feed behind an overlong line's last piece is part of it.
  private var handedOnEnd: Int { max(lines.upperBound, overlongPiece.upperBound) }

  /// Reads once behind what is there.
  private mutating func fill() throws(SystemError) -> Int {
    if bytes.count < count + Self.readSize {
      // Twice as large, so that a line in many reads is copied O(1) times; from a third of the limit on, as large as
      // a line can need.
      let size = max(count, count < limit / 3 ? 2 * count : limit) + 2 * Self.readSize
      var room = Array(repeating: UInt8(0), count: size)
      room.replaceSubrange(..<count, with: bytes[..<count])
      bytes = room
    }
    let readCount = try input.read(into: &bytes, at: count, count: Self.readSize)
    count += readCount
    return readCount
  }

  /// The offset behind the last line feed, or 0; none stands before `start`.
  private func endOfLines(searchedBefore start: Int) -> Int {
    var end = count
    while end > start, bytes[end - 1] != lineFeed { end -= 1 }
    return end > start ? end : 0
  }

  /// Hands on what belongs to the line over the limit, up to its line feed where that has come.
  private mutating func handOnOverlongPiece() {
    guard let end = bytes.span.offset(of: lineFeed, in: 0..<count) else {
      overlongPiece = 0..<count
      endsOverlongLine = hasEnded
      return
    }
    isInsideOverlongLine = false
    overlongPiece = 0..<end
    endsOverlongLine = true
    lines = end + 1..<max(end + 1, endOfLines(searchedBefore: end + 1))
  }

  /// Leaves out the mark at the start of the input, once the first line is whole.
  private mutating func skipByteOrderMark() {
    guard !hasStarted, !lines.isEmpty || count > limit else { return }
    hasStarted = true
    let length = ByteOrderMark.length(in: bytes.span.extracting(0..<count))
    lines = length..<max(length, lines.upperBound)
  }

  /// Begins to hand on a partial line that is over the limit.
  private mutating func beginOverlongLine() {
    guard lines.isEmpty, !hasEnded, count - lines.lowerBound > limit else { return }
    overlongPiece = lines.lowerBound..<count
    isInsideOverlongLine = true
  }
}
