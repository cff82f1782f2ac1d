internal import Hookline

/// Gives the records of a list one by one.
struct ListCursor: RecordCursor {
  private let records: [InputRecord]
  private var index = 0
  let lineCount: Int

  /// Makes a cursor of `records`, which stand in a block of so many lines.
  init(_ records: [InputRecord], lineCount: Int) {
    self.records = records
    self.lineCount = lineCount
  }

  static var areLines: Bool { false }

  /// Where the next records stand, with what is between them.
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
