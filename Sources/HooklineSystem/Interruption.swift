internal import Glibc
internal import Synchronization

/// A request that the program end, by a user or by the system: SIGINT, SIGTERM or SIGHUP.
///
/// If the handler only set a flag, a signal just before a call that waits would go unnoticed. Two things prevent that: the
/// handler writes to a pipe, which is polled along with the input (D. J. Bernstein's self-pipe trick), and from then on a
/// timer interrupts what cannot be polled: a read of what another process has taken, or a write to a slow reader.
///
/// There is only one in a process, as there is only one handler for a signal.
package enum Interruption {
  /// How often the timer then interrupts calls, in microseconds.
  private static let tick = 50_000

  /// How long after the first signal others count as the same request, in milliseconds: timeout(1) sends one to the program
  /// and one to its process group.
  private static let requestLength: Int64 = 100

  /// The signal that came, or 0.
  private static let signalNumber = Atomic<Int32>(0)
  /// When it came, in milliseconds of the monotonic clock; 0 before that is noted.
  private static let signalTime = Atomic<Int64>(0)
  /// The end of the pipe that is polled, and the end that the handler writes to, or -1.
  private static let polledEnd = Atomic<Int32>(-1)
  private static let writtenEnd = Atomic<Int32>(-1)
  /// Whether there are several threads, each of which must get the timer's signals in its calls only.
  private static let hasThreads = Atomic(false)

  /// Whether a signal came.
  package static var isPending: Bool { signalNumber.load(ordering: .acquiring) != 0 }

  /// Can be read once a signal came; `nil` unless signals are looked for.
  static var descriptor: Descriptor? {
    let number = polledEnd.load(ordering: .acquiring)
    return number < 0 ? nil : Descriptor(number: number)
  }

  /// The signals that end the program.
  private static let ending = [SIGINT, SIGTERM, SIGHUP]

  /// Makes the three signals end the program at once, even as process 1; a signal that is ignored stays ignored, one that is
  /// blocked is unblocked.
  package static func prepare() {
    for number in ending where !Signals.isIgnored(number) {
      Signals.handle(number) { Signals.die(of: $0) }
    }
    // A parent such as uWSGI starts programs with signals blocked.
    for number in ending + [SIGALRM] { Signals.unblock(number) }
  }

  /// Makes the three signals end the program in an orderly way from now on.
  ///
  /// - Throws: Why there is no pipe for that.
  package static func lookForSignals() throws(SystemError) {
    let pipe = try Pipe()
    _ = fcntl(pipe.writing.number, F_SETFL, O_NONBLOCK)
    signalNumber.store(0, ordering: .releasing)
    polledEnd.store(pipe.reading.number, ordering: .releasing)
    writtenEnd.store(pipe.writing.number, ordering: .releasing)
    for number in ending where !Signals.isIgnored(number) {
      Signals.handle(number) { Interruption.note($0) }
    }
    Signals.handle(SIGALRM) { _ in Interruption.checkProgress() }
  }

  /// Ends the program by the signal that came, or by SIGTERM if none did.
  package static func endProgram() -> Never {
    let number = signalNumber.load(ordering: .acquiring)
    Signals.die(of: number != 0 ? number : SIGTERM)
  }

  /// Prepares for more threads: from now on the timer interrupts calls that can wait, in any thread, and nothing else.
  package static func expectThreads() {
    guard !hasThreads.exchange(true, ordering: .acquiringAndReleasing) else { return }
    Signals.block(SIGALRM)
  }

  /// Leaves these signals to other threads, whose calls they are to interrupt.
  package static func leaveToOtherThreads() {
    for number in ending + [SIGALRM] { Signals.block(number) }
  }

  /// Makes a call that can wait, which fails with EINTR soon after a signal came.
  @inline(__always)
  static func interruptible(_ call: () -> Int) -> Int {
    guard hasThreads.load(ordering: .relaxed) else { return call() }
    Signals.unblock(SIGALRM)
    defer { Signals.block(SIGALRM) }
    return call()
  }

  /// Makes a call that can wait, and repeats it each time a signal interrupts it, until the program must end.
  ///
  /// - Throws: Why it failed; ``SystemError/interrupted`` once the program must end.
  static func retrying(_ call: () -> Int) throws(SystemError) -> Int {
    try SystemCall.retrying(unless: isPending) { interruptible(call) }
  }

  /// Waits, as a write to `descriptor` does, until `isOver`: another thread is writing to it.
  package static func wait(for descriptor: Descriptor, until isOver: () -> Bool) {
    guard !isOver() else { return }
    _ = try? WatchedWrite.make(to: descriptor) { () throws(SystemError) in
      while !isOver() { Thread.sleep(milliseconds: 1) }
      return 0
    }
  }

  // Called by signal handlers: only what is async-signal-safe, signal-safety(7), and the bare system call `setitimer`.

  /// Handles a signal: the first is noted, the second ends the program at once.
  private static func note(_ number: Int32) {
    let error = errno
    let now = MonotonicClock.milliseconds
    guard
      signalNumber.compareExchange(
        expected: 0, desired: number, ordering: .acquiringAndReleasing
      ).exchanged
    else {
      let time = signalTime.load(ordering: .acquiring)
      if time != 0, now - time >= requestLength { Signals.die(of: number) }
      errno = error
      return
    }
    signalTime.store(now, ordering: .releasing)
    // A reader that was already stuck has its full time from now on.
    WatchedWrite.restartWait()
    var byte: UInt8 = 0
    // SAFETY: one byte of a local that is alive for the call.
    _ = unsafe Glibc.write(writtenEnd.load(ordering: .acquiring), &byte, 1)
    let interval = timeval(tv_sec: 0, tv_usec: tick)
    var timer = itimerval(it_interval: interval, it_value: interval)
    // SAFETY: the structure is alive for the call, and the old one is not requested.
    _ = unsafe setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    errno = error
  }

  /// Ends the program if its reader is stuck, or if the timer is not this program's, as after `alarm` and `exec`.
  private static func checkProgress() {
    guard isPending else { Signals.die(of: SIGALRM) }
    if WatchedWrite.isStuck() { endProgram() }
  }
}
