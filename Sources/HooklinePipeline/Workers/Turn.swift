/// The turn of a worker's block to be written, in which the worker may use the committer.
struct Turn: ~Copyable {
  private let slot: CommitterSlot
  /// How turns are taken; `nil` as long as there is only one worker, which has all of them.
  var gate: TurnGate?
  /// The number of the block.
  private var number = 0
  /// Whether it is the block's turn.
  private(set) var hasCome = false

  /// The turns of a worker, which waits for them at `gate`.
  init(_ slot: CommitterSlot, by gate: TurnGate?) {
    (self.slot, self.gate) = (slot, gate)
  }

  /// Begins with the block of this `number`; `hasCome` if its turn is known to have come.
  mutating func begin(_ number: Int, hasCome: Bool) {
    self.number = number
    if hasCome { take() }
  }

  /// Waits for the block's turn.
  ///
  /// - Throws: Why the run has already ended.
  mutating func wait() throws(RunStop) {
    if !hasCome {
      gate?.waitToWrite(number)
      take()
    }
    if let stop = withCommitter({ $0.stop }) { throw stop }
  }

  /// Uses the committer; the turn must have come.
  func withCommitter<Result, Failure: Error>(
    _ body: (inout Committer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(hasCome, "the turn has not come")
    return try slot.withCommitter(body)
  }

  private mutating func take() {
    slot.take()
    hasCome = true
  }

  /// Passes on the turn, which must have come.
  mutating func pass() {
    precondition(hasCome, "the turn has not come")
    hasCome = false
    slot.giveBack()
    gate?.passWriting(to: number + 1)
  }
}
