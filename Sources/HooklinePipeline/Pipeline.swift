public import Hookline

/// The way from the inputs to the output: whole records in, jobs out, and everything else reported.
public struct Pipeline: ~Copyable {
  /// What a run has to say while it goes on; the words are the caller's.
  public enum Report: Sendable {
    /// A line or another record was turned down; the fault is in this column, from 1.
    case rejected(LinePlace, column: Int, Rejection)
    /// What was turned down, reported just before, seems to be something else.
    case hint(Hint, LinePlace)
    /// An input could not be opened or read on; the lines before this place were processed.
    case unread(LinePlace, SystemError)
    /// A limit ended the run: of jobs, at the line that would have made one too many; of rejected lines, behind the
    /// one that was too many.
    case limitReached(RunLimit, LinePlace)
    /// A signal came after this line and so many bytes of its input, none and 0 where it was not begun; the prefix must
    /// stand before the rest to make it an input.
    case interrupted(LinePlace, byteCount: Int, prefixOfRest: String)
    /// An output took no more; that of the jobs holds so many whole ones in so many bytes.
    case outputFailed(RunOutput, SystemError, jobCount: Int, byteCount: Int)
  }

  /// What a run keeps to.
  public struct Limits: Equatable, Sendable {
    /// The longest line or other record that is looked at, in bytes before its line feed.
    public var lineLength: Int
    /// The most jobs that are written.
    public var jobs: Int
    /// The most lines or other records that may be turned down.
    public var rejects: Int

    /// Makes limits, each as it is where the user sets none.
    public init(lineLength: Int = 64 << 20, jobs: Int = .max, rejects: Int = .max) {
      self.lineLength = lineLength
      self.jobs = jobs
      self.rejects = rejects
    }
  }

  let limits: Limits
  private let isCounting: Bool
  var worker: Worker
  private var writer: RecordWriter
  var rejects: RejectsWriter
  var tally = Tally()
  var hints: HintFinder
  private let form: InputForm
  /// Where the limit lies in the record over it that streams by: how many lines of the block end before, and the column.
  var overlongFault = (line: 0, column: 0)

  /// Makes a pipeline that asks `router` about each line and writes the jobs to `output`, or only counts them and
  /// leaves `output` alone.
  ///
  /// Rejected lines are written to `rejects`, as records, and to `rawRejects`, as they are, where these are not `nil`.
  public init(
    _ router: Router, to output: Descriptor, rejects: Descriptor? = nil,
    rawRejects: Descriptor? = nil, isCounting: Bool = false, limits: Limits = Limits()
  ) {
    form = router.form
    hints = HintFinder(in: router.form)
    self.rejects = RejectsWriter(records: rejects, rawLines: rawRejects)
    self.limits = limits
    self.isCounting = isCounting
    worker = Worker(router, limit: limits.lineLength, isCounting: isCounting)
    writer = RecordWriter(to: output, limit: limits.jobs)
  }

  /// Processes the inputs of these names one after the other, and closes the output if jobs were to be written.
  ///
  /// An input that cannot be read does not keep the others from being processed; a limit that is reached and an
  /// output that cannot be written end the run.
  ///
  /// - Complexity: O(bytes read + bytes written); memory is that of the longest line and a constant.
  public consuming func run(over names: [FileName], report: (Report) -> Void) -> Tally {
    do throws(RunStop) {
      try process(names, report: report)
      if isCounting { tally.counts = worker.counts } else { try writer.finish() }
      try rejects.finish()
      // What was written last can have waited for a reader.
      if !tally.isInterrupted { try stopIfInterrupted() }
    } catch {
      note(error, report: report)
    }
    worker.resolve(&tally.withheld)
    return tally
  }

  /// Processes the inputs one after the other, until a limit or a signal ends the run; that is noted, and not
  /// thrown.
  private mutating func process(
    _ names: [FileName], report: (Report) -> Void
  ) throws(RunStop) {
    do throws(RunStop) {
      for name in names { try process(name, report: report) }
      try stopIfInterrupted()
    } catch .limitReached(let limit) {
      note(.limitReached(limit), report: report)
    } catch .interrupted {
      note(.interrupted, report: report)
    }
  }

