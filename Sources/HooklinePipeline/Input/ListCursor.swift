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

  /// The next record.
  mutating func next(in bytes: Span<UInt8>, using router: inout Router) -> InputRecord? {
    guard index < records.count, let last = records.last else { return nil }
    let record = records[index]
    router.findElement(
      at: record.extent.lowerBound, in: bytes.extracting(0..<last.extent.upperBound))
    index += 1
    return record
  }
}
