internal import Synchronization

/// Holds the committer while no worker does.
///
/// No worker waits for the lock, as only the one that has the turn uses it; the compiler cannot see that.
final class CommitterSlot: Sendable {
  private let committer: Mutex<Committer?>

  /// A slot that holds `committer`.
  init(_ committer: consuming Committer) { self.committer = Mutex(committer) }

  /// Takes the committer out, in the turn to write.
  func take() -> Committer {
    guard let committer = committer.withLock({ $0.take() }) else {
      preconditionFailure("two workers have the turn")
    }
    return committer
  }

  /// Puts the committer back, for the next turn.
  func put(_ committer: consuming Committer) {
    var committer: Committer? = committer
    self.committer.withLock { swap(&$0, &committer) }
  }
}
