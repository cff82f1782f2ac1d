internal import Hookline
internal import HooklineSystem

/// One of the workers of a run: takes a block, works ahead on it, takes its turn, commits it, and takes the next.
struct Worker: ~Copyable {
  /// What it shares with the other workers.
  let run: SharedRun
  /// The limits of the run.
  let limits: RunLimits
  /// Routes the records.
  var router: Router
  /// What is made of the events.
  var product: Product
  /// How many jobs each webhook gets, if that is to be counted here; those of the current block only once its turn has come.
  var jobCounts: JobCounts?
  /// The jobs of the current block, with its turn.
  var jobs: JobBuffer
  /// The events of the current block whose jobs depend on other records, and were not decided on yet.
  var pending = PendingEvents()
  /// Room for the webhooks of an event whose jobs are made.
  var made: [Int] = []

  /// A worker of `run`: the first, which has all turns as long as it is alone, or another, which waits for them at `gate`.
  init(_ run: SharedRun, by gate: TurnGate? = nil) {
    self.run = run
    limits = run.limits
    router = run.router
    product = run.product
    jobCounts = run.jobCounts
    jobs = JobBuffer(Turn(run.committer, by: gate))
  }

  /// Works until there are no more blocks.
  mutating func work() {
    var room = BlockMemory()
    while let next = takeBlock(into: &room) {
      switch consume next {
      case .notice(let notice):
        take(notice)
        jobs.turn.pass()
      case .records(var block):
        process(&block)
        jobs.turn.pass()
        recycle(&block, as: &room)
      }
    }
    let (product, jobCounts) = (product, jobCounts)
    inTurnToRead { run in run.merge(product, jobCounts) }
  }

  /// Takes a notice, in its turn, unless the run has already ended.
  private mutating func take(_ notice: InputNotice) {
    do throws(RunStop) { try jobs.takeTurn() } catch { return }
    jobs.turn.withCommitter { $0.take(notice) }
  }

  /// Works on a block, and ends the run if there is a reason for it.
  private mutating func process(_ block: inout RecordBlock) {
    router.beginBlock(with: &block.window)
    router.prefetch(block.ahead)
    let earlier = run.keepsEarlierProduct ? product : nil
    do throws(RunStop) {
      try work(on: block)
    } catch {
      // If the run had already ended, the block counts for nothing.
      if !end(by: error), let earlier { product = earlier }
    }
  }

  /// Works ahead on a block, then commits it in its turn.
  ///
  /// - Throws: Why the run ends.
  private mutating func work(on block: RecordBlock) throws(RunStop) {
    let hasPiece = block.overlongPiece != nil
    if hasPiece || run.worksInTurn { try jobs.takeTurn() }
    if hasPiece {
      try jobs.turn.withCommitter { (committer) throws(RunStop) in
        try committer.reject(pieceIn: block)
      }
    }
    var outcome = BlockOutcome()
    pending.removeAll()
    var limit: RunLimit?
    do throws(RunStop) {
      limit = try workAhead(on: block, adding: &outcome)
      try jobs.takeTurn()
      if jobs.exceedsLimit {
        jobs.clear()
        outcome = BlockOutcome()
        pending.removeAll()
        router.beginBlock()
        limit = try workAhead(on: block, adding: &outcome)
      }
      try report(&outcome, of: block)
    } catch {
      commitRest(&outcome, of: block, after: error)
      throw error
    }
    commit(&outcome, of: block)
    if let limit { throw .limitReached(limit) }
  }

  /// Commits what it can of a block in which the run ended by `stop`: nothing, if the run had already ended.
  private mutating func commitRest(
    _ outcome: inout BlockOutcome, of block: RecordBlock, after stop: RunStop
  ) {
    guard jobs.turn.withCommitter({ $0.stop }) == nil else { return }
    // Rejected lines are not lost with jobs that cannot be written; but a program whose reader is gone ends silently.
    if case .outputFailed(let output, let reason) = stop,
      output == .temporaryFile || output == .jobs && reason != .brokenPipe
    {
      try? jobs.turn.withCommitter { (committer) throws(RunStop) in
        try committer.reject(outcome.rejected, in: block)
      }
    }
    commit(&outcome, of: block)
  }

  /// Adds the outcome of `block`, in its turn, to what the run counts.
  private mutating func commit(_ outcome: inout BlockOutcome, of block: RecordBlock) {
    jobs.turn.withCommitter { $0.add(outcome, of: block) }
    countByWebhook(in: &outcome)
  }

  /// Ends the run, in the turn of a block.
  ///
  /// - Returns: Whether it had not already ended.
  private mutating func end(by stop: RunStop) -> Bool {
    guard jobs.turn.withCommitter({ $0.end(by: stop) }) else { return false }
    run.end()
    jobs.turn.gate?.endRun()
    return true
  }
}
