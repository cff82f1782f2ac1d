internal import Synchronization

/// Holds the committer for the worker that has the turn to write.
///
/// No worker waits for the lock, as only the one that has the turn uses it; the compiler cannot see that.
final class CommitterSlot: Sendable {
  private let committer: Mutex<Committer>

  /// A slot that holds `committer`.
  init(_ committer: consuming Committer) { self.committer = Mutex(committer) }

  /// Uses the committer, in the turn to write.
  @inline(__always)
  func use<Result, Failure: Error>(
    _ body: (inout Committer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try committer.withLock { (committer) throws(Failure) in try body(&committer) }
  }
}
