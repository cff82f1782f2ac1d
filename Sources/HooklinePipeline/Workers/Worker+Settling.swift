internal import Hookline

// What is made in turn: jobs that depend on what became of the same delivery before, or in the whole log, and explanations.

extension Worker {
  /// Decides, in the turn of `block`, which jobs of the events that wait are made, and makes them.
  ///
  /// - Throws: Why the run ends.
  mutating func settle(_ outcome: inout BlockOutcome, of block: RecordBlock) throws(RunStop) {
    guard !pending.items.isEmpty else { return }
    try jobs.takeTurn()
    // Taken out even if the run ends here, so that nothing is decided twice.
    var pending = PendingEvents()
    swap(&pending, &self.pending)
    defer {
      pending.removeAll()
      swap(&pending, &self.pending)
    }
    for item in pending.items {
      let due = pending.webhooks[item.due]
      if router.selectsOnlyFailed, !due.isEmpty {
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
    in block: RecordBlock, adding outcome: inout BlockOutcome
  ) throws(RunStop) {
    var leftOut: [(webhook: Int, reason: LeftOutReason)] = []
    var made: [Int] = []
    swap(&made, &self.made)
    defer { swap(&made, &self.made) }
    made.removeAll(keepingCapacity: true)
    jobs.turn.withCommitter { committer in
      for number in due {
        if let reason = committer.done?.claim(DeliveryKey(item.digest, to: number)) {
          leftOut.append((number, reason))
        } else {
          made.append(number)
        }
      }
    }
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
    in block: RecordBlock
  ) throws(RunStop) {
    let place = jobs.turn.withCommitter { $0.summary.place(ofLineInBlock: item.line) }
    let event = ExplainedEvent(
      item.event, file: place.file, line: place.line, addressee: item.addressee, made: made,
      leftOut: leftOut)
    let text = block.bytes.span.extracting(item.event.extent)
    try product.explain(event, text, to: &jobs)
  }

  /// Makes the jobs of an event for the webhooks `due`.
  private mutating func makeJobs(
    of item: PendingEvents.Item, for due: [Int], in block: RecordBlock,
    adding outcome: inout BlockOutcome
  ) throws(RunStop) {
    guard !due.isEmpty else { return }
    do throws(RunStop) {
      let form = router.form
      try item.event.withText(in: block.bytes.span, from: form) { (text) throws(RunStop) in
        let event = item.event
        let areRefused = try product.addJobs(
          text, digest: item.digest, of: event, due: due, to: &jobs)
        let own = product.ownJobs(of: event, among: due)
        outcome.statistics.jobCount += own.count
        if areRefused {
          jobs.turn.withCommitter { committer in
            for number in due { committer.done?.noteRefused(DeliveryKey(item.digest, to: number)) }
          }
        }
        try countByWebhook(own, areRefused: areRefused, line: item.line, in: &outcome)
      }
    } catch .limitReached(.jobs) {
      countJobsBeforeLimit(of: due, in: &outcome)
      throw .limitReached(.jobs)
    }
  }

  /// Keeps a record of the log, of a delivery to the webhooks `due`, until all of it was read.
  private mutating func keep(
    _ item: PendingEvents.Item, for due: ArraySlice<Int>, in block: RecordBlock
  ) throws(RunStop) {
    let form = router.form
    for number in due {
      let key = DeliveryKey(item.digest, to: number)
      if item.isDelivered {
        jobs.turn.withCommitter { $0.failed?.addSuccess(key) }
      } else {
        try item.event.withText(in: block.bytes.span, from: form) { (text) throws(RunStop) in
          try jobs.turn.withCommitter { (committer) throws(RunStop) in
            try committer.keepFailure(of: key, item, text)
          }
        }
      }
    }
  }
}
