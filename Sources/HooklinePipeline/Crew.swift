internal import Hookline
internal import Synchronization

/// What the workers of a run share, each part of it used by who has the turn.
///
/// The locks are never waited for: turns are, and the compiler cannot know of these.
final class Crew: Sendable {
  /// How a worker asks about lines; each begins with a copy.
  let router: Router
  let limits: Pipeline.Limits
  /// What each worker begins with.
  let product: Product
  /// Whether a worker can have made something of a block that the run then ends before, so that it must be taken back: nothing
  /// that is written as it is made.
  let mayDiscardBlocks: Bool
  private let intake: Mutex<Intake>
  private let ledger: Mutex<Ledger?>
  private let isEnding = Atomic(false)

  /// Makes what is shared in a run over `inputs`.
  init(
    _ inputs: Inputs, _ router: Router, making product: Product, ledger: consuming Ledger,
    workerLimit: Int?
  ) {
    self.router = router
    self.product = product
    limits = ledger.limits
    mayDiscardBlocks =
      !product.isWrittenAsMade && (ledger.limits.rejects < .max || !ledger.rejects.isEmpty)
    intake = Mutex(Intake(inputs, workerLimit: workerLimit, product: product))
    self.ledger = Mutex(ledger)
  }

  /// Whether the run is to end before its inputs do.
  var isEnded: Bool { isEnding.load(ordering: .acquiring) }

  /// Has the run end before its inputs do.
  func endRun() { isEnding.store(true, ordering: .releasing) }

  /// Takes the next block, in the turn to read; see ``Intake/next(into:for:relay:)``.
  ///
  /// With a large block the turn to read is kept until the block is given back: memory is bounded by one long record,
  /// and not by one for each worker.
  func takeBlock(
    into room: inout [UInt8], relay: inout Relay?
  ) -> (block: Block, isInTurn: Bool)? {
    relay?.waitToRead()
    let next = intake.withLock { $0.next(into: &room, for: self, relay: &relay) }
    if next?.block.isLarge != true { relay?.passReading() }
    return next
  }

  /// Gives a large block back once it is done with.
  func giveBack(_ block: inout Block, relay: Relay?) {
    intake.withLock { $0.recycle(&block.bytes) }
    relay?.passReading()
  }

  /// Uses the intake, in the turn to read.
  func intake<Result: Sendable>(
    _ relay: Relay?, _ use: (inout Intake) -> Result
  ) -> Result {
    relay?.waitToRead()
    defer { relay?.passReading() }
    return intake.withLock { use(&$0) }
  }

  /// Takes the ledger, in the turn to write.
  func takeLedger() -> Ledger? {
    ledger.withLock { $0.take() }
  }

  /// Puts the ledger back, for the next turn.
  func putBack(_ ledger: consuming Ledger?) {
    var slot = ledger
    self.ledger.withLock { swap(&$0, &slot) }
  }

  /// Closes the outputs, once no worker is left.
  ///
  /// - Returns: What the run came to.
  func finish() -> RunSummary {
    var ledger = takeLedger()
    ledger?.finish()
    var summary = ledger?.summary ?? RunSummary()
    summary.product = intake.withLock { $0.product }
    summary.statistics.resolve(router)
    return summary
  }
}
