internal import Glibc
internal import Synchronization

/// The wish of a user or of the system that the program end: SIGINT, SIGTERM or SIGHUP.
///
/// A signal that arrives just before a call that waits would be lost on a flag that is looked at before the call. Two things
/// prevent that: the handler writes to a pipe, which is polled beside the input (D. J. Bernstein's self-pipe trick), and
/// from then on a timer interrupts what cannot be polled, a read that another process emptied or a write to a reader that is slow.
///
/// There is one of this in a process, as there is one handler for a signal.
package enum Interruption {
  /// How long a write may go on without a byte being taken once the program is to end, in milliseconds.
  private static let patience: Int64 = 5000
  /// How often the timer interrupts calls from then on, in microseconds.
  private static let tick = 50_000

  /// The signal that came, or 0.
  private static let signalNumber = Atomic<Int32>(0)
  /// The end of the pipe that is polled, and the one that the handler writes to, or -1.
  private static let polledEnd = Atomic<Int32>(-1)
  private static let writtenEnd = Atomic<Int32>(-1)
  /// Since when a write has been waiting for its reader, in milliseconds of the monotonic clock; 0 if none is.
  private static let waitingSince = Atomic<Int64>(0)
  /// What is written to meanwhile, and how many bytes a pipe held when that was asked last.
  private static let output = Atomic<Int32>(-1)
  private static let heldCount = Atomic<Int32>(-1)
  /// Whether there are several threads, each of which is to have the timer's signals in its calls only.
  private static let hasThreads = Atomic(false)

  /// Whether a signal came.
  package static var isPending: Bool { signalNumber.load(ordering: .acquiring) != 0 }

  /// What can be read once a signal came; `nil` unless signals are looked for.
  static var descriptor: Descriptor? {
    let number = polledEnd.load(ordering: .acquiring)
    return number < 0 ? nil : Descriptor(number: number)
  }

  /// The signals that end the program.
  private static let ending = [SIGINT, SIGTERM, SIGHUP]

  /// Has the three signals end the program at once, in process 1, too; one that is ignored stays ignored, one that is blocked
  /// does not.
  package static func prepare() {
    for number in ending where !Signals.isIgnored(number) {
      Signals.handle(number) { Signals.die(of: $0) }
    }
    // A parent such as uWSGI starts programs with signals blocked.
    for number in ending + [SIGALRM] { Signals.unblock(number) }
  }

  /// Has the three signals end the program in order from now on.
  ///
  /// - Throws: Why there is no pipe for it.
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

  /// Ends the program by the signal that came; by SIGTERM if none did.
  package static func endProgram() -> Never {
    let number = signalNumber.load(ordering: .acquiring)
    Signals.die(of: number != 0 ? number : SIGTERM)
  }

  /// Prepares for further threads: from now on the timer interrupts the calls that can wait, in whichever thread, and nothing else.
  package static func expectThreads() {
    guard !hasThreads.exchange(true, ordering: .acquiringAndReleasing) else { return }
    Signals.block(SIGALRM)
  }

  /// Makes a call that can wait, so that it fails with EINTR soon after a signal came.
  @inline(__always)
  static func interruptible(_ call: () -> Int) -> Int {
    guard hasThreads.load(ordering: .relaxed) else { return call() }
    Signals.unblock(SIGALRM)
    defer { Signals.block(SIGALRM) }
    return call()
  }

  /// Makes a call that can wait, and again each time a signal interrupts it, until the program is to end.
  ///
  /// - Throws: Why it failed; ``SystemError/interrupted`` once the program is to end.
  static func retrying(_ call: () -> Int) throws(SystemError) -> Int {
    while true {
      do throws(SystemError) {
        return try SystemCall.checked(interruptible(call))
      } catch .interrupted {
        if isPending { throw .interrupted }
      }
    }
  }

  /// Makes a write, which a reader can hold up; each call that returns is progress.
  ///
  /// One thread at a time writes: the one that holds the turn.
  @inline(__always)
  static func write(
    to descriptor: Descriptor, _ call: () throws(SystemError) -> Int
  ) throws(SystemError) -> Int {
    output.store(descriptor.number, ordering: .relaxed)
    waitingSince.store(now, ordering: .releasing)
    defer { waitingSince.store(0, ordering: .releasing) }
    return try call()
  }

  // What signal handlers do: only what is async-signal-safe, signal-safety(7), and `setitimer`, a bare system call.

  /// What happens when a signal comes: the first is noted, the second ends the program at once.
  private static func note(_ number: Int32) {
    guard
      signalNumber.compareExchange(
        expected: 0, desired: number, ordering: .acquiringAndReleasing
      ).exchanged
    else { Signals.die(of: number) }
    let error = errno
    // A reader that was stuck before has its time from now on, unless the write is over by now.
    let start = waitingSince.load(ordering: .acquiring)
    if start != 0 {
      _ = waitingSince.compareExchange(
        expected: start, desired: now, ordering: .acquiringAndReleasing)
    }
    var byte: UInt8 = 0
    // SAFETY: one byte of a local that is alive for the call.
    _ = unsafe Glibc.write(writtenEnd.load(ordering: .acquiring), &byte, 1)
    let interval = timeval(tv_sec: 0, tv_usec: tick)
    var timer = itimerval(it_interval: interval, it_value: interval)
    // SAFETY: the structure is alive for the call, and no old one is asked for.
    _ = unsafe setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    errno = error
  }

  /// Ends the program if its reader is stuck; or if the timer is none of this program's, as after `alarm` and `exec`.
  private static func checkProgress() {
    guard isPending else { Signals.die(of: SIGALRM) }
    let start = waitingSince.load(ordering: .acquiring)
    guard start != 0 else { return }
    // Of a pipe a whole page must be free before a write goes on; its reader can take less.
    var count: Int32 = -1
    let error = errno
    // SAFETY: FIONREAD writes one number, which is alive for the call.
    _ = unsafe ioctl(output.load(ordering: .relaxed), UInt(FIONREAD), &count)
    errno = error
    if heldCount.exchange(count, ordering: .relaxed) != count {
      _ = waitingSince.compareExchange(
        expected: start, desired: now, ordering: .acquiringAndReleasing)
    } else if now - start >= patience {
      endProgram()
    }
  }

  /// The monotonic clock, in milliseconds; never 0.
  private static var now: Int64 {
    var time = timespec()
    // SAFETY: the structure is alive for the call.
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000 + 1
  }
}
