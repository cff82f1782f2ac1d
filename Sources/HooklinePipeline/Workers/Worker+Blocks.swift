internal import Hookline
internal import HooklineSystem

// Taking blocks, in the turn to read, and giving back their memory.

extension Worker {
  /// The most bytes that a worker takes, unless a record is long: its stack, its block, what is known of it, and the jobs that
  /// wait.
  private static let memorySize = 16 << 20

  /// Takes the next block, into `room` if its bytes fit there, and returns its content, or `nil` if there is none or the run
  /// must end.
  ///
  /// The worker keeps the turn to read until it gives back a large block: memory is bounded by one long record, not by one per
  /// worker.
  mutating func takeBlock(into room: inout BlockMemory) -> Block.Content? {
    let gate = jobs.turn.gate
    gate?.waitToRead()
    let next: Block? =
      run.isEnded ? nil : run.withQueue { queue in queue.next(into: &room, orFor: gate?.end) }
    if let next {
      jobs.begin(next.number, isInTurn: gate == nil)
      if next.needsAnotherWorker { addWorker() }
    }
    if next?.isLarge != true { jobs.turn.gate?.passReading() }
    return next?.content
  }

  /// Gives back the memory of a finished block, as room for the next one.
  mutating func recycle(_ block: inout RecordBlock, as room: inout BlockMemory) {
    router.endBlock(with: &block.window)
    swap(&room.window, &block.window)
    guard block.isLarge else { return swap(&room.bytes, &block.bytes) }
    var memory = BlockMemory()
    swap(&memory.bytes, &block.bytes)
    run.withQueue { $0.recycle(&memory) }
    jobs.turn.gate?.passReading()
  }

  /// Starts another worker, in the turn to read.
  private mutating func addWorker() {
    run.withPool { [run] pool in
      pool.addWorker(&jobs.turn.gate, memorySize: Self.memorySize) { gate in
        var worker = Worker(run, by: gate)
        worker.work()
      }
    }
  }

  /// Waits until the other workers are done; only the first worker calls it.
  mutating func waitForOthers() {
    while let thread = inTurnToRead({ run in run.withPool { $0.takeThread() } }) {
      thread.join()
    }
    jobs.turn.gate?.close()
  }

  /// What `body` returns, which it does in the turn to read.
  func inTurnToRead<Result>(_ body: (SharedRun) -> Result) -> Result {
    jobs.turn.gate?.waitToRead()
    defer { jobs.turn.gate?.passReading() }
    return body(run)
  }
}
