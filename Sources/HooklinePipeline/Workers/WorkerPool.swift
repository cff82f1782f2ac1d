internal import HooklineSystem

/// The workers of a run besides the first, started one by one as they are needed.
struct WorkerPool: Sendable {
  /// How many workers there are at most if the user does not say how many, and how many can be asked for.
  private static let mostWorkers = 256

  /// How many workers there may be, the first one included, once that was needed.
  private var limit: Int?
  private var threads: [Thread] = []

  /// A pool of at most `limit` workers, or of as many as there are processors.
  init(limit: Int?) { self.limit = limit }

  /// Starts another worker, which does `work` and takes up to `memorySize` bytes, unless there are as many as there may be.
  ///
  /// `gate` is made if there is none yet. If there are no pipes, threads or memory to be had, the run goes on without.
  mutating func addWorker(
    _ gate: inout TurnGate?, memorySize: Int, _ work: @escaping @Sendable (TurnGate) -> Void
  ) {
    var limit = limit ?? min(Processors.available, Self.mostWorkers)
    while gate == nil, limit > 1 {
      gate = TurnGate(workerCount: limit)
      if gate == nil { limit /= 2 }
    }
    self.limit = limit
    guard let gate, threads.count + 1 < limit, Memory.isAvailable(memorySize) else { return }
    Interruption.expectThreads()
    if let thread = Thread({ work(gate) }) { threads.append(thread) }
  }

  /// Takes a worker that was not waited for yet.
  mutating func takeThread() -> Thread? { threads.popLast() }
}
