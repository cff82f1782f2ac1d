internal import Hookline

/// What one block of records came to.
struct BlockOutcome {
  /// A record that was turned down, where it stands in the block and why.
  typealias RejectedRecord = (record: InputRecord, rejection: Rejection)

  /// How many lines the block had.
  var lineCount = 0
  /// How many records there were, blank lines not counted.
  var recordCount = 0
  /// How many jobs were made of them.
  var jobCount = 0
  /// The records that were turned down.
  var rejections: [RejectedRecord] = []
  /// The events that were withheld, by the block's lines, from 0.
  var withheld = WithheldTally()
  /// The records of the log that were due no job, by the same numbers.
  var refusals = LogRefusalTally()
}

/// Works through blocks of records.
struct Worker {
  private var router: Router
  private let limit: Int
  private let isCounting: Bool

  /// The jobs that would have been written, where they are only counted.
  private(set) var counts: JobCounts

  /// Makes a worker that asks `router` about records of at most `limit` bytes, and writes the jobs or only counts them.
  init(_ router: Router, limit: Int, isCounting: Bool) {
    self.router = router
    self.limit = limit
    self.isCounting = isCounting
    counts = JobCounts(webhookCount: isCounting ? router.webhookCount : 0)
  }

  /// Routes the `records` of `bytes`, and adds to `outcome` what became of each.
  ///
  /// - Throws: What `writer` throws, or that more than `rejectLimit` records were turned down; `outcome` then tells of
  ///   the records before, in the second case the last of them included.
  /// - Complexity: O(`bytes.count`), and what the jobs take.
  mutating func work<Records: RecordCursor>(
    on bytes: Span<UInt8>, _ records: Records, rejectLimit: Int,
    writingTo writer: inout RecordWriter, adding outcome: inout BlockOutcome
  ) throws(RunStop) {
    var records = records
    router.beginBlock()
    while let record = nextRecord(of: &records, in: bytes) {
      outcome.lineCount = record.line
      switch try verdict(on: record, in: bytes, writingTo: &writer) {
      case .blank: continue
      case .rejected(let rejection):
        outcome.rejections.append((record, rejection))
      case .refused(let refusal):
        outcome.refusals.count(refusal, line: record.line)
      case .routed(let jobCount):
        outcome.jobCount += jobCount
        if !router.withheld.isEmpty { outcome.withheld.count(router.withheld, line: record.line) }
      }
      outcome.recordCount += 1
      outcome.lineCount = record.nextLine
      guard outcome.rejections.count <= rejectLimit else { throw .limitReached(.rejects) }
    }
    outcome.lineCount = records.lineCount
  }

  /// The next record, where it is a line with the help of who looked at all lines at once.
  private mutating func nextRecord<Records: RecordCursor>(
    of records: inout Records, in bytes: Span<UInt8>
  ) -> InputRecord? {
    var end: Int?
    if let lines = records.nextLines {
      end = router.endOfLine(at: lines.lowerBound, in: bytes.extracting(0..<lines.upperBound))
    }
    return records.next(in: bytes, endingAt: end)
  }

  private mutating func verdict(
    on record: InputRecord, in bytes: Span<UInt8>, writingTo writer: inout RecordWriter
  ) throws(RunStop) -> Router.Verdict {
    if let rejection = record.rejection { return .rejected(rejection) }
    guard record.length <= limit else { return .rejected(tooLong) }
    return try isCounting
      ? router.count(record.extent, of: bytes, in: &counts)
      : router.route(record.extent, of: bytes, to: &writer)
  }

  /// Finds out which webhooks `tally` counted together.
  func resolve(_ tally: inout WithheldTally) {
    router.resolve(&tally)
  }

  /// Why a record over the limit is turned down.
  var tooLong: Rejection {
    Rejection(.tooLong(limit: limit), at: limit)
  }
}
