internal import Hookline
internal import Synchronization

/// What the workers of a run share.
///
/// The queue, the pool and the product are used in the turn to read, the committer in the turn to write. Workers wait for
/// turns and never for a lock; the locks are there because the compiler cannot see that turns exclude each other.
final class SharedRun: Sendable {
  /// Routes the records; each worker begins with a copy.
  let router: Router
  /// What is made of the events; each worker begins with a copy.
  let product: Product
  /// Counts of the jobs of each webhook if the product has none and they are asked for; each worker begins with a copy.
  let jobCounts: JobCounts?
  /// The limits of the run.
  let limits: RunLimits
  /// Whether a worker keeps a copy of the product until its block is committed, because the run can end before that block.
  let keepsEarlierProduct: Bool
  /// Whether a worker works on a block only in its turn, so that nothing has to be discarded: the product is too large to be
  /// copied for each block.
  let worksInTurn: Bool
  /// Whether the jobs of an event depend on other records.
  let comparesJobs: Bool
  /// Whether all events are explained, with their places, which are known only in turn.
  let explains: Bool
  /// Whether the product counts events, and not only jobs.
  let countsEvents: Bool
  /// Holds the committer.
  let committer: CommitterSlot

  private let queue: Mutex<BlockQueue>
  private let pool: Mutex<WorkerPool>
  /// What the workers that are done made.
  private let made: Mutex<(product: Product, jobCounts: JobCounts?)>
  private let isEnding = Atomic(false)

  /// The shared state of a run over the blocks of `queue`.
  init(
    _ queue: BlockQueue, _ router: Router, making product: Product, counting jobCounts: JobCounts?,
    committer: consuming Committer, workerLimit: Int?
  ) {
    self.router = router
    self.product = product
    self.jobCounts = jobCounts
    limits = committer.limits
    comparesJobs = committer.done != nil || committer.failed != nil
    explains = product.isExplanation
    countsEvents = product.countsEvents
    let mayDiscardBlocks =
      !product.isWrittenAsMade
      && (committer.limits.rejects != nil || !committer.rejects.isEmpty || committer.failed != nil)
    worksInTurn = mayDiscardBlocks && product.isLarge
    keepsEarlierProduct = mayDiscardBlocks && !product.isLarge
    self.queue = Mutex(queue)
    pool = Mutex(WorkerPool(limit: workerLimit))
    made = Mutex((product, jobCounts))
    self.committer = CommitterSlot(committer)
  }

  /// Whether what is made of an event can only be made in turn.
  var decidesInTurn: Bool { comparesJobs || explains }

  /// Whether the run must end before its inputs do.
  var isEnded: Bool { isEnding.load(ordering: .acquiring) }

  /// Makes the run end before its inputs do.
  func end() { isEnding.store(true, ordering: .releasing) }

  /// Uses the queue of blocks, in the turn to read.
  func withQueue<Result>(_ use: (inout BlockQueue) -> sending Result) -> sending Result {
    queue.withLock { use(&$0) }
  }

  /// Uses the pool of workers, in the turn to read.
  func withPool<Result>(_ use: (inout WorkerPool) -> sending Result) -> sending Result {
    pool.withLock { use(&$0) }
  }

  /// Adds what a worker made, in the turn to read.
  func merge(_ product: Product, _ jobCounts: JobCounts?) {
    made.withLock { made in
      made.product.merge(product)
      if let jobCounts { made.jobCounts?.add(jobCounts) }
    }
  }

  /// Closes the outputs, once no worker is left.
  ///
  /// - Returns: The results of the run.
  func finish() -> RunResult {
    var summary = committer.withCommitter { committer in
      committer.finish()
      return committer.summary
    }
    var (product, jobCounts) = made.withLock(\.self)
    product.resolve(router)
    summary.statistics.resolve(router)
    return RunResult(
      summary: summary, product: product, jobCounts: product.jobCounts ?? jobCounts)
  }
}
