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
    let end =
      rest.isEmpty
      ? nil : router.endOfLine(at: rest.lowerBound, in: bytes.extracting(0..<rest.upperBound))
    return next(in: bytes, endingAt: end)
  }

  /// The next line, without its line end; `end` is the offset of its line feed, if that is known.
  mutating func next(in bytes: Span<UInt8>, endingAt end: Int?) -> InputRecord? {
    guard !rest.isEmpty else { return nil }
    let start = rest.lowerBound
    let lineEnd = end ?? bytes.offset(of: lineFeed, in: rest)
    let end = lineEnd ?? rest.upperBound
    let hasReturn = lineEnd != nil && end > start && bytes[end - 1] == carriageReturn
    rest = min(end + 1, rest.upperBound)..<rest.upperBound
    lineCount += 1
    return InputRecord(
      extent: start..<end - (hasReturn ? 1 : 0), length: end - start, line: lineCount - 1,
      nextLine: lineCount)
  }
}
