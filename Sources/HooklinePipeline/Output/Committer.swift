internal import Hookline
internal import HooklineSystem

/// Commits blocks in the order of the input: writes their jobs, keeps and reports their rejected records, and counts.
///
/// A run has one, and the worker that holds it has the turn. Between two blocks nothing waits to be written.
struct Committer: ~Copyable, Sendable {
  /// The names of the inputs.
  private let names: [FileName]
  /// The limits of the run.
  let limits: RunLimits
  /// Takes what the run reports while it goes on.
  let report: @Sendable (RunReport) -> Void
  /// Takes how far the run has got.
  let progress: RunProgress

  /// The output of what is written as it is made, jobs or explanations; `nil` if nothing is.
  var jobs: EntrySink?
  /// The jobs that must not be made again; `nil` if that does not matter.
  var done: DoneJobs?
  /// The deliveries of the log, if jobs are made only for those that failed.
  var failed: FailedDeliveries?
  /// How far the jobs are made of these.
  var replay = Replay.before
  /// Writes the rejected records to the files that the user asked for.
  var rejects: RejectsWriter
  /// What the rejected records seem to be.
  var hints: RejectionHints
  /// Selects the rejected records that are reported.
  var rejectionSample = RejectionSample()
  /// The results of the run so far.
  var summary = RunSummary()
  /// Where the record that is being read exceeds the limit: how many lines of the block end before, and the column.
  var overlongFault = (line: 0, column: 0)

  /// Why the run ends before its inputs do, or `nil`.
  var stop: RunStop?

  /// The committer of a run that has not begun; `jobs` is `nil` if nothing is written as it is made.
  ///
  /// If a job has several lines, it begins with `beginning`.
  init(
    of names: [FileName], jobs: Descriptor?, beginning: [UInt8] = [],
    leavingOut done: DoneJobs? = nil, replaying failed: FailedDeliveries? = nil,
    rejects: RejectsWriter, form: InputForm, limits: RunLimits,
    progress: RunProgress = RunProgress(), report: @escaping @Sendable (RunReport) -> Void
  ) {
    self.names = names
    self.jobs = jobs.map { EntrySink(output: $0, kind: .jobs, beginning: beginning) }
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
  var allowedJobCount: Int? { limits.jobs.map { $0 - (jobs?.whole.entryCount ?? 0) } }

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
    case .unopened(let error):
      reportUnread(error)
    case .cutShort(let error, let rest):
      // The latest block could come too early to say what must precede the rest.
      summary.position.move(to: rest)
      reportUnread(.system(error))
    case .rest(let rest):
      summary.position.move(to: rest)
    }
    noteProgress()
  }

  /// Reports that the current input could not be opened, or not be read to its end.
  private mutating func reportUnread(_ error: InputError) {
    summary.hasInputError = true
    noteUnread()
    var rest = summary.position.rest
    // If no job is made, there is no rest to go on with.
    if failed != nil { rest.prefix = .nothing }
    report(.unread(summary.currentPlace, error, rest))
    rejects.giveUpOverlongRecord(goesOn: true)
  }

  /// Notes that the current input was not read to its end, or is cut off.
  private mutating func noteUnread() {
    if currentName.namesStandardInput {
      summary.hasUnreadInput = true
    } else {
      summary.hasUnreadFile = true
    }
  }

  /// Writes the jobs in `buffer`.
  mutating func write(_ buffer: borrowing EntryBuffer) throws(RunStop) {
    try jobs?.write(buffer)
  }

  /// Writes a piece of a job.
  mutating func write(_ piece: Span<UInt8>) throws(RunStop) {
    try jobs?.write(piece)
  }

  /// Adds the outcome of `block`, whose jobs were written and whose rejected records were kept.
  mutating func add(_ outcome: BlockOutcome, of block: RecordBlock) {
    summary.statistics.add(outcome.statistics)
    var rest = block.rest
    if let end = outcome.end { rest.offset = block.offset + end }
    summary.position.move(to: rest)
    if block.isCutOff, outcome.end == nil {
      summary.hasCutArray = true
      // Then no job is made, so this is more than a rejected record.
      if failed != nil { noteUnread() }
    }
    noteProgress(pieceEnd: block.overlongPiece.map { block.offset + $0.extent.upperBound })
  }

  /// Notes how far the run has got; of a record over the limit, what comes before the offset `pieceEnd` in the input is done, too.
  func noteProgress(pieceEnd: Int? = nil) {
    let streamedCount = max(0, (pieceEnd ?? 0) - summary.position.rest.offset)
    progress.note(
      jobCount: summary.statistics.jobCount, byteCount: summary.byteCount + streamedCount,
      rejectedCount: rejectionSample.count)
  }
}
