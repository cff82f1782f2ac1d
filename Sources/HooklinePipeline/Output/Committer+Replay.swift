internal import Hookline
internal import HooklineSystem

// Jobs that are made once all records of the log were read.

extension Committer {
  /// The place of the record whose job is made, if such jobs are being made.
  var placeOfReplay: LinePlace? {
    guard case .at(let line) = replay else { return nil }
    return summary.place(ofLine: line)
  }

  /// Keeps the record `item`, of a try that failed; its event has this `text` in a job.
  ///
  /// - Throws: That a temporary file cannot be created or written.
  mutating func keepFailure(
    of delivery: DeliveryKey, _ item: PendingEvents.Item, _ text: Span<UInt8>
  ) throws(RunStop) {
    do throws(SystemError) {
      try failed?.addFailure(
        of: delivery, text, createdAt: item.event.createdAt, triedAt: item.triedAt,
        line: summary.statistics.lineCount + item.line)
    } catch {
      throw .outputFailed(.temporaryFile, error)
    }
  }

  /// Whether jobs are made at the end; reports it if they should be, but not all records were read.
  mutating func beginReplay() -> Bool {
    guard failed != nil else { return false }
    // If a signal came, that is reported.
    if Interruption.isPending || stop == .interrupted { return false }
    let isWhole = !summary.hasUnreadFile && !summary.hasUnreadInput
    guard stop == nil, isWhole else {
      report(.notReplayed)
      return false
    }
    progress.beginReplay()
    return true
  }

  /// The next delivery that failed, with its event, or `nil` if none is left.
  ///
  /// - Throws: That a signal came, or that a temporary file cannot be read.
  mutating func nextToReplay() throws(RunStop) -> (delivery: FailedTry, event: [UInt8])? {
    do throws(SystemError) {
      if replay == .before { try failed?.sort() }
      if let next = try failed?.next() {
        replay = .at(line: next.delivery.line)
        noteProgress()
        return next
      }
    } catch .interrupted {
      throw .interrupted
    } catch {
      throw .outputFailed(.temporaryFile, error)
    }
    replay = .complete
    noteProgress()
    summary.hasReplayed = true
    if let failed { summary.statistics.leftOutJobs.add(failed.leftOut) }
    return nil
  }
}
