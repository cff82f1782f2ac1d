internal import Hookline
internal import HooklineSystem

/// What became of a block of records.
struct BlockOutcome {
  /// A rejected record, where it is in the block and why it is rejected.
  typealias RejectedRecord = (record: InputRecord, rejection: Rejection)

  /// What was counted; lines are numbered from the start of the block.
  var statistics = RunStatistics()
  /// The rejected records that were not reported yet.
  var rejections: [RejectedRecord] = []
}

/// One of those who share the work: takes a block, works on it, waits for its turn, writes, and takes the next.
struct Worker: ~Copyable {
  /// How many bytes a worker takes at most, if no record is long: its stack, its block, what is known of it, and the jobs that
  /// wait.
  static let memorySize = 16 << 20

  /// How many records can be turned down before the turn is waited for to report them.
  private static let rejectionLimit = 1000

  private let crew: Crew
  private let limits: Pipeline.Limits
  private var router: Router
  private var output: JobOutput
  /// What is made of the events.
  private var product: Product
  /// The same before the current block, if the run can end before that one's turn comes.
  private var earlierProduct: Product?

  /// Makes a worker of `crew`: the first, who has all turns as long as he is alone, or another one of `relay`.
  init(_ crew: Crew, relay: Relay? = nil) {
    self.crew = crew
    limits = crew.limits
    router = crew.router
    output = JobOutput(crew, relay: relay)
    product = crew.product
  }

  /// Works until there are no more blocks.
  mutating func work() {
    var room: [UInt8] = []
    while var next = crew.takeBlock(into: &room, relay: &output.relay) {
      output.beginBlock(next.block.number, isInTurn: next.isInTurn)
      if crew.mayDiscardBlocks { earlierProduct = product }
      do throws(RunStop) {
        try work(on: next.block)
      } catch {
        end(by: error)
      }
      output.endBlock()
      if next.block.isLarge {
        crew.giveBack(&next.block, relay: output.relay)
      } else {
        swap(&room, &next.block.bytes)
      }
    }
    let product = product
    crew.intake(output.relay) { $0.product.merge(product) }
  }

  /// Waits until the others are done; only the first worker does, once nobody needs him.
  mutating func waitForOthers() {
    while let thread = crew.intake(output.relay, { $0.takeThread() }) { thread.join() }
    output.relay?.close()
  }

  /// Works on a block before its turn comes, as far as that can be, and finishes it in turn.
  private mutating func work(on block: Block) throws(RunStop) {
    if block.needsTurn {
      try output.takeTurn()
      try output.ledger?.begin(block)
    }
    var outcome = BlockOutcome()
    var limit: RunLimit?
    do throws(RunStop) {
      limit = try workOnRecords(of: block, adding: &outcome)
      if output.isVoid {
        output.clear()
        outcome = BlockOutcome()
        limit = try workOnRecords(of: block, adding: &outcome)
      }
      try tell(&outcome, of: block)
    } catch {
      // Where the run was over before, nothing comes of the block.
      guard output.ledger?.stop == nil else { throw error }
      // Jobs that cannot be written do not take rejected lines with them; but who has no reader any more ends silently.
      if case .outputFailed(.jobs, let reason) = error, reason != .brokenPipe {
        try? output.ledger?.reject(outcome.rejections, in: block)
      }
      output.ledger?.add(outcome, of: block)
      throw error
    }
    output.ledger?.add(outcome, of: block)
    if let limit { throw .limitReached(limit) }
  }

  /// Routes the records of `block`, and waits for its turn.
  ///
  /// - Returns: The limit that was reached; `outcome` then tells of the records before.
  private mutating func workOnRecords(
    of block: Block, adding outcome: inout BlockOutcome
  ) throws(RunStop) -> RunLimit? {
    do throws(RunStop) {
      switch block.records {
      case .lines(let lines): try route(lines, of: block, adding: &outcome)
      case .list(let list): try route(list, of: block, adding: &outcome)
      }
      try output.takeTurn()
      return nil
    } catch .limitReached(let limit) {
      return limit
    }
  }

  /// Routes the `records` of `block`, and adds to `outcome` what became of each.
  ///
  /// - Complexity: O(bytes), and what the jobs take.
  private mutating func route<Records: RecordCursor>(
    _ records: Records, of block: Block, adding outcome: inout BlockOutcome
  ) throws(RunStop) {
    let bytes = block.bytes.span
    var records = records
    router.beginBlock()
    while let record = nextRecord(of: &records, in: bytes) {
      outcome.statistics.lineCount = record.line
      let verdict = verdict(on: record, in: bytes)
      if case .blank = verdict { continue }
      if case .matched = verdict {
        try product.add(router.event, due: router.due, in: bytes, to: &output)
      }
      outcome.statistics.count(verdict, by: router, line: record.line)
      outcome.statistics.lineCount = record.nextLine
      if case .rejected(let rejection) = verdict {
        outcome.rejections.append((record, rejection))
        try noteRejection(&outcome, of: block)
      }
    }
    outcome.statistics.lineCount = records.lineCount
  }

  /// The next record.
  ///
  /// The router indexes many of them at a time, so that to find this one, or to read it, is faster.
  private mutating func nextRecord<Records: RecordCursor>(
    of records: inout Records, in bytes: Span<UInt8>
  ) -> InputRecord? {
    let rest = records.rest
    let block = bytes.extracting(0..<rest.upperBound)
    guard Records.areLines else {
      router.findElement(at: rest.lowerBound, in: block)
      return records.next(in: bytes, endingAt: nil)
    }
    let end = rest.isEmpty ? nil : router.endOfLine(at: rest.lowerBound, in: block)
    return records.next(in: bytes, endingAt: end)
  }

  private mutating func verdict(
    on record: InputRecord, in bytes: Span<UInt8>
  ) -> Router.Verdict {
    if let rejection = record.rejection { return .rejected(rejection) }
    guard record.length <= limits.lineLength else {
      return .rejected(.tooLong(limit: limits.lineLength))
    }
    return router.route(record.extent, of: bytes)
  }

  /// Makes sure, once a record was turned down, that there are not too many of them, or too many that wait to be told.
  private mutating func noteRejection(
    _ outcome: inout BlockOutcome, of block: Block
  ) throws(RunStop) {
    if limits.rejects < .max {
      // What comes behind must not be written, or counted, if this one is one too many.
      try output.takeTurn()
      let left = output.ledger?.rejectsLeft ?? 0
      guard outcome.rejections.count <= left else { throw .limitReached(.rejects) }
    }
    if outcome.rejections.count >= Self.rejectionLimit { try tell(&outcome, of: block) }
  }

  /// Writes the jobs that wait, and keeps and reports the records that were turned down.
  private mutating func tell(_ outcome: inout BlockOutcome, of block: Block) throws(RunStop) {
    try output.flush()
    guard !outcome.rejections.isEmpty else { return }
    try output.ledger?.reject(outcome.rejections, in: block)
    outcome.rejections.removeAll(keepingCapacity: true)
  }

  /// Ends the run, in the turn of a block; if it was ended before, nothing comes of the block.
  private mutating func end(by stop: RunStop) {
    guard output.ledger?.stop == nil else {
      if let earlierProduct { product = earlierProduct }
      return
    }
    output.ledger?.end(by: stop)
    crew.endRun()
    output.relay?.endRun()
  }
}
