internal import Hookline

/// The jobs of a worker's current block, which are written when its turn has come.
///
/// Until then they wait, up to 1 MiB; if there are more, the worker waits for the turn and writes them as they are made.
struct JobBuffer: ~Copyable {
  /// The turn of the block.
  var turn: Turn
  /// Whether the number of jobs is limited.
  private let isLimited: Bool
  private var buffer = LineBuffer()
  /// How many jobs of the block were begun since the last were written.
  private var begunCount = 0
  /// Whether there were more jobs than the limit allows when the turn came.
  ///
  /// They must be made again, in turn, up to the limit. Until the buffer is cleared it takes nothing.
  private(set) var exceedsLimit = false

  /// An empty buffer.
  init(_ turn: consuming Turn, limits: RunLimits) {
    self.turn = turn
    isLimited = limits.jobs < .max
  }

  /// Begins with the block of this `number`; `isInTurn` if its turn is known to have come.
  mutating func begin(_ number: Int, isInTurn: Bool) {
    clear()
    turn.begin(number, hasCome: isInTurn)
  }

  /// Discards the jobs that wait.
  mutating func clear() {
    buffer.clear()
    (begunCount, exceedsLimit) = (0, false)
  }

  /// Waits for the block's turn, which shows whether the jobs are void.
  ///
  /// - Throws: Why the run has already ended.
  mutating func takeTurn() throws(RunStop) {
    try turn.wait()
    exceedsLimit = exceedsLimit || begunCount > (turn.committer?.jobsLeft ?? .max)
  }

  /// Writes the jobs that wait, in the block's turn, unless they are void.
  ///
  /// - Throws: Why the run ends.
  mutating func flush() throws(RunStop) {
    try takeTurn()
    guard !exceedsLimit else { return }
    try turn.committer?.write(buffer)
    begunCount -= buffer.endedCount
    buffer.clear()
  }
}

extension JobBuffer: LineOutput {
  /// Begins a job.
  ///
  /// - Throws: That it is one too many, if that is known.
  mutating func beginLine() throws(RunStop) {
    // The compiler copies all of the committer here, about a thousand bytes.
    if isLimited, !exceedsLimit, let left = turn.committer?.jobsLeft, begunCount >= left {
      throw .limitReached(.jobs)
    }
    begunCount += 1
  }

  /// Appends a piece of the current job.
  mutating func append(_ piece: Span<UInt8>) throws(RunStop) {
    if buffer.mustBeWritten(before: piece.count) { try flush() }
    guard !exceedsLimit else { return }
    if LineBuffer.isDirect(piece.count) {
      try turn.committer?.write(piece)
    } else {
      buffer.append(piece)
    }
  }

  /// Ends the current job.
  mutating func endLine() {
    if !exceedsLimit { buffer.endLine() }
  }
}
