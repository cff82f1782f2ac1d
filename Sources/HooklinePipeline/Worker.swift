internal import Hookline

/// What one block of lines came to.
struct BlockOutcome {
  /// How many lines the block had.
  var lineCount = 0
  /// How many jobs were made of them.
  var jobCount = 0
  /// A line that was turned down: its number in the block, from 0, and where it stands in it.
  typealias RejectedLine = (line: Int, extent: Range<Int>, rejection: Rejection)

  /// The lines that were turned down.
  var rejections: [RejectedLine] = []
  /// The events that were withheld, by the same numbers.
  var withheld = WithheldTally()

  /// What a line over the limit comes to that was never held.
  static func overlongLine(_ rejection: Rejection) -> BlockOutcome {
    BlockOutcome(lineCount: 1, rejections: [(0, 0..<0, rejection)])
  }
}

/// Works through blocks of lines.
struct Worker {
  private var router: Router
  private let limit: Int
  private let isCounting: Bool

  /// The jobs that would have been written, where they are only counted.
  private(set) var counts: JobCounts

  /// Makes a worker that asks `router` about lines of at most `limit` bytes, and writes the jobs or only counts them.
  init(_ router: Router, limit: Int, isCounting: Bool) {
    self.router = router
    self.limit = limit
    self.isCounting = isCounting
    counts = JobCounts(webhookCount: isCounting ? router.webhookCount : 0)
  }

  /// Routes the lines that stand in `extent` of `bytes`, and adds to `outcome` what became of each.
  ///
  /// - Throws: What `writer` throws, or that more than `rejectLimit` lines were turned down; `outcome` then tells of
  ///   the lines before, in the second case the last of them included.
  /// - Complexity: O(`extent.count`), and what the jobs take.
  mutating func work(
    on bytes: Span<UInt8>, lines extent: Range<Int>, rejectLimit: Int,
    writingTo writer: inout RecordWriter, adding outcome: inout BlockOutcome
  ) throws(RunStop) {
    var start = extent.lowerBound
    while start < extent.upperBound {
      let end = bytes.offset(of: lineFeed, in: start..<extent.upperBound)
      let length = (end ?? extent.upperBound) - start
      let hasReturn = end != nil && length > 0 && bytes[start + length - 1] == carriageReturn
      let content = start..<start + length - (hasReturn ? 1 : 0)
      let line = bytes.extracting(content)
      switch try length > limit ? .rejected(tooLong) : verdict(on: line, writingTo: &writer) {
      case .blank: break
      case .rejected(let rejection):
        outcome.rejections.append((outcome.lineCount, content, rejection))
      case .routed(let jobCount):
        outcome.jobCount += jobCount
        if !router.withheld.isEmpty {
          outcome.withheld.count(router.withheld, line: outcome.lineCount)
        }
      }
      outcome.lineCount += 1
      start += length + 1
      guard outcome.rejections.count <= rejectLimit else { throw .limitReached(.rejects) }
    }
  }

  private mutating func verdict(
    on line: Span<UInt8>, writingTo writer: inout RecordWriter
  ) throws(RunStop) -> Router.Verdict {
    try isCounting
      ? router.count(line, in: &counts) : router.route(line, to: &writer)
  }

  /// Why a line over the limit is turned down.
  var tooLong: Rejection {
    Rejection(.tooLong(limit: limit), at: limit)
  }
}
