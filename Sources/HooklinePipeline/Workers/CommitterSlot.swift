internal import Synchronization

/// Holds the committer for the worker that has the turn to write.
///
/// No worker waits for the lock, as only the one that has the turn uses it; the compiler cannot see that.
final class CommitterSlot: Sendable {
  private struct State: ~Copyable {
    var committer: Committer
    /// Whether a worker has the turn.
    var isTaken = false
  }

  private let state: Mutex<State>

  /// A slot that holds `committer`.
  init(_ committer: consuming Committer) { state = Mutex(State(committer: committer)) }

  /// Begins a turn; there must be no other.
  func take() {
    state.withLock { state in
      precondition(!state.isTaken, "two workers have the turn")
      state.isTaken = true
    }
  }

  /// Ends the turn.
  func giveBack() {
    state.withLock { $0.isTaken = false }
  }

  /// Uses the committer, in the turn to write.
  @inline(__always)
  func withCommitter<Result, Failure: Error>(
    _ body: (inout Committer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try state.withLock { (state) throws(Failure) in try body(&state.committer) }
  }
}
