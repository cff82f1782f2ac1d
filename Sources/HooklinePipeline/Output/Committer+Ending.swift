internal import Hookline
internal import HooklineSystem

// How a run ends: the reason is noted and reported, and the outputs are closed.

extension Committer {
  /// Ends the run where it is, unless it was ended before, and reports why.
  ///
  /// - Returns: Whether it had not been ended before.
  @discardableResult
  mutating func end(by stop: RunStop) -> Bool {
    guard self.stop == nil else { return false }
    self.stop = stop
    reportStop(stop)
    return true
  }

  /// Notes and reports why the run ends.
  private mutating func reportStop(_ stop: RunStop) {
    switch stop {
    case .limitReached(let limit):
      summary.reachedLimit = limit
      report(.limitReached(limit, placeOfReplay ?? summary.currentPlace))
    case .interrupted where failed != nil:
      summary.isInterrupted = true
      report(
        .replayInterrupted(
          jobCount: summary.statistics.jobCount, isComplete: replay == .complete))
    case .interrupted:
      summary.isInterrupted = true
      report(.interrupted(summary.currentPlace, summary.position.rest))
    case .outputFailed(let output, _):
      // One failure must not lose what the other outputs still hold.
      let others = closeOutputs(except: output).filter { $0 != stop }
      noteFailures([stop] + others)
    }
  }

  /// Notes and reports that outputs failed; the others must have been closed before.
  private mutating func noteFailures(_ failures: [RunStop]) {
    summary.hasFailedOutput = true
    // A signal beats a failure, whether or not it was noticed yet.
    if Interruption.isPending { summary.isInterrupted = true }
    let whole = jobs?.whole ?? EntrySink.Extent()
    for case .outputFailed(let output, let error) in failures {
      report(
        .outputFailed(output, error, jobCount: whole.entryCount, byteCount: whole.byteCount))
    }
  }

  /// Writes what the outputs still hold, and closes them, except the jobs if they are what `failed`.
  ///
  /// - Returns: Why others failed, now or before.
  private mutating func closeOutputs(except failed: RunOutput? = nil) -> [RunStop] {
    var failures: [RunStop] = []
    if failed != .jobs {
      do throws(RunStop) { try jobs?.close() } catch { failures.append(error) }
    }
    return failures + rejects.finish()
  }

  /// Closes the outputs once all workers are done.
  mutating func finish() {
    if Interruption.isPending {
      end(by: .interrupted)
      // A signal beats a limit, too. But the place of the limit was already reported, and a second place would contradict it.
      summary.isInterrupted = true
    }
    if case .outputFailed = stop { return }
    let failures = closeOutputs()
    if !failures.isEmpty { noteFailures(failures) }
  }
}
