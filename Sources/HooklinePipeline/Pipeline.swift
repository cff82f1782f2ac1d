package import Hookline
package import HooklineSystem

/// The way from the inputs to the output: whole records in, jobs out, and everything else reported.
///
/// The inputs are cut into blocks of whole records. Each worker takes a block, works on it, waits for its turn, writes and
/// tells what is due, and takes the next: what comes out, comes in the order of the input.
package struct Pipeline: ~Copyable {
  /// What a run has to say while it goes on; the words are the caller's.
  package enum Report: Sendable {
    /// A line or another record was rejected, one of the first ten of its input; the fault is in this column, from 1.
    case rejected(LinePlace, column: Int, Rejection)
    /// So many were rejected, 100 or a tenfold number, the last of them here.
    case rejectedSoFar(Int, LinePlace)
    /// What is rejected, reported just after, seems to be something else.
    case hint(Hint, LinePlace)
    /// An input could not be opened or read on; the lines before this place were processed.
    case unread(LinePlace, InputError)
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
  package struct Limits: Equatable, Sendable {
    /// The longest line or other record that is looked at, in bytes before its line feed.
    package var lineLength: Int
    /// The most jobs that are written.
    package var jobs: Int
    /// The most lines or other records that may be turned down.
    package var rejects: Int

    /// Makes limits, each as it is where the user sets none.
    package init(lineLength: Int = 64 << 20, jobs: Int = .max, rejects: Int = .max) {
      self.lineLength = lineLength
      self.jobs = jobs
      self.rejects = rejects
    }
  }

  /// How a run goes about its work; it does not change what comes of it.
  package struct Effort: Equatable, Sendable {
    /// The most threads that work, or `nil` for as many as there are processors for this process.
    package var threadCount: Int?
    /// How many bytes are read at a time, or `nil` for what is fast.
    package var readSize: Int?

    /// Makes an effort, each part as it is where the user says nothing.
    package init(threadCount: Int? = nil, readSize: Int? = nil) {
      self.threadCount = threadCount
      self.readSize = readSize
    }
  }

  /// How many bytes a run with one worker takes at least, beside the definitions.
  package static let memorySize = 4 << 20

  private let router: Router
  private let output: Descriptor
  private let rejects: RejectsWriter
  private let product: Product
  private let limits: Limits
  private let effort: Effort
  private let written: Set<FileIdentity>

  /// A pipeline that asks `router` about each record and makes `product`, written to `output` if it is written as it is made.
  ///
  /// Rejected lines are written to `rejects`, as records, and to `rawRejects`, as they are, where these are not `nil`.
  /// An input that is one of the files that are `written`, whatever its name, is not read.
  package init(
    _ router: Router, making product: Product, to output: Descriptor, rejects: Descriptor? = nil,
    rawRejects: Descriptor? = nil, limits: Limits = Limits(),
    effort: Effort = Effort(), written: Set<FileIdentity> = []
  ) {
    self.router = router
    self.output = output
    self.rejects = RejectsWriter(records: rejects, rawLines: rawRejects)
    self.product = product
    self.limits = limits
    self.effort = effort
    self.written = written
  }

  /// Processes the inputs of these names one after the other, and closes the output if jobs were to be written.
  ///
  /// An input that cannot be read does not keep the others from being processed; a limit that is reached and an
  /// output that cannot be written end the run. `report` is called by one thread at a time, in the order of the input.
  ///
  /// - Complexity: O(bytes read + bytes written); memory is that of the longest record and a constant for each thread.
  package consuming func run(
    over names: [FileName], report: @escaping @Sendable (Report) -> Void
  ) -> RunSummary {
    let ledger = Ledger(
      of: names, jobs: product.isWrittenAsMade ? output : nil, rejects: rejects, form: router.form,
      limits: limits, report: report)
    let inputs = Inputs(
      names, form: router.form, kernel: router.kernel, limit: limits.lineLength,
      readSize: effort.readSize ?? InputBuffer.readSize, written: written)
    let crew = Crew(
      inputs, router, making: product, ledger: ledger, workerLimit: effort.threadCount)
    var worker = Worker(crew)
    worker.work()
    worker.waitForOthers()
    return crew.finish()
  }
}
