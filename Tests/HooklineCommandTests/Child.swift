import Foundation
import Glibc
import Testing

/// A process that a test starts, with a time limit.
final class Child {
  /// The process; its streams can be set until it is started.
  let process = Process()
  private let ended = DispatchSemaphore(value: 0)

  /// A process that runs in `folder`, with the folder of the built program first in its `PATH`.
  init(
    _ arguments: [String], of executable: URL = BuiltBinary.url,
    in folder: URL = BuiltBinary.project
  ) {
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    let path = environment["PATH"] ?? ""
    environment["PATH"] = BuiltBinary.url.deletingLastPathComponent().path() + ":" + path
    process.environment = environment
    process.terminationHandler = { [ended] _ in ended.signal() }
  }

  /// Starts it with the signals `blocked` blocked and no others.
  ///
  /// The threads that tests run on block most signals, and a process inherits the blocked ones.
  func start(blocking blocked: [Int32] = []) throws {
    var (mask, old) = (sigset_t(), sigset_t())
    // SAFETY: all sets are locals that are alive for the calls.
    unsafe sigemptyset(&mask)
    for signal in blocked { unsafe sigaddset(&mask, signal) }
    unsafe pthread_sigmask(SIG_SETMASK, &mask, &old)
    // SAFETY: as above.
    defer { unsafe pthread_sigmask(SIG_SETMASK, &old, nil) }
    try process.run()
  }

  /// Waits until it ends, and kills it after `limit` seconds.
  ///
  /// The processes that it started are killed too: Foundation reports the end of a process only when all that inherited its
  /// descriptors have ended.
  ///
  /// - Returns: The exit status, or 128 plus the number of the signal that ended it, as a shell reports it.
  func finish(within limit: Int = 120) -> Int32 {
    if ended.wait(timeout: .now() + .seconds(limit)) == .timedOut {
      Issue.record("still running after \(limit) seconds")
      // Foundation starts each process in a process group of its own.
      kill(-process.processIdentifier, SIGKILL)
      ended.wait()
    }
    let status = process.terminationStatus
    return process.terminationReason == .uncaughtSignal ? 128 + status : status
  }
}
