internal import HooklineSystem
internal import Synchronization

/// Standard error, and the only place where the program writes to it: a line for each message, after the program's name.
///
/// If standard error takes nothing, the run goes on without messages.
final class Console: Sendable {
  private let failed = Atomic(false)

  /// Whether a message was lost though somebody may want it: not if standard error was closed or has lost its reader, but on a
  /// full disk, for example.
  var hasLostMessages: Bool { failed.load(ordering: .relaxed) }

  /// Prints `message`, in which whatever comes from outside was escaped.
  func print(_ message: String) {
    do throws(SystemError) {
      try Descriptor.standardError.writeAll(Array("hookline: \(message)\n".utf8).span)
    } catch {
      if error != .brokenPipe, error != .notOpen { failed.store(true, ordering: .relaxed) }
    }
  }
}
