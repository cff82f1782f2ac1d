internal import Hookline

// Jobs that depend on other records: on what became of the same delivery before, or in the whole log.

extension Worker {
  /// Decides, in the turn of `block`, which jobs of the events that wait are made, and makes them.
  ///
  /// - Throws: Why the run ends.
  mutating func settle(_ outcome: inout BlockOutcome, of block: Block) throws(RunStop) {
    guard !outcome.pending.items.isEmpty else { return }
    try jobs.takeTurn()
    let pending = outcome.pending
    // Also if a limit ends the run: nothing must be decided twice.
    defer { outcome.pending.removeAll() }
    for item in pending.items {
      // Counted once all jobs of the event are made, because a limit can end the run before.
      var leftOut: [LeftOutReason] = []
      for number in pending.webhooks[item.due] {
        let key = DeliveryKey(item.digest, to: number)
        if jobs.turn.committer?.failed != nil {
          outcome.statistics.jobCount -= 1
          product.leaveOut(jobFor: number)
          try keep(item, of: key, in: block)
        } else if let reason = jobs.turn.committer?.done?.reasonToLeaveOut(key) {
          leftOut.append(reason)
          product.leaveOut(jobFor: number)
        } else if product.isWrittenAsMade {
          try makeJob(of: item, to: number, in: block, counting: &outcome.statistics)
        }
      }
      for reason in leftOut { outcome.statistics.leaveOut(1, because: reason) }
    }
  }

  /// Makes the job of an event for the webhook at `number`.
  private mutating func makeJob(
    of item: PendingEvents.Item, to number: Int, in block: Block,
    counting statistics: inout RunStatistics
  ) throws(RunStop) {
    let form = router.form
    try item.withText(in: block.bytes.span, from: form) { (text) throws(RunStop) in
      let refusedCount = try product.add(
        text, digest: item.digest, at: item.event.createdAt, due: [number], to: &jobs)
      if refusedCount > 0 {
        statistics.countRefused(refusedCount, line: item.line)
      } else {
        jobCounts?.count(jobsFor: [number])
      }
    }
  }

  /// Keeps a record of the log until all of it was read.
  private mutating func keep(
    _ item: PendingEvents.Item, of key: DeliveryKey, in block: Block
  ) throws(RunStop) {
    guard !item.isDelivered else {
      jobs.turn.committer?.failed?.addSuccess(key)
      return
    }
    let form = router.form
    try item.withText(in: block.bytes.span, from: form) { (text) throws(RunStop) in
      try jobs.turn.committer?.keepFailure(of: key, item, text)
    }
  }

  /// Makes the jobs of the deliveries that failed, once all workers are done and all records were read.
  ///
  /// Only the first worker calls it.
  mutating func replay() {
    jobs.turn.gate = nil
    jobs.begin(0, isInTurn: true)
    defer { jobs.turn.pass() }
    guard jobs.turn.committer?.beginReplay() == true else { return }
    (product, jobCounts) = (run.product, run.jobCounts)
    do throws(RunStop) {
      try makeReplayedJobs()
    } catch {
      if jobs.turn.committer?.stop == nil { jobs.turn.committer?.end(by: error) }
    }
    run.merge(product, jobCounts)
  }

  private mutating func makeReplayedJobs() throws(RunStop) {
    do throws(RunStop) {
      while let (failed, event) = try jobs.turn.committer?.nextToReplay() {
        let number = Int(failed.delivery.webhook)
        let refusedCount = try product.add(
          event.span, digest: failed.delivery.digest, at: failed.eventTime, due: [number],
          to: &jobs)
        if refusedCount > 0 {
          jobs.turn.committer?.summary.statistics.countRefused(refusedCount, line: failed.line)
        } else {
          jobCounts?.count(jobsFor: [number])
        }
        jobs.turn.committer?.summary.statistics.jobCount += 1
      }
    } catch .limitReached(let limit) {
      try jobs.flush()
      throw .limitReached(limit)
    } catch .interrupted {
      try jobs.flush()
      throw .interrupted
    }
    try jobs.flush()
  }
}
