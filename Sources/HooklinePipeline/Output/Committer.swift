internal import Hookline
internal import HooklineSystem

/// Commits blocks in the order of the input: writes their jobs, keeps and reports their rejected records, and counts.
///
/// A run has one, and the worker that holds it has the turn. Between two blocks nothing waits to be written.
struct Committer: ~Copyable, Sendable {
  let names: [FileName]
  let limits: RunLimits
  let report: @Sendable (RunReport) -> Void
  private let progress: RunProgress

  /// The output of the jobs; `nil` in a run that only counts them.
  private var jobs: LineSink?
  /// The jobs that must not be made again; `nil` if that does not matter.
  var done: DoneJobs?
  /// The deliveries of the log, if jobs are made only for those that failed.
  var failed: FailedDeliveries?
  /// How far the jobs are made of these.
  var replay = Replay.before
  var rejects: RejectsWriter
  var hints: RejectionHints
  var rejectionSample = RejectionSample()
  var summary = RunSummary()
  /// Where the record that streams by exceeds the limit: how many lines of the block end before, and the column.
  var overlongFault = (line: 0, column: 0)

  /// Why the run ends before its inputs do, or `nil`.
  private(set) var stop: RunStop?

  /// The committer of a run that has not begun; `jobs` is `nil` if they are only counted.
  ///
  /// If a job has several lines, it begins with `beginning`.
  init(
    of names: [FileName], jobs: Descriptor?, beginning: [UInt8] = [],
    leavingOut done: DoneJobs? = nil, replaying failed: FailedDeliveries? = nil,
    rejects: RejectsWriter, form: InputForm, limits: RunLimits,
    progress: RunProgress = RunProgress(), report: @escaping @Sendable (RunReport) -> Void
  ) {
    self.names = names
    self.jobs = jobs.map { LineSink(output: $0, kind: .jobs, beginning: beginning) }
    self.done = done
    self.failed = failed
    self.rejects = rejects
    self.limits = limits
    self.report = report
    self.progress = progress
    hints = RejectionHints(in: form)
    // A signal can come before the first block.
    summary.position.beginFiles(to: 0, lineCount: 0)
  }

  /// How many more jobs may be written, or `nil` if there is no limit.
  var allowedJobCount: Int? { limits.jobs.map { $0 - (jobs?.whole.recordCount ?? 0) } }

  /// Whether no more than `count` further records may be rejected.
  func allowsRejections(_ count: Int) -> Bool {
    limits.rejects.map { count <= $0 - rejectionSample.count } ?? true
  }

  /// The name of the current input.
  var currentName: FileName { names[summary.position.file] }

  /// Takes `notice`, and reports it if an input failed.
  mutating func take(_ notice: InputNotice) {
    summary.position.beginFiles(to: notice.file, lineCount: summary.statistics.lineCount)
    switch notice.kind {
    case .start(let source):
      hints.beginInput(currentName, from: source)
    case .failure(let error, let endOffset, let prefixOfRest):
      // The latest block could come too early to say what must precede the rest.
      summary.position.move(to: endOffset, prefixOfRest: prefixOfRest)
      reportUnread(error)
    case .rest(let endOffset, let prefixOfRest):
      summary.position.move(to: endOffset, prefixOfRest: prefixOfRest)
    }
    noteProgress()
  }

  /// Reports that the current input could not be opened, or not be read to its end.
  private mutating func reportUnread(_ error: InputError) {
    summary.hasInputError = true
    noteUnread()
    let position = summary.position
    // If no job is made, there is no rest to go on with.
    report(
      .unread(
        summary.currentPlace, error, byteCount: position.offset,
        prefixOfRest: failed == nil ? position.prefixOfRest : ""))
    rejects.giveUpOverlongRecord(goesOn: true)
  }

  /// Notes that the current input was not read to its end, or is cut off.
  private mutating func noteUnread() {
    if currentName == .standardInput {
      summary.hasUnreadInput = true
    } else {
      summary.hasUnreadFile = true
    }
  }

  /// Writes the jobs in `buffer`.
  mutating func write(_ buffer: borrowing LineBuffer) throws(RunStop) {
    try jobs?.write(buffer)
  }

  /// Writes a piece of a job.
  mutating func write(_ piece: Span<UInt8>) throws(RunStop) {
    try jobs?.write(piece)
  }

  /// Adds the outcome of `block`, whose jobs were written and whose rejected records were kept.
  mutating func add(_ outcome: BlockOutcome, of block: RecordBlock) {
    summary.statistics.add(outcome.statistics)
    let end = outcome.end.map { block.offset + $0 } ?? block.endOffset
    summary.position.move(to: end, prefixOfRest: block.prefixOfRest)
    if block.isCutOff, outcome.end == nil {
      summary.hasCutArray = true
      // Then no job is made, so this is more than a rejected record.
      if failed != nil { noteUnread() }
    }
    noteProgress(pieceEnd: block.overlongPiece.map { block.offset + $0.extent.upperBound })
  }

  /// Notes how far the run has got; of a record over the limit, what comes before the offset `pieceEnd` in the input is done, too.
  func noteProgress(pieceEnd: Int? = nil) {
    let streamedCount = max(0, (pieceEnd ?? 0) - summary.position.offset)
    progress.note(
      jobCount: summary.statistics.jobCount, byteCount: summary.byteCount + streamedCount,
      rejectedCount: rejectionSample.count)
  }

  /// Notes that all records were read, and that jobs are made now.
  func noteReplay() { progress.beginReplay() }

  /// Ends the run where it is, unless it was ended before, and reports why.
  mutating func end(by stop: RunStop) {
    guard self.stop == nil else { return }
    self.stop = stop
    reportStop(stop)
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
      let (place, prefix) = (summary.currentPlace, summary.position.prefixOfRest)
      // The rest begins within a line only if it begins in or after an array.
      let isLineStart = prefix.isEmpty || prefix == rejectedLinePrefix
      let line = isLineStart ? place.line - 1 : place.line
      report(
        .interrupted(
          LinePlace(file: place.file, line: line), byteCount: summary.position.offset,
          prefixOfRest: prefix))
    case .outputFailed(let output, _):
      // One failure must not lose what the other outputs still hold.
      let others = closeOutputs(but: output).filter { $0 != stop }
      noteFailures([stop] + others)
    }
  }

  /// Notes and reports that outputs failed; the others must have been closed before.
  private mutating func noteFailures(_ failures: [RunStop]) {
    summary.hasFailedOutput = true
    // A signal beats a failure, whether or not it was noticed yet.
    if Interruption.isPending { summary.isInterrupted = true }
    let whole = jobs?.whole ?? LineSink.Extent()
    for case .outputFailed(let output, let error) in failures {
      report(
        .outputFailed(output, error, jobCount: whole.recordCount, byteCount: whole.byteCount))
    }
  }

  /// Writes what the outputs still hold, and closes them, except the jobs if they are what `failed`.
  ///
  /// - Returns: Why others failed, now or before.
  private mutating func closeOutputs(but failed: RunOutput? = nil) -> [RunStop] {
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
      // A signal beats a limit, too; but the limit's place was reported, and to go on from there is not what was asked for.
      summary.isInterrupted = true
    }
    if case .outputFailed = stop { return }
    let failures = closeOutputs()
    if !failures.isEmpty { noteFailures(failures) }
  }
}
