internal import Hookline

// Working ahead on the records of a block: what becomes of each, and the jobs that do not depend on other records.

extension Worker {
  /// How many rejected records can wait before the worker waits for its turn to report them: they stay in the processor's
  /// first-level cache.
  private static let rejectionLimit = 500

  /// Routes the records of `block`, and adds what becomes of them to `outcome`.
  ///
  /// - Returns: The limit that was reached, or `nil`; `outcome` then covers the records before it.
  /// - Throws: Why else the run ends.
  mutating func workAhead(
    on block: RecordBlock, adding outcome: inout BlockOutcome
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

  /// Routes the `records` of `block` until their jobs exceed the limit, and adds what becomes of each to `outcome`.
  ///
  /// - Complexity: O(bytes), and what the product takes.
  private mutating func route<Records: RecordCursor>(
    _ records: Records, of block: RecordBlock, adding outcome: inout BlockOutcome
  ) throws(RunStop) {
    let bytes = block.bytes.span
    var records = records
    while !jobs.exceedsLimit, let record = records.next(in: bytes, using: &router) {
      (outcome.statistics.lineCount, outcome.end) = (record.line, record.extent.lowerBound)
      let verdict = verdict(on: record, in: bytes)
      if case .rejected(let rejection) = verdict {
        var rejected = record
        rejected.rejection = rejection
        try reject(rejected, for: rejection, adding: &outcome, of: block)
        if limits.rejects == nil {
          records.addRejected(upTo: Self.rejectionLimit, to: &outcome, of: block)
        }
        continue
      }
      if makesSomething(of: verdict) { try addUpToLimit(record, to: &outcome, of: block) }
      if run.countsEvents { product.count(verdict, by: router) }
      outcome.statistics.count(
        verdict, of: router.event, with: router.matches, line: record.line,
        jobsAreCertain: !run.decidesInTurn)
      outcome.statistics.lineCount = record.nextLine
    }
    (outcome.statistics.lineCount, outcome.end) = (records.lineCount, nil)
  }

  /// Whether a job or an explanation can be made of the event on which `verdict` is.
  @inline(__always)
  private func makesSomething(of verdict: Router.Verdict) -> Bool {
    switch verdict {
    case .matched: run.explains || !router.matches.due.isEmpty
    case .notDue: run.explains
    case .blank, .rejected, .skipped: false
    }
  }

  /// Adds the jobs of the event that was matched last, and counts those that are made before a limit ends the run.
  @inline(__always)
  private mutating func addUpToLimit(
    _ record: InputRecord, to outcome: inout BlockOutcome, of block: RecordBlock
  ) throws(RunStop) {
    do throws(RunStop) {
      try add(record, to: &outcome, of: block)
    } catch .limitReached(.jobs) where !run.decidesInTurn {
      countJobsBeforeLimit(of: router.due, in: &outcome)
      throw .limitReached(.jobs)
    }
  }

  /// Adds the jobs of the event that was matched last, or lets them wait if they depend on other records.
  @inline(__always)
  private mutating func add(
    _ record: InputRecord, to outcome: inout BlockOutcome, of block: RecordBlock
  ) throws(RunStop) {
    let bytes = block.bytes.span
    guard run.decidesInTurn else {
      // `router.due` would retain the list, and releasing it, atomically, would wait for the store buffer.
      let areRefused = try product.addJobs(
        of: router.event, due: router.matches.due, in: bytes, to: &jobs)
      guard areRefused || jobCounts != nil else { return }
      return try countByWebhook(
        product.ownJobs(of: router.event, among: router.due), areRefused: areRefused,
        line: record.line, in: &outcome)
    }
    pending.append(router, line: record.line, in: bytes, hashed: run.comparesJobs)
    // With a limit on jobs, the record that exceeds it must be found before later ones are counted.
    if pending.isFull || limits.jobs != nil { try settle(&outcome, of: block) }
  }

  private mutating func verdict(
    on record: InputRecord, in bytes: Span<UInt8>
  ) -> Router.Verdict {
    if let rejection = record.rejection { return .rejected(rejection) }
    guard record.length <= limits.lineLength else {
      return .rejected(.tooLong(limit: limits.lineLength))
    }
    // A file can have many, and to route one takes three times as long.
    guard !record.extent.isEmpty else { return .blank }
    return router.route(record.extent, of: bytes)
  }

  /// Adds a rejected record, checks the limit on them, and reports those that wait if there are many.
  private mutating func reject(
    _ record: InputRecord, for rejection: Rejection, adding outcome: inout BlockOutcome,
    of block: RecordBlock
  ) throws(RunStop) {
    outcome.statistics.count(rejection, line: record.line)
    outcome.statistics.lineCount = record.nextLine
    outcome.end = block.offset(afterLineEndAt: record.extent.upperBound)
    outcome.rejected.append(record)
    if limits.rejects != nil {
      // If this record is one too many, what follows must not be written or counted.
      try jobs.takeTurn()
      guard !jobs.exceedsLimit else { return }
      guard jobs.turn.withCommitter({ $0.allowsRejections(outcome.rejected.count) }) else {
        throw .limitReached(.rejects)
      }
    }
    if outcome.rejected.count >= Self.rejectionLimit { try report(&outcome, of: block) }
  }

  /// Writes the jobs that wait, and keeps and reports the rejected records, unless the jobs exceed the limit.
  mutating func report(_ outcome: inout BlockOutcome, of block: RecordBlock) throws(RunStop) {
    try settle(&outcome, of: block)
    try jobs.flush()
    guard !jobs.exceedsLimit, !outcome.rejected.isEmpty else { return }
    try jobs.turn.withCommitter { (committer) throws(RunStop) in
      try committer.reject(outcome.rejected, in: block)
    }
    outcome.rejected.removeAll(keepingCapacity: true)
  }
}
