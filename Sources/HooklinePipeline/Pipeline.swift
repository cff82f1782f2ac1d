package import Hookline
package import HooklineSystem

/// Reads the inputs, writes the jobs that are due for their records, and reports everything else.
///
/// The inputs are cut into blocks of whole records. Each worker takes a block, works on it, waits for its turn, writes and
/// reports the results, and takes the next block, so the output is in the order of the input.
package struct Pipeline: ~Copyable {
  /// How many bytes a run with one worker takes at least, besides the definitions.
  package static let memorySize = 4 << 20

  private let router: Router
  private let outputs: RunOutputs
  private let product: Product
  private var done: DoneJobs?
  private let jobCounts: JobCounts?
  private let limits: RunLimits
  private let effort: RunEffort
  private let progress: RunProgress

  /// A pipeline that asks `router` about each record and makes `product`.
  ///
  /// The jobs that are `done` are left out, and from then on each that was made; if that is `nil`, a job can be made more than
  /// once. The jobs of each webhook are added to `jobCounts` if that is not `nil`, which the product must not do, too. How far
  /// the run has got is noted in `progress`.
  package init(
    _ router: Router, making product: Product, counting jobCounts: JobCounts? = nil,
    leavingOut done: DoneJobs? = nil, to outputs: RunOutputs, limits: RunLimits = RunLimits(),
    effort: RunEffort = RunEffort(), progress: RunProgress = RunProgress()
  ) {
    self.router = router
    self.outputs = outputs
    self.product = product
    self.done = done
    self.jobCounts = jobCounts
    self.limits = limits
    self.effort = effort
    self.progress = progress
  }

  /// Processes the inputs called `names`, one after the other, and closes the output if jobs were to be written.
  ///
  /// An input that cannot be read does not keep the others from being processed; a limit that is reached or an output that
  /// cannot be written ends the run. `report` is called by one thread at a time, in the order of the input.
  ///
  /// - Complexity: O(bytes read + bytes written); memory is that of the longest record and a constant for each thread.
  package consuming func run(
    over names: [FileName], report: @escaping @Sendable (RunReport) -> Void
  ) -> RunResult {
    let keptByteCount = effort.keptByteCount ?? FailedDeliveries.keptByteCount
    let committer = Committer(
      of: names, jobs: product.isWrittenAsMade ? outputs.jobs : nil,
      beginning: product.beginningOfJobs,
      // Taken out, because with a second reference they would be copied when they change.
      leavingOut: done.take(),
      replaying: router.selectsOnlyFailed ? FailedDeliveries(keeping: keptByteCount) : nil,
      rejects: RejectsWriter(records: outputs.rejects, rawLines: outputs.rawRejects),
      form: router.form, limits: limits, progress: progress, report: report)
    progress.begin(reading: names)
    let queue = BlockQueue(
      names, form: router.form, kernel: router.kernel, limit: limits.lineLength,
      readSize: effort.readSize ?? InputBuffer.readSize, written: outputs.files)
    let run = SharedRun(
      queue, router, making: product, counting: jobCounts, committer: committer,
      workerLimit: effort.threadCount)
    var worker = Worker(run)
    worker.work()
    worker.waitForOthers()
    worker.replay()
    return run.finish()
  }
}
