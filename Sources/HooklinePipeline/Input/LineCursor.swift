internal import Hookline
internal import HooklineSystem

/// Iterates over lines.
struct LineCursor: RecordCursor {
  /// The extent of the remaining lines.
  private(set) var rest: Range<Int>
  private(set) var lineCount = 0

  /// A cursor over the whole lines in `extent`.
  init(_ extent: Range<Int>) {
    rest = extent
  }

  /// The next line, without its line end.
  @inline(__always)
  mutating func next(in bytes: Span<UInt8>, using router: inout Router) -> InputRecord? {
    next(in: bytes) { router.endOfLine(at: $0, in: $1) }
  }

  /// The next line, without its line end.
  ///
  /// `endOfLine` returns the offset of the line feed that ends the line at an offset of the lines, or `nil` if it has to be
  /// searched for.
  @inline(__always)
  mutating func next(
    in bytes: Span<UInt8>, _ endOfLine: (Int, Span<UInt8>) -> Int?
  ) -> InputRecord? {
    guard !rest.isEmpty else { return nil }
    let start = rest.lowerBound
    let knownEnd = endOfLine(start, bytes.extracting(0..<rest.upperBound))
    let lineEnd = knownEnd ?? bytes.offset(of: lineFeed, in: rest)
    let end = lineEnd ?? rest.upperBound
    let hasReturn = lineEnd != nil && end > start && bytes[end - 1] == carriageReturn
    rest = min(end + 1, rest.upperBound)..<rest.upperBound
    lineCount += 1
    return InputRecord(
      extent: start..<end - (hasReturn ? 1 : 0), length: end - start, line: lineCount - 1,
      nextLine: lineCount)
  }
}
