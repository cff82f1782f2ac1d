internal import Glibc

/// What signals do to this process.
package enum Signals {
  /// A handler, called with the number of the signal.
  package typealias Handler = @convention(c) (Int32) -> Void

  /// Sets the handler of the signal `number`; the C function is `sigaction`.
  ///
  /// If it `restartsCalls`, the system repeats calls that it interrupts, as far as it can.
  static func handle(
    _ number: Int32, restartsCalls: Bool = false, by handler: @escaping Handler
  ) {
    var action = sigaction()
    action.sa_flags = restartsCalls ? SA_RESTART : 0
    action.__sigaction_handler = .init(sa_handler: handler)
    // SAFETY: the structure is alive for the call, and the old one is not requested.
    _ = unsafe sigaction(number, &action, nil)
  }

  /// Sets the handler of the signal `number`, which only reports something, unless it is ignored; one that is blocked is
  /// unblocked.
  package static func answer(_ number: Int32, by handler: @escaping Handler) {
    if !isIgnored(number) { handle(number, restartsCalls: true, by: handler) }
    unblock(number)
  }

  /// Calls `body`, for a signal handler, and leaves `errno` as it was: the interrupted code may be about to read it.
  package static func keepingErrorNumber(_ body: () -> Void) {
    let error = errno
    body()
    errno = error
  }

  /// Ignores the signal `number`; the C function is `signal`.
  package static func ignore(_ number: Int32) { signal(number, SIG_IGN) }

  /// Whether the signal `number` is ignored, as a parent can arrange.
  static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    // SAFETY: the structure is alive for the call, which only queries.
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    // SAFETY: without SA_SIGINFO this member of the union is the valid one, and it is only compared.
    return unsafe action.sa_flags & SA_SIGINFO == 0
      && unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Blocks the signal `number` in this thread; the C function is `pthread_sigmask`.
  @inline(__always)
  static func block(_ number: Int32) { mask(number, SIG_BLOCK) }

  /// Unblocks the signal `number` in this thread; the C function is `pthread_sigmask`.
  @inline(__always)
  static func unblock(_ number: Int32) { mask(number, SIG_UNBLOCK) }

  private static func mask(_ number: Int32, _ how: Int32) {
    var signals = sigset_t()
    // SAFETY: the set is a local that is alive for the calls; the old mask is not requested.
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, number)
    unsafe pthread_sigmask(how, &signals, nil)
  }

  /// Ends the program like a filter that has lost its reader: silently, by SIGPIPE, even if that was ignored at the start.
  package static func dieOfBrokenPipe() -> Never { die(of: SIGPIPE) }

  /// Ends the program by the signal `number`, as if it had no handler; it must be one that can end a program.
  ///
  /// If the signal has no effect, because this is process 1 of a container, for which the kernel drops default actions, the
  /// exit status is the one that a shell reports: 128 plus the signal's number.
  static func die(of number: Int32) -> Never {
    signal(number, SIG_DFL)
    unblock(number)
    raise(number)
    _exit(128 + number)
  }
}