  /// Processes one input.
  ///
  /// - Throws: What writing failed with; what reading failed with is reported.
  private mutating func process(
    _ name: FileName, report: (Report) -> Void
  ) throws(RunStop) {
    tally.beginFile()
    let input: Descriptor
    do throws(SystemError) {
      input = try Descriptor.open(name, waits: false)
    } catch {
      return try note(error, in: name, report: report)
    }
    defer { input.closeAfterReading() }
    switch form {
    case .events:
      try process(LineReader(input, limit: limits.lineLength), of: name, report: report)
    case .log:
      try process(LogFileReader(input, limit: limits.lineLength), of: name, report: report)
    }
  }

  /// Processes what `reader` gives until the end of its input.
  ///
  /// Before a read that would wait, all jobs of the records read so far are written: nobody waits for a job because
  /// nobody sends another event.
  private mutating func process<Reader: RecordReader>(
    _ reader: consuming Reader, of name: FileName, report: (Report) -> Void
  ) throws(RunStop) {
    while true {
      if !reader.buffer.isReady {
        try flush()
        reader.buffer.wait()
      }
      try stopIfInterrupted()
      do throws(SystemError) {
        guard try reader.readMore() else { return }
      } catch {
        return try note(error, in: name, report: report)
      }
      defer { tally.move(to: reader.endOffset, prefixOfRest: reader.prefixOfRest) }
      try reject(pieceIn: reader, of: name, report: report)
      try work(on: reader, of: name, report: report)
    }
  }

  /// Routes the whole records that `reader` holds.
  private mutating func work<Reader: RecordReader>(
    on reader: borrowing Reader, of name: FileName, report: (Report) -> Void
  ) throws(RunStop) {
    let bytes = reader.buffer.bytes
    var outcome = BlockOutcome()
    defer { tally.add(outcome) }
    var limit: RunLimit?
    do throws(RunStop) {
      try worker.work(
        on: bytes.span, reader.records, rejectLimit: limits.rejects - tally.rejectedCount,
        writingTo: &writer, adding: &outcome)
    } catch .limitReached(let reached) {
      limit = reached
    }
    try reject(outcome.rejections, in: reader, of: name, report: report)
    if let limit { throw .limitReached(limit) }
  }

  /// Writes everything that is due.
  mutating func flush() throws(RunStop) {
    try writer.flush()
    try rejects.flush()
  }

  /// Notes that the input of `name` could not be opened or read on.
  private mutating func note(
    _ error: SystemError, in name: FileName, report: (Report) -> Void
  ) throws(RunStop) {
    try flush()
    if name == .standardInput { tally.hasUnreadInput = true } else { tally.hasUnreadFile = true }
    report(.unread(tally.currentPlace, error))
  }

  /// Ends the run where a signal came.
  private func stopIfInterrupted() throws(RunStop) {
    guard !Interruption.isPending else { throw .interrupted }
  }

  /// Notes why no more jobs are written.
  private mutating func note(_ stop: RunStop, report: (Report) -> Void) {
    switch stop {
    case .limitReached(let limit):
      tally.hasReachedLimit = true
      report(.limitReached(limit, tally.currentPlace))
    case .interrupted:
      tally.isInterrupted = true
      let (place, prefix) = (tally.currentPlace, tally.prefixOfRest)
      // The byte that is told stands in a line only where a prefix is needed, and otherwise behind one.
      let line = prefix.isEmpty ? place.line - 1 : place.line
      report(
        .interrupted(
          LinePlace(file: place.file, line: line), byteCount: tally.offset, prefixOfRest: prefix))
    case .outputFailed(let output, let error):
      tally.hasFailedOutput = true
      // Whether or not it was looked for yet, a signal beats a failure.
      if Interruption.isPending { tally.isInterrupted = true }
      // What can still be written is: jobs are not lost with rejected lines, nor those with jobs.
      if output == .jobs { try? rejects.finish() } else if !isCounting { try? writer.finish() }
      let whole = writer.whole
      report(
        .outputFailed(output, error, jobCount: whole.recordCount, byteCount: whole.byteCount))
    }
  }
}
