internal import Glibc
internal import Synchronization

/// The write that is in progress, which ends the program if its reader is stuck once the program must end.
///
/// Only one thread writes at a time: the one that has the turn.
enum WatchedWrite {
  /// How long a write may go on without progress once the program must end, in milliseconds.
  private static let stallLimit: Int64 = 5000

  /// Since when a write has been waiting for its reader, in milliseconds of the monotonic clock; 0 if none is.
  private static let waitingSince = Atomic<Int64>(0)
  /// The descriptor that is written meanwhile, and how many bytes its pipe held when last asked.
  private static let output = Atomic<Int32>(-1)
  private static let heldCount = Atomic<Int32>(-1)

  /// Makes a write to `descriptor`, which a reader can hold up; each call that returns is progress.
  @inline(__always)
  static func make(
    to descriptor: Descriptor, _ call: () throws(SystemError) -> Int
  ) throws(SystemError) -> Int {
    output.store(descriptor.number, ordering: .relaxed)
    waitingSince.store(MonotonicClock.milliseconds, ordering: .releasing)
    defer { waitingSince.store(0, ordering: .releasing) }
    return try call()
  }

  // Called by signal handlers: only what is async-signal-safe, signal-safety(7), and the bare system call `ioctl`.

  /// Gives a write that is already waiting its full time from now on, unless it is over by now.
  static func restartWait() {
    let start = waitingSince.load(ordering: .acquiring)
    if start != 0 { restartWait(since: start) }
  }

  /// Whether a write has waited for too long without progress; each call looks for some.
  static func isStuck() -> Bool {
    let start = waitingSince.load(ordering: .acquiring)
    guard start != 0 else { return false }
    // A write to a pipe goes on only once a whole page is free; its reader may take less.
    var count: Int32 = -1
    let error = errno
    // SAFETY: FIONREAD writes one number, which is alive for the call.
    _ = unsafe ioctl(output.load(ordering: .relaxed), UInt(FIONREAD), &count)
    errno = error
    if heldCount.exchange(count, ordering: .relaxed) != count {
      restartWait(since: start)
      return false
    }
    return MonotonicClock.milliseconds - start >= stallLimit
  }

  private static func restartWait(since start: Int64) {
    _ = waitingSince.compareExchange(
      expected: start, desired: MonotonicClock.milliseconds, ordering: .acquiringAndReleasing)
  }
}
