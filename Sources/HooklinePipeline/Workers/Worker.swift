internal import Hookline
internal import HooklineSystem

/// One of the workers of a run: takes a block, works ahead on it, takes its turn, commits it, and takes the next.
struct Worker: ~Copyable {
  /// The most bytes that a worker takes, unless a record is long: its stack, its block, what is known of it, and the jobs that
  /// wait.
  private static let memorySize = 16 << 20

  /// How many rejected records can wait before the worker waits for its turn to report them.
  private static let rejectionLimit = 1000

  /// How many jobs can wait to be counted by webhook before the worker waits for its turn to count them.
  private static let uncountedJobLimit = 1 << 16

  let run: SharedRun
  private let limits: RunLimits
  private(set) var router: Router
  /// What is made of the events.
  var product: Product
  /// How many jobs each webhook gets, if that is to be counted here; those of the current block only once its turn has come.
  var jobCounts: JobCounts?
  /// The jobs of the current block, with its turn.
  var jobs: JobBuffer

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
    while var block = takeBlock(into: &room) {
      router.beginBlock(with: &block.window)
      let earlier = run.mayDiscardBlocks && !run.worksInTurn ? product : nil
      do throws(RunStop) {
        try work(on: block)
      } catch {
        // If the run had already ended, the block counts for nothing.
        if !end(by: error), let earlier { product = earlier }
      }
      jobs.turn.pass()
      recycle(&block, as: &room)
    }
    let (product, jobCounts) = (product, jobCounts)
    inTurnToRead { run in run.merge(product, jobCounts) }
  }

  /// Works ahead on a block, then commits it in its turn.
  ///
  /// - Throws: Why the run ends.
  private mutating func work(on block: Block) throws(RunStop) {
    if block.needsTurn || run.worksInTurn { try jobs.takeTurn() }
    if block.needsTurn { try jobs.turn.committer?.begin(block) }
    var outcome = BlockOutcome()
    var limit: RunLimit?
    do throws(RunStop) {
      limit = try workAhead(on: block, adding: &outcome)
      try jobs.takeTurn()
      if jobs.exceedsLimit {
        jobs.clear()
        outcome = BlockOutcome()
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
    _ outcome: inout BlockOutcome, of block: Block, after stop: RunStop
  ) {
    guard jobs.turn.committer?.stop == nil else { return }
    // Rejected lines are not lost with jobs that cannot be written; but a program whose reader is gone ends silently.
    if case .outputFailed(let output, let reason) = stop,
      output == .temporaryFile || output == .jobs && reason != .brokenPipe
    {
      try? jobs.turn.committer?.reject(outcome.rejections, in: block)
    }
    commit(&outcome, of: block)
  }

  /// Adds the outcome of `block`, in its turn, to what the run counts.
  private mutating func commit(_ outcome: inout BlockOutcome, of block: Block) {
    jobs.turn.committer?.add(outcome, of: block)
    countByWebhook(in: &outcome)
  }

  /// Ends the run, in the turn of a block.
  ///
  /// - Returns: Whether it had not already ended.
  private mutating func end(by stop: RunStop) -> Bool {
    guard jobs.turn.committer?.stop == nil else { return false }
    jobs.turn.committer?.end(by: stop)
    run.end()
    jobs.turn.gate?.endRun()
    return true
  }
}

// Taking blocks.

extension Worker {
  /// Takes the next block, into `room` if its bytes fit there; `nil` if there is none or the run is to end.
  ///
  /// The worker keeps the turn to read until it gives back a large block: memory is bounded by one long record, not by one per
  /// worker.
  private mutating func takeBlock(into room: inout BlockMemory) -> Block? {
    let gate = jobs.turn.gate
    gate?.waitToRead()
    let next: Block? =
      run.isEnded ? nil : run.withQueue { queue in queue.next(into: &room, orFor: gate?.end) }
    if let next {
      jobs.begin(next.number, isInTurn: gate == nil)
      if next.needsAnotherWorker { addWorker() }
    }
    if next?.isLarge != true { jobs.turn.gate?.passReading() }
    return next
  }

  /// Gives back the memory of a finished block, as room for the next one.
  private mutating func recycle(_ block: inout Block, as room: inout BlockMemory) {
    router.endBlock(with: &block.window)
    swap(&room.window, &block.window)
    guard block.isLarge else { return swap(&room.bytes, &block.bytes) }
    var memory = BlockMemory()
    swap(&memory.bytes, &block.bytes)
    run.withQueue { $0.recycle(&memory) }
    jobs.turn.gate?.passReading()
  }

  /// Starts another worker, in the turn to read.
  private mutating func addWorker() {
    run.withPool { [run] pool in
      pool.addWorker(&jobs.turn.gate, memorySize: Self.memorySize) { gate in
        var worker = Worker(run, by: gate)
        worker.work()
      }
    }
  }

  /// Waits until the other workers are done; only the first worker calls it.
  mutating func waitForOthers() {
    while let thread = inTurnToRead({ run in run.withPool { $0.takeThread() } }) {
      thread.join()
    }
    jobs.turn.gate?.close()
  }

  private func inTurnToRead<Result>(_ body: (SharedRun) -> Result) -> Result {
    jobs.turn.gate?.waitToRead()
    defer { jobs.turn.gate?.passReading() }
    return body(run)
  }
}

// Working on the records of a block.

extension Worker {
  /// Routes the records of `block`, and adds what becomes of them to `outcome`.
  ///
  /// - Returns: The limit that was reached, or `nil`; `outcome` then covers the records before it.
  /// - Throws: Why else the run ends.
  private mutating func workAhead(
    on block: Block, adding outcome: inout BlockOutcome
  ) throws(RunStop) -> RunLimit? {
    do throws(RunStop) {
      switch block.records {
      case .lines(let lines): try route(lines, of: block, adding: &outcome)
      case .list(let list): try route(list, of: block, adding: &outcome)
      }
      return nil
    } catch .limitReached(let limit) {
      return limit
    }
  }

  /// Routes the `records` of `block` until the jobs are void, and adds what becomes of each to `outcome`.
  ///
  /// - Complexity: O(bytes), and what the product takes.
  private mutating func route<Records: RecordCursor>(
    _ records: Records, of block: Block, adding outcome: inout BlockOutcome
  ) throws(RunStop) {
    let bytes = block.bytes.span
    var records = records
    while !jobs.exceedsLimit, let record = nextRecord(of: &records, in: bytes) {
      (outcome.statistics.lineCount, outcome.end) = (record.line, record.extent.lowerBound)
      let verdict = verdict(on: record, in: bytes)
      if run.notesVerdicts { product.note(verdict, by: router) }
      if makesSomething(of: verdict) { try addUpToLimit(record, to: &outcome, of: block) }
      outcome.statistics.count(
        verdict, of: router.event, with: router.matches, line: record.line,
        jobsAreCertain: !run.decidesInTurn)
      outcome.statistics.lineCount = record.nextLine
      if case .rejected(let rejection) = verdict {
        outcome.end = block.offset(afterLineEndAt: record.extent.upperBound)
        outcome.rejections.append((record, rejection))
        try noteRejection(&outcome, of: block)
      }
    }
    (outcome.statistics.lineCount, outcome.end) = (records.lineCount, nil)
  }

  /// Whether something can be made of the event on which `verdict` is.
  @inline(__always)
  private func makesSomething(of verdict: Router.Verdict) -> Bool {
    switch verdict {
    case .matched: run.addsUnmatched || !router.due.isEmpty
    case .notDue: run.explains
    case .blank, .rejected, .skipped: false
    }
  }

  /// Adds the jobs of the event that was matched last, and counts those that are made before a limit ends the run.
  @inline(__always)
  private mutating func addUpToLimit(
    _ record: InputRecord, to outcome: inout BlockOutcome, of block: Block
  ) throws(RunStop) {
    do throws(RunStop) {
      try add(record, to: &outcome, of: block)
    } catch .limitReached(.jobs) where !run.decidesInTurn {
      countJobsBeforeLimit(of: router.due, in: &outcome)
      throw .limitReached(.jobs)
    }
  }

  /// Counts the first jobs of an event for the webhooks `due`, which the limit on jobs still allowed: the event is not done.
  mutating func countJobsBeforeLimit(of due: [Int], in outcome: inout BlockOutcome) {
    // If the limit was reached in an earlier block, no job of this one is made.
    if jobs.turn.committer?.stop != nil { return }
    guard let limit = limits.jobs else { return }
    let earlier = jobs.turn.committer?.summary.statistics.jobCount ?? 0
    let count = limit - earlier - outcome.statistics.jobCount
    outcome.statistics.jobCount += count
    outcome.uncountedJobs += due.prefix(count)
  }

  /// Counts by webhook the jobs of the event on `line` for the webhooks `due`, or that they are refused, as none or all are.
  @inline(__always)
  mutating func countByWebhook(
    _ due: [Int], refusedCount: Int, line: Int, in outcome: inout BlockOutcome
  ) throws(RunStop) {
    if refusedCount > 0 {
      outcome.statistics.countRefused(refusedCount, line: line)
    } else if jobs.turn.gate == nil {
      // The only worker always has the turn.
      jobCounts?.count(jobsFor: due[...])
    } else if jobCounts != nil {
      outcome.uncountedJobs += due
      guard outcome.uncountedJobs.count >= Self.uncountedJobLimit else { return }
      try jobs.takeTurn()
      if !jobs.exceedsLimit { countByWebhook(in: &outcome) }
    }
  }

  /// Counts by webhook those jobs that were not, in the turn of their block.
  private mutating func countByWebhook(in outcome: inout BlockOutcome) {
    jobCounts?.count(jobsFor: outcome.uncountedJobs[...])
    outcome.uncountedJobs.removeAll(keepingCapacity: true)
  }

  /// Adds the jobs of the event that was matched last, or lets them wait if they depend on other records.
  @inline(__always)
  private mutating func add(
    _ record: InputRecord, to outcome: inout BlockOutcome, of block: Block
  ) throws(RunStop) {
    let bytes = block.bytes.span
    if run.subtracts, router.due.isEmpty, !router.subtracted.isEmpty, !run.explains {
      return product.countMatched(router.event)
    }
    guard run.decidesInTurn else {
      // `router.due` would retain the list, and releasing it, atomically, would wait for the store buffer.
      let refusedCount = try product.add(
        router.event, due: router.matches.due, in: bytes, to: &jobs)
      guard refusedCount > 0 || jobCounts != nil else { return }
      return try countByWebhook(
        product.ownJobs(of: router.event, among: router.due), refusedCount: refusedCount,
        line: record.line, in: &outcome)
    }
    guard !router.due.isEmpty || run.explains else {
      // An event without jobs depends on nothing.
      _ = try product.add(router.event, due: [], in: bytes, to: &jobs)
      return
    }
    outcome.pending.append(router, line: record.line, in: bytes, hashed: run.comparesJobs)
    // With a limit on jobs, the record that exceeds it must be found before later ones are counted.
    if outcome.pending.isFull || limits.jobs != nil { try settle(&outcome, of: block) }
  }

  /// The next record.
  ///
  /// The router indexes many of them at a time, which makes it faster to find this one or to read it.
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

  /// Checks, after a rejection, the limit on rejected records, and reports those that wait if there are many.
  private mutating func noteRejection(
    _ outcome: inout BlockOutcome, of block: Block
  ) throws(RunStop) {
    if limits.rejects != nil {
      // If this record is one too many, what follows must not be written or counted.
      try jobs.takeTurn()
      guard !jobs.exceedsLimit else { return }
      guard jobs.turn.committer?.allowsRejections(outcome.rejections.count) == true else {
        throw .limitReached(.rejects)
      }
    }
    if outcome.rejections.count >= Self.rejectionLimit { try report(&outcome, of: block) }
  }

  /// Writes the jobs that wait, and keeps and reports the rejected records, unless the jobs are void.
  private mutating func report(_ outcome: inout BlockOutcome, of block: Block) throws(RunStop) {
    try settle(&outcome, of: block)
    try jobs.flush()
    guard !jobs.exceedsLimit, !outcome.rejections.isEmpty else { return }
    try jobs.turn.committer?.reject(outcome.rejections, in: block)
    outcome.rejections.removeAll(keepingCapacity: true)
  }
}
