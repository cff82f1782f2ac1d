internal import Hookline

/// The jobs of a worker's current block, which are written when its turn has come.
///
/// Until then they wait, up to 1 MiB; if there are more, the worker waits for the turn and writes them as they are made.
struct JobBuffer: ~Copyable {
  /// The turn of the block.
  var turn: Turn
  private var buffer = EntryBuffer()
  /// How many jobs of the block were begun since the last were written.
  private var begunCount = 0
  /// How many may be begun before the next are written: known in the block's turn, `Int.max` before, as it depends on all
  /// earlier blocks.
  private var allowedCount = Int.max
  /// Whether there were more jobs than the limit allows when the turn came.
  ///
  /// They must be made again, in turn, up to the limit. Until the buffer is cleared it takes nothing.
  private(set) var exceedsLimit = false

  /// An empty buffer.
  init(_ turn: consuming Turn) {
    self.turn = turn
  }

  /// Begins with the block of this `number`; `isInTurn` if its turn is known to have come.
  mutating func begin(_ number: Int, isInTurn: Bool) {
    clear()
    turn.begin(number, hasCome: isInTurn)
    noteLimit()
  }

  /// Discards the jobs that wait.
  mutating func clear() {
    buffer.clear()
    (begunCount, exceedsLimit) = (0, false)
  }

  /// Waits for the block's turn, which shows whether there are more jobs than the limit allows.
  ///
  /// - Throws: Why the run has already ended.
  mutating func takeTurn() throws(RunStop) {
    try turn.wait()
    noteLimit()
    exceedsLimit = exceedsLimit || begunCount > allowedCount
  }

  /// Writes the jobs that wait, in the block's turn, unless they exceed the limit.
  ///
  /// - Throws: Why the run ends.
  mutating func flush() throws(RunStop) {
    try takeTurn()
    guard !exceedsLimit else { return }
    try turn.withCommitter { (committer) throws(RunStop) in try committer.write(buffer) }
    begunCount -= buffer.endedCount
    buffer.clear()
    noteLimit()
  }

  /// Notes how many jobs the limit still allows.
  private mutating func noteLimit() {
    allowedCount = turn.hasCome ? turn.withCommitter { $0.allowedJobCount ?? .max } : .max
  }
}

extension JobBuffer: EntryOutput {
  /// Begins a job.
  ///
  /// - Throws: That it is one too many, if that is known.
  mutating func beginEntry() throws(RunStop) {
    guard begunCount < allowedCount || exceedsLimit else { throw .limitReached(.jobs) }
    begunCount += 1
  }

  /// Appends a piece of the current job.
  mutating func append(_ piece: Span<UInt8>) throws(RunStop) {
    if buffer.mustBeWritten(before: piece.count) { try flush() }
    guard !exceedsLimit else { return }
    if EntryBuffer.isDirect(piece.count) {
      try turn.withCommitter { (committer) throws(RunStop) in try committer.write(piece) }
    } else {
      buffer.append(piece)
    }
  }

  /// Appends a piece of `count` bytes, unless it is so large that it is to be written from where its parts are.
  mutating func append(
    _ count: Int, writing body: (inout OutputSpan<UInt8>) -> Void
  ) throws(RunStop) -> Bool {
    guard !EntryBuffer.isDirect(count) else { return false }
    if !buffer.hasRoom(for: count) { try flush() }
    if !exceedsLimit { buffer.append(count, writing: body) }
    return true
  }

  /// Ends the current job.
  mutating func endEntry() {
    if !exceedsLimit { buffer.endEntry() }
  }
}
