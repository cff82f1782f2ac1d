internal import Hookline
internal import HooklineSystem

/// Iterates over lines.
struct LineCursor: RecordCursor {
  static var areLines: Bool { true }
  private(set) var rest: Range<Int>
  private(set) var lineCount = 0

  /// A cursor over the whole lines in `extent`.
  init(_ extent: Range<Int>) {
    rest = extent
  }

  /// The next line, without its line end.
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
