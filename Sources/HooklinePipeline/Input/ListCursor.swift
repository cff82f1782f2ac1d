internal import Hookline

/// Iterates over a list of records.
struct ListCursor: RecordCursor {
  private let records: [InputRecord]
  private var index = 0
  let lineCount: Int

  /// A cursor over `records`, which are in a block of `lineCount` lines.
  init(_ records: [InputRecord], lineCount: Int) {
    self.records = records
    self.lineCount = lineCount
  }

  static var areLines: Bool { false }

  /// The extent of the remaining records, with what is between them.
  var rest: Range<Int> {
    let next = records[index...]
    return (next.first?.extent.lowerBound ?? 0)..<(next.last?.extent.upperBound ?? 0)
  }

  /// The next record.
  mutating func next(in bytes: Span<UInt8>, endingAt end: Int?) -> InputRecord? {
    guard index < records.count else { return nil }
    index += 1
    return records[index - 1]
  }
}
