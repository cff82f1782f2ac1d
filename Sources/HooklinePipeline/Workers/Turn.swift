/// The turn of a worker's block to be written, which brings the committer with it.
struct Turn: ~Copyable {
  private let slot: CommitterSlot
  /// How turns are taken; `nil` as long as there is only one worker, which has all of them.
  var gate: TurnGate?
  /// The number of the block.
  private var number = 0
  /// The committer, while it is the block's turn.
  var committer: Committer?

  /// The turns of a worker, which waits for them at `gate`.
  init(_ slot: CommitterSlot, by gate: TurnGate?) {
    (self.slot, self.gate) = (slot, gate)
  }

  /// Begins with the block of this `number`; `hasCome` if its turn is known to have come.
  mutating func begin(_ number: Int, hasCome: Bool) {
    self.number = number
    if hasCome { committer = slot.take() }
  }

  /// Waits for the block's turn.
  ///
  /// - Throws: Why the run has already ended.
  mutating func wait() throws(RunStop) {
    if committer == nil {
      gate?.waitToWrite(number)
      committer = slot.take()
    }
    if let stop = committer?.stop { throw stop }
  }

  /// Passes on the turn, which must have come.
  mutating func pass() {
    guard let committer = committer.take() else {
      preconditionFailure("the turn has not come")
    }
    slot.put(committer)
    gate?.passWriting(to: number + 1)
  }
}
