internal import HooklineSystem
internal import Synchronization

/// Standard error: one line per message, after the program's name.
///
/// Nothing else writes to it but signal handlers. If it cannot be written, the run goes on without messages.
final class Console: Sendable {
  private let failed = Atomic(false)

  /// Whether a message was lost, for example on a full disk; a standard error that is closed or has lost its reader does
  /// not count.
  var hasLostMessages: Bool { failed.load(ordering: .relaxed) }

  /// Prints `message`, in which whatever comes from outside must already be escaped.
  func print(_ message: String) {
    do throws(SystemError) {
      try Descriptor.standardError.writeAll(Array("hookline: \(message)\n".utf8).span)
    } catch {
      if error != .brokenPipe, error != .notOpen { failed.store(true, ordering: .relaxed) }
    }
  }
}
