internal import Hookline
internal import HooklineSystem

/// Commits blocks in the order of the input: writes their jobs, keeps and reports their rejected records, and counts.
///
/// There is one in a run, and the worker that holds it has the turn. Between two blocks nothing waits to be written.
struct Committer: ~Copyable, Sendable {
  let names: [FileName]
  let limits: RunLimits
  let report: @Sendable (RunReport) -> Void

  /// The output of the jobs; `nil` in a run that only counts them.
  private var jobs: RecordBook?
  var rejects: RejectsWriter
  var hints: HintFinder
  var rejectionSample = RejectionSample()
  /// Where hints about the current input look for more than its rejected lines.
  private(set) var lookAhead: LookAhead?
  var summary = RunSummary()
  /// Where the limit lies in the record over it that streams by: how many lines of the block end before, and the column.
  var overlongFault = (line: 0, column: 0)

  /// Why the run ends before its inputs do, if it does.
  private(set) var stop: RunStop?

  /// The committer of a run that has not begun; the jobs go to `jobs`, unless they are only counted.
  init(
    of names: [FileName], jobs: Descriptor?, rejects: RejectsWriter, form: InputForm,
    limits: RunLimits, report: @escaping @Sendable (RunReport) -> Void
  ) {
    self.names = names
    self.jobs = jobs.map { RecordBook(output: $0, kind: .jobs) }
    self.rejects = rejects
    self.limits = limits
    self.report = report
    hints = HintFinder(in: form)
    // A signal can come before the first block.
    summary.position.beginFiles(to: 0, lineCount: 0)
  }

  /// How many more jobs there may be.
  var jobsLeft: Int { limits.jobs - (jobs?.whole.recordCount ?? 0) }

  /// How many more records may be turned down.
  var rejectsLeft: Int { limits.rejects - rejectionSample.count }

  /// Begins with `block`: tells what is wrong with its input, and takes the piece of a record over the limit.
  mutating func begin(_ block: Block) throws(RunStop) {
    summary.position.beginFiles(to: block.file, lineCount: summary.statistics.lineCount)
    if block.isStart {
      hints.beginInput()
      lookAhead = LookAhead(in: names[block.file], from: block.source)
    }
    if let error = block.error {
      if names[block.file] == .standardInput {
        summary.hasUnreadInput = true
      } else {
        summary.hasUnreadFile = true
      }
      report(.unread(summary.currentPlace, error))
      try rejects.giveUpOverlongRecord(goesOn: true)
    }
    try reject(pieceIn: block)
  }

  /// Writes the jobs that wait in `buffer`.
  mutating func write(_ buffer: borrowing RecordBuffer) throws(RunStop) {
    try jobs?.write(buffer)
  }

  /// Writes a piece of a job.
  mutating func write(_ piece: Span<UInt8>) throws(RunStop) {
    try jobs?.write(piece)
  }

  /// Adds what came of `block`, the jobs of which were written and the rejected records kept.
  mutating func add(_ outcome: BlockOutcome, of block: Block) {
    summary.statistics.add(outcome.statistics)
    summary.position.move(to: block.endOffset, prefixOfRest: block.prefixOfRest)
  }

  /// Ends the run where it is, unless it was ended before, and tells why.
  mutating func end(by stop: RunStop) {
    guard self.stop == nil else { return }
    self.stop = stop
    tell(stop)
  }

  /// Notes and tells why the run ends.
  private mutating func tell(_ stop: RunStop) {
    switch stop {
    case .limitReached(let limit):
      summary.hasReachedLimit = true
      report(.limitReached(limit, summary.currentPlace))
    case .interrupted:
      summary.isInterrupted = true
      let (place, prefix) = (summary.currentPlace, summary.position.prefixOfRest)
      // The byte is in a line only if it is in or after an array.
      let isLineStart = prefix.isEmpty || prefix == prefixOfRejectedLine
      let line = isLineStart ? place.line - 1 : place.line
      report(
        .interrupted(
          LinePlace(file: place.file, line: line), byteCount: summary.position.offset,
          prefixOfRest: prefix))
    case .outputFailed(let output, let error):
      summary.hasFailedOutput = true
      // Whether or not it was looked for yet, a signal beats a failure.
      if Interruption.isPending { summary.isInterrupted = true }
      // What can still be written is: jobs are not lost with rejected lines, nor those with jobs.
      if output == .jobs { try? rejects.finish() } else { try? jobs?.close() }
      let whole = jobs?.whole ?? RecordBook.Extent()
      report(
        .outputFailed(output, error, jobCount: whole.recordCount, byteCount: whole.byteCount))
    }
  }

  /// Closes the outputs once all workers are done.
  mutating func finish() {
    if Interruption.isPending {
      end(by: .interrupted)
      // A signal beats a limit, but where the run ended was told, and to go on from a limit is not what was asked for.
      summary.isInterrupted = true
    }
    if case .outputFailed = stop { return }
    do throws(RunStop) {
      try jobs?.close()
      try rejects.finish()
    } catch {
      tell(error)
    }
  }
}
