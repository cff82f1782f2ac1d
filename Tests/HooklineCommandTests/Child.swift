import Foundation
import Glibc
import Testing

/// A process that a test starts, with a time limit.
final class Child {
  /// The process; its streams can be set until it is started.
  let process = Process()
  private let ended = DispatchSemaphore(value: 0)
  /// What the system says about its end, if Foundation did not ask first.
  private var waitStatus: Int32?

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

  /// Whether it is still running, or a process of its group that keeps its descriptors open.
  var isRunning: Bool { !hasEnded(within: .seconds(0)) }

  /// Waits until it ends, and kills it after `limit` seconds.
  ///
  /// What it started in its process group is waited for, too, as long as that keeps its descriptors open, and killed.
  ///
  /// - Returns: The exit status, or 128 plus the number of the signal that ended it, as a shell reports it.
  func finish(within limit: Int = 120) -> Int32 {
    if !hasEnded(within: .seconds(limit)) {
      Issue.record("still running after \(limit) seconds")
      // Foundation starts each process in a process group of its own.
      kill(-process.processIdentifier, SIGKILL)
      _ = hasEnded(within: .seconds(10))
    }
    if let waitStatus {
      let signal = waitStatus & 0x7F
      return signal == 0 ? waitStatus >> 8 & 0xFF : 128 + signal
    }
    guard !process.isRunning else { return 128 + SIGKILL }
    let status = process.terminationStatus
    return process.terminationReason == .uncaughtSignal ? 128 + status : status
  }

  /// Waits at most so long until it has ended, and what it started in its group and keeps its descriptors open.
  ///
  /// Foundation reports the end of a process when a socket that the process inherited is closed. It can do so much later or not
  /// at all: a process that another thread starts at the same moment can inherit the socket, too. So the system is asked as well.
  private func hasEnded(within limit: Duration) -> Bool {
    let end = ContinuousClock.now + limit
    let id = process.processIdentifier
    while ended.wait(timeout: .now() + .milliseconds(limit > .zero ? 1_000 : 0)) == .timedOut {
      var status: Int32 = 0
      // SAFETY: the status is a local that is alive for the call.
      if waitStatus == nil, unsafe waitpid(id, &status, WNOHANG) == id { waitStatus = status }
      if waitStatus != nil, kill(-id, 0) != 0 { break }
      if ContinuousClock.now >= end { return false }
    }
    // For the next call.
    ended.signal()
    return true
  }
}
