internal import Hookline

// Making the jobs of deliveries that failed, once all of the log was read.

extension Worker {
  /// Makes the jobs of the deliveries that failed, once all workers are done and all records were read.
  ///
  /// Only the first worker calls it.
  mutating func replay() {
    jobs.turn.gate = nil
    jobs.begin(0, isInTurn: true)
    defer { jobs.turn.pass() }
    guard jobs.turn.withCommitter({ $0.beginReplay() }) else { return }
    (product, jobCounts) = (run.product, run.jobCounts)
    do throws(RunStop) {
      try makeReplayedJobs()
    } catch {
      jobs.turn.withCommitter { _ = $0.end(by: error) }
    }
    run.merge(product, jobCounts)
  }

  private mutating func makeReplayedJobs() throws(RunStop) {
    // If nothing needs the event, all that matters of it is when it happened.
    let needsEvents = product.needsEvents || router.subtractsAny
    var reader = EventReader(kernel: router.kernel)
    do throws(RunStop) {
      while let (failed, text) = try jobs.turn.withCommitter({ (committer) throws(RunStop) in
        try committer.nextToReplay()
      }) {
        var event = needsEvents ? Self.event(in: text.span, &reader) : Event.none
        event.createdAt = failed.eventTime
        try makeJob(of: failed, event, text.span)
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

  /// The event that was kept as `text`.
  ///
  /// Only an event that was accepted is kept, and by the same rules; without its members, the job could go out although it is to
  /// be left out.
  private static func event(in text: Span<UInt8>, _ reader: inout EventReader) -> Event {
    do throws(Rejection) {
      if let event = try reader.read(text) { return event }
      preconditionFailure("a kept event is not blank")
    } catch {
      preconditionFailure("a kept event was rejected: \(error.reason)")
    }
  }

  /// Makes the job of a delivery that failed, unless it is left out.
  private mutating func makeJob(
    of failed: FailedTry, _ event: Event, _ text: Span<UInt8>
  ) throws(RunStop) {
    let number = Int(failed.delivery.webhook)
    let reason = reasonToLeaveOut(failed.delivery, of: event)
    if let reason {
      if product.hasOwnJob(of: event, to: number) {
        jobs.turn.withCommitter { $0.summary.statistics.leftOutJobs[reason] += 1 }
      }
    } else {
      let areRefused = try product.addJobs(
        text, digest: failed.delivery.digest, of: event, due: [number], to: &jobs)
      let own = product.ownJobs(of: event, among: [number])
      if areRefused {
        jobs.turn.withCommitter { $0.summary.statistics.countRefused(1, line: failed.line) }
      } else {
        jobCounts?.count(jobsFor: own[...])
      }
      jobs.turn.withCommitter { $0.summary.statistics.jobCount += own.count }
    }
    if run.explains { try explain(event, text, line: failed.line, to: number, leftOut: reason) }
  }

  /// Why the job of a delivery that failed, of `event`, is left out, or `nil` if it is made.
  private mutating func reasonToLeaveOut(
    _ delivery: DeliveryKey, of event: Event
  ) -> LeftOutReason? {
    if router.subtracts(event, at: Int(delivery.webhook)) { return .minus }
    return jobs.turn.withCommitter { $0.done?.claim(delivery) }
  }

  /// Explains an event of a delivery that failed, from the record on line `line` of the run, whose job is made or left out.
  private mutating func explain(
    _ event: Event, _ text: Span<UInt8>, line: Int, to number: Int,
    leftOut reason: LeftOutReason?
  ) throws(RunStop) {
    let place = jobs.turn.withCommitter { $0.summary.place(ofLine: line) }
    let explained = ExplainedEvent(
      event, file: place.file, line: place.line,
      addressee: router.addressee(at: number), made: reason == nil ? [number] : [],
      leftOut: reason.map { [(number, $0)] } ?? [])
    try product.explain(explained, text, to: &jobs)
  }
}
