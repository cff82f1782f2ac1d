import Foundation
import Glibc
import Testing

/// A process that a test starts, and that does not outlive its patience.
final class Child {
  /// How long a process may take, in seconds.
  private static let patience = 120

  /// The process, whose streams can be set until it is started.
  let process = Process()
  private let ended = DispatchSemaphore(value: 0)

  /// A process that is ready to run in `folder`, and finds the built program under its name.
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
  /// The threads that tests run on block most signals, and a process inherits what is blocked.
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

  /// Waits for its end, and ends it where that does not come.
  ///
  /// - Returns: How it ended, as a shell tells it.
  func finish() -> Int32 {
    if ended.wait(timeout: .now() + .seconds(Self.patience)) == .timedOut {
      Issue.record("still running after \(Self.patience) seconds")
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
    }
    let status = process.terminationStatus
    return process.terminationReason == .uncaughtSignal ? 128 + status : status
  }
}
