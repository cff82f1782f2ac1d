internal import Hookline

/// Iterates over a list of records.
struct ListCursor: RecordCursor {
  private let records: [InputRecord]
  private var index = 0
  /// Where the last record ends in the bytes.
  private let end: Int
  let lineCount: Int

  /// A cursor over `records`, which are in a block of `lineCount` lines.
  init(_ records: [InputRecord], lineCount: Int) {
    self.records = records
    self.lineCount = lineCount
    end = records.last?.extent.upperBound ?? 0
  }

  /// The next record.
  mutating func next(in bytes: Span<UInt8>, using router: inout Router) -> InputRecord? {
    guard index < records.count else { return nil }
    let record = records[index]
    index += 1
    // What is rejected already need not be found.
    if record.rejection == nil {
      router.findElement(at: record.extent.lowerBound, in: bytes.extracting(0..<end))
    }
    return record
  }

  /// Adds the next records to `outcome` that are rejected already, until it has `limit` of them: an array can have an empty element
  /// for each byte.
  mutating func addRejected(upTo limit: Int, to outcome: inout BlockOutcome, of block: RecordBlock)
  {
    let first = index
    while index < records.count, outcome.rejected.count < limit,
      let rejection = records[index].rejection
    {
      outcome.statistics.count(rejection, line: records[index].line)
      outcome.rejected.append(records[index])
      index += 1
    }
    guard index > first else { return }
    let last = records[index - 1]
    outcome.statistics.lineCount = last.nextLine
    outcome.end = block.offset(afterLineEndAt: last.extent.upperBound)
  }
}
