internal import HooklineSystem

/// The workers of a run besides the first, started one by one as needed.
struct WorkerPool: Sendable {
  /// How many workers there may be, the first one included; `nil` until it is needed, if the user did not set it.
  private var limit: Int?
  private var threads: [Thread] = []

  /// A pool of at most `limit` workers, or, if that is `nil`, one per processor.
  init(limit: Int?) { self.limit = limit }

  /// Starts another worker, which does `work` and takes up to `memorySize` bytes, unless there are as many as there may be.
  ///
  /// `gate` is made if it is `nil`. If there are no pipes, threads or memory, the run goes on without another worker.
  mutating func addWorker(
    _ gate: inout TurnGate?, memorySize: Int, _ work: @escaping @Sendable (TurnGate) -> Void
  ) {
    var limit = limit ?? min(Processors.available, RunEffort.maximumThreadCount)
    while gate == nil, limit > 1 {
      gate = TurnGate(workerCount: limit)
      if gate == nil { limit /= 2 }
    }
    self.limit = limit
    guard let gate, threads.count + 1 < limit, Memory.isAvailable(memorySize) else { return }
    Interruption.expectThreads()
    if let thread = Thread({ work(gate) }) { threads.append(thread) }
  }

  /// Takes the thread of a worker that was not waited for yet, or `nil` if there is none.
  mutating func takeThread() -> Thread? { threads.popLast() }
}
