internal import Glibc
internal import Synchronization

/// The wish of a user or of the system that the program end: SIGINT, SIGTERM or SIGHUP.
///
/// A signal that lands just before a read would be lost by a flag that is looked at before; so the handler also writes
/// to a pipe, which is waited for beside the input (D. J. Bernstein's self-pipe trick). There is one of this in a
/// process, as there is one handler for a signal.
public enum Interruption {
  /// How long the program may go on without doing anything, in seconds, once it is to end.
  private static let patience: UInt32 = 5

  /// The signal that came, or 0.
  private static let signalNumber = Atomic<Int32>(0)
  /// The end of the pipe that is waited for, and the one that the handler writes to, or -1.
  private static let waitedFor = Atomic<Int32>(-1)
  private static let written = Atomic<Int32>(-1)

  /// Whether a signal came.
  public static var isPending: Bool { signalNumber.load(ordering: .acquiring) != 0 }

  /// What can be read once a signal came; `nil` where signals are not looked for.
  static var descriptor: Descriptor? {
    let number = waitedFor.load(ordering: .acquiring)
    return number < 0 ? nil : Descriptor(number: number)
  }

  /// Has the three signals end the program in order; one that is ignored stays ignored.
  public static func lookForSignals() {
    guard let pipe = try? Pipe() else { return }
    _ = fcntl(pipe.writing.number, F_SETFL, O_NONBLOCK)
    signalNumber.store(0, ordering: .releasing)
    waitedFor.store(pipe.reading.number, ordering: .releasing)
    written.store(pipe.writing.number, ordering: .releasing)
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
      handle(number) { Interruption.note($0) }
    }
    handle(SIGALRM) { alarm in
      Interruption.end(
        by: Interruption.isPending ? Interruption.signalNumber.load(ordering: .acquiring) : alarm)
    }
  }

  /// Gives the program more time, because something was done.
  static func noteProgress() {
    if isPending { alarm(patience) }
  }

  /// Ends the program by the signal that came; nothing happens where none did.
  public static func endProgram() {
    if isPending { end(by: signalNumber.load(ordering: .acquiring)) }
  }

  /// What happens when a signal comes: the first is noted, the second ends the program at once.
  private static func note(_ number: Int32) {
    guard
      signalNumber.compareExchange(
        expected: 0, desired: number, ordering: .acquiringAndReleasing
      ).exchanged
    else { return end(by: number) }
    let error = errno
    var byte: UInt8 = 0
    // SAFETY: one byte of a local that is alive for the call.
    _ = unsafe write(written.load(ordering: .acquiring), &byte, 1)
    alarm(patience)
    errno = error
  }

  /// Ends the program by the signal `number`, as if nobody had looked for it.
  private static func end(by number: Int32) {
    signal(number, SIG_DFL)
    var signals = sigset_t()
    // SAFETY: the set is a local that is alive for the calls; no old mask is asked for.
    unsafe sigaddset(&signals, number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(number)
  }

  private static func handle(_ number: Int32, by handler: @escaping @convention(c) (Int32) -> Void)
  {
    var action = sigaction()
    action.__sigaction_handler = .init(sa_handler: handler)
    // SAFETY: the structure is alive for the call, and no old one is asked for.
    _ = unsafe sigaction(number, &action, nil)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    // SAFETY: the structure is alive for the call, which only asks.
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    // SAFETY: without SA_SIGINFO it is this member of the union that holds, and it is only compared.
    return unsafe action.sa_flags & SA_SIGINFO == 0
      && unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
