internal import Hookline

// What is made in turn: jobs that depend on what became of the same delivery before, or in the whole log, and explanations.

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
      if jobs.turn.committer?.failed != nil, !due.isEmpty {
        try keep(item, for: due, in: block)
      } else {
        let subtracted = pending.webhooks[item.subtracted]
        try decide(
          on: item, for: due, without: subtracted, in: block, adding: &outcome)
      }
    }
  }

  /// Makes the jobs of an event for those of the webhooks `due` for which they are not done yet, and explains the event.
  ///
  /// The jobs for the webhooks `subtracted` are already left out.
  private mutating func decide(
    on item: PendingEvents.Item, for due: ArraySlice<Int>, without subtracted: ArraySlice<Int>,
    in block: Block, adding outcome: inout BlockOutcome
  ) throws(RunStop) {
    var (made, leftOut) = ([Int](), [(webhook: Int, reason: LeftOutReason)]())
    for number in due {
      let key = DeliveryKey(item.digest, to: number)
      if let reason = jobs.turn.committer?.done?.reasonToLeaveOut(key) {
        leftOut.append((number, reason))
      } else {
        made.append(number)
      }
    }
    product.countMatched(item.event)
    try makeJobs(of: item, for: made, in: block, adding: &outcome)
    // Once the event is done: a limit can end the run before.
    for (number, reason) in leftOut where product.hasOwnJob(of: item.event, to: number) {
      outcome.statistics.leftOutJobs[reason] += 1
    }
    guard run.explains else { return }
    leftOut = (leftOut + subtracted.map { ($0, .minus) }).sorted { $0.webhook < $1.webhook }
    try explain(item, made: made, leftOut: leftOut, in: block)
  }

  /// Explains an event for whose webhooks jobs are `made` or `leftOut`.
  private mutating func explain(
    _ item: PendingEvents.Item, made: [Int], leftOut: [(webhook: Int, reason: LeftOutReason)],
    in block: Block
  ) throws(RunStop) {
    guard let place = jobs.turn.committer?.summary.place(ofLineInBlock: item.line) else { return }
    let event = ExplainedEvent(
      item.event, file: place.file, line: place.line, addressee: item.addressee, made: made,
      leftOut: leftOut)
    let text = block.bytes.span.extracting(item.event.extent)
    try product.explain(event, text, to: &jobs)
  }

  /// Makes the jobs of an event for the webhooks `due`.
  private mutating func makeJobs(
    of item: PendingEvents.Item, for due: [Int], in block: Block, adding outcome: inout BlockOutcome
  ) throws(RunStop) {
    guard !due.isEmpty else { return }
    do throws(RunStop) {
      let form = router.form
      try item.event.withText(in: block.bytes.span, from: form) { (text) throws(RunStop) in
        let event = item.event
        let refusedCount = try product.add(
          text, digest: item.digest, of: event, due: due, to: &jobs)
        let own = product.ownJobs(of: event, among: due)
        outcome.statistics.jobCount += own.count
        try countByWebhook(own, refusedCount: refusedCount, line: item.line, in: &outcome)
      }
    } catch .limitReached(.jobs) {
      countJobsBeforeLimit(of: due, in: &outcome)
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
    product.countMatched(item.event)
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
      jobs.turn.committer?.end(by: error)
    }
    run.merge(product, jobCounts)
  }

  private mutating func makeReplayedJobs() throws(RunStop) {
    let needsEvents = product.needsEvents || router.subtractsAny
    var reader = needsEvents ? EventReader(kernel: router.kernel) : nil
    do throws(RunStop) {
      while let (failed, text) = try jobs.turn.committer?.nextToReplay() {
        // If nothing needs the event, all that matters of it is when it happened.
        var event = (try? reader?.read(text.span)) ?? Event.none
        event.createdAt = failed.eventTime
        let number = Int(failed.delivery.webhook)
        if let reason = reasonToLeaveOut(failed.delivery, of: event) {
          if product.hasOwnJob(of: event, to: number) {
            jobs.turn.committer?.summary.statistics.leftOutJobs[reason] += 1
          }
          if run.explains {
            try explain(event, text.span, line: failed.line, to: number, leftOut: reason)
          }
          continue
        }
        let refusedCount = try product.add(
          text.span, digest: failed.delivery.digest, of: event, due: [number], to: &jobs)
        let own = product.ownJobs(of: event, among: [number])
        if refusedCount > 0 {
          jobs.turn.committer?.summary.statistics.countRefused(refusedCount, line: failed.line)
        } else {
          jobCounts?.count(jobsFor: own[...])
        }
        jobs.turn.committer?.summary.statistics.jobCount += own.count
        if run.explains { try explain(event, text.span, line: failed.line, to: number) }
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

  /// Why the job of a delivery that failed, of `event`, is left out, or `nil` if it is made.
  private mutating func reasonToLeaveOut(
    _ delivery: DeliveryKey, of event: Event
  ) -> LeftOutReason? {
    if router.subtracts(event, at: Int(delivery.webhook)) { return .minus }
    return jobs.turn.committer?.done?.reasonToLeaveOut(delivery)
  }

  /// Explains an event of a delivery that failed, from the record on line `line` of the run, whose job is made or left out.
  private mutating func explain(
    _ event: Event, _ text: Span<UInt8>, line: Int, to number: Int,
    leftOut reason: LeftOutReason? = nil
  ) throws(RunStop) {
    guard let place = jobs.turn.committer?.summary.place(ofLine: line) else { return }
    let explained = ExplainedEvent(
      event, file: place.file, line: place.line,
      addressee: router.addressee(at: number), made: reason == nil ? [number] : [],
      leftOut: reason.map { [(number, $0)] } ?? [])
    try product.explain(explained, text, to: &jobs)
  }
}
