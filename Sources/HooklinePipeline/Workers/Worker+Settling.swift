internal import Hookline

// Jobs that depend on other records: on what became of the same delivery before, or in the whole log.

extension Worker {
  /// Decides, in the turn of `block`, which jobs of the events that wait are made, and makes them.
  ///
  /// - Throws: Why the run ends.
  mutating func settle(_ outcome: inout BlockOutcome, of block: Block) throws(RunStop) {
    guard !outcome.pending.items.isEmpty else { return }
    try jobs.takeTurn()
    // Taken out even if the run ends here, so that nothing is decided twice.
    var pending = PendingEvents()
    swap(&pending, &outcome.pending)
    defer {
      pending.removeAll()
      swap(&pending, &outcome.pending)
    }
    for item in pending.items {
      let due = pending.webhooks[item.due]
      if jobs.turn.committer?.failed != nil {
        try keep(item, for: due, in: block)
      } else {
        try makeJobs(of: item, for: due, in: block, counting: &outcome.statistics)
      }
    }
  }

  /// Makes the jobs of an event for those of the webhooks `due` for which they are not done yet.
  private mutating func makeJobs(
    of item: PendingEvents.Item, for due: ArraySlice<Int>, in block: Block,
    counting statistics: inout RunStatistics
  ) throws(RunStop) {
    var (made, leftOut) = ([Int](), [LeftOutReason]())
    for number in due {
      let key = DeliveryKey(item.digest, to: number)
      if let reason = jobs.turn.committer?.done?.reasonToLeaveOut(key) {
        leftOut.append(reason)
      } else {
        made.append(number)
      }
    }
    product.countMatched()
    try make(made, of: item, in: block, counting: &statistics)
    // Once the event is done: a limit can end the run before.
    for reason in leftOut { statistics.leftOutJobs[reason] += 1 }
  }

  /// Makes the jobs of an event for the webhooks at the places `due`.
  private mutating func make(
    _ due: [Int], of item: PendingEvents.Item, in block: Block,
    counting statistics: inout RunStatistics
  ) throws(RunStop) {
    guard !due.isEmpty else { return }
    do throws(RunStop) {
      let form = router.form
      try item.event.withText(in: block.bytes.span, from: form) { (text) throws(RunStop) in
        let refusedCount = try product.add(
          text, digest: item.digest, at: item.event.createdAt, due: due, to: &jobs)
        statistics.jobCount += due.count
        countJobs(of: due, refusedCount: refusedCount, line: item.line, in: &statistics)
      }
    } catch .limitReached(.jobs) {
      countJobsBeforeLimit(of: due, in: &statistics)
      throw .limitReached(.jobs)
    }
  }

  /// Keeps a record of the log, of a delivery to the webhooks `due`, until all of it was read.
  private mutating func keep(
    _ item: PendingEvents.Item, for due: ArraySlice<Int>, in block: Block
  ) throws(RunStop) {
    let form = router.form
    for number in due {
      let key = DeliveryKey(item.digest, to: number)
      if item.isDelivered {
        jobs.turn.committer?.failed?.addSuccess(key)
      } else {
        try item.event.withText(in: block.bytes.span, from: form) { (text) throws(RunStop) in
          try jobs.turn.committer?.keepFailure(of: key, item, text)
        }
      }
    }
    product.countMatched()
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
    } catch .outputFailed(.jobs, let error) {
      throw .outputFailed(.jobs, error)
    } catch {
      // The jobs made so far are whole.
      try jobs.flush()
      throw error
    }
    try jobs.flush()
  }
}
