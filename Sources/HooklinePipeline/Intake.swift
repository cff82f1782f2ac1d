internal import Hookline
internal import HooklineSystem

/// Where workers get their blocks from, and where it is seen to that they are as many as are needed.
struct Intake: Sendable {
  /// How many blocks in a row must have been at hand before there is another worker: on a slow pipe there is none.
  private static let flowLength = 4

  /// How many workers there are at most where nobody said how many, and how many can be asked for.
  private static let mostWorkers = 256

  private var inputs: Inputs
  /// How many workers there may be, once that was needed.
  private var workerLimit: Int?
  /// The workers besides the first.
  private var threads: [Thread] = []
  /// What the workers that are done have made.
  var product: Product

  /// Makes the intake of a run over `inputs`, for `workerLimit` workers or for as many as there are processors.
  init(_ inputs: Inputs, workerLimit: Int?, product: Product) {
    self.inputs = inputs
    self.workerLimit = workerLimit
    self.product = product
  }

  /// The next block, for whose bytes there may be room in `room`, and whether its turn to be written has come; `nil` where
  /// there is none, or the run is to end.
  ///
  /// Where blocks come faster than they are worked on, `crew` has one worker more afterwards; and a relay, if it had none.
  mutating func next(
    into room: inout [UInt8], for crew: Crew, relay: inout Relay?
  ) -> (block: Block, isInTurn: Bool)? {
    let isInTurn = relay == nil
    guard !crew.isEnded, let block = inputs.next(into: &room, orFor: relay?.end) else { return nil }
    if inputs.flowingCount == Self.flowLength { addWorker(to: crew, relay: &relay) }
    return (block, isInTurn)
  }

  /// Starts another worker, unless there are as many as there may be.
  ///
  /// Where there are no pipes, threads or memory to be had, the work is done without.
  private mutating func addWorker(to crew: Crew, relay: inout Relay?) {
    inputs.restartFlow()
    var limit = workerLimit ?? min(Processors.available, Self.mostWorkers)
    while relay == nil, limit > 1 {
      relay = Relay(workerCount: limit)
      if relay == nil { limit /= 2 }
    }
    workerLimit = limit
    guard let relay, threads.count + 1 < limit, Memory.isAvailable(Worker.memorySize) else {
      return
    }
    Interruption.expectThreads()
    let thread = Thread {
      var worker = Worker(crew, relay: relay)
      worker.work()
    }
    if let thread { threads.append(thread) }
  }

  /// Takes the room of a long record back, for the next one.
  mutating func recycle(_ room: inout [UInt8]) { inputs.recycle(&room) }

  /// A worker who was not waited for yet, besides the first.
  mutating func takeThread() -> Thread? { threads.popLast() }
}
