internal import Hookline

/// Writes the jobs of one block after the other, each block's when its turn has come.
///
/// Until then they wait, 1 MiB of them at most; if there are more, the turn is waited for and they are written through.
struct JobOutput: ~Copyable {
  private let crew: Crew
  private let limits: Pipeline.Limits
  /// How turns are taken; `nil` as long as there is one worker, who has all of them.
  var relay: Relay?

  private var buffer = RecordBuffer()
  /// The number of the block.
  private var number = 0
  /// How many jobs of the block were begun since the last were written.
  private var begunCount = 0
  /// What is here as long as it is the block's turn.
  var ledger: Ledger?
  /// Whether, when the turn had come, there were more jobs than the limit leaves: the block must be worked on again, in turn.
  private(set) var isVoid = false

  /// Makes an output of a worker of `crew`.
  init(_ crew: Crew, relay: Relay?) {
    self.crew = crew
    self.relay = relay
    limits = crew.limits
  }

  /// Begins with the block of this `number`, whose turn it may be known to be.
  mutating func beginBlock(_ number: Int, isInTurn: Bool) {
    self.number = number
    clear()
    if isInTurn { ledger = crew.takeLedger() }
  }

  /// Forgets the jobs that wait.
  mutating func clear() {
    buffer.clear()
    (begunCount, isVoid) = (0, false)
  }

  /// Waits for the block's turn.
  ///
  /// - Throws: What the run was ended by before, or that there are more jobs than the limit leaves.
  mutating func takeTurn() throws(RunStop) {
    if ledger == nil {
      relay?.waitToWrite(number)
      ledger = crew.takeLedger()
    }
    if let stop = ledger?.stop { throw stop }
    isVoid = begunCount > (ledger?.jobsLeft ?? .max)
    if isVoid { throw .limitReached(.jobs) }
  }

  /// Writes the jobs that wait, in the block's turn.
  mutating func flush() throws(RunStop) {
    try takeTurn()
    try ledger?.write(buffer)
    begunCount -= buffer.endedCount
    buffer.clear()
  }

  /// Ends the block and hands on the turn, which must have come.
  mutating func endBlock() {
    crew.putBack(ledger.take())
    relay?.passWriting(to: number + 1)
  }
}

extension JobOutput: RecordOutput {
  /// Begins a job, unless that is known to be one too many.
  mutating func beginRecord() throws(RunStop) {
    if let left = ledger?.jobsLeft, begunCount >= left { throw .limitReached(.jobs) }
    begunCount += 1
  }

  /// Appends a piece of the current job.
  mutating func append(_ piece: Span<UInt8>) throws(RunStop) {
    if buffer.mustBeWritten(before: piece.count) { try flush() }
    if RecordBuffer.isDirect(piece.count) {
      try ledger?.write(piece)
    } else {
      buffer.append(piece)
    }
  }

  /// Ends the current job.
  mutating func endRecord() {
    buffer.endRecord()
  }
}
