internal import Glibc
package import HooklineSystem

/// What a program is given at its start, descriptors and signals, made fit for a filter.
package enum ProcessStart {
  /// Makes sure that the standard descriptors stand for themselves and that signals do what users expect.
  ///
  /// - Throws: That a descriptor is missing and cannot be replaced; nothing must be opened then.
  package static func prepare() throws(SystemError) {
    try Descriptor.reserveStandardDescriptors()
    leaveCrashesAlone()
    reportInternalErrors()
    reportLackOfMemory()
    Interruption.prepare()
    // A reader of messages that is gone must not end the run; one of jobs does, see ``Command/Ending``. A
    // file that may not grow (`ulimit -f`) is reported like a full disk.
    Signals.ignore(SIGPIPE)
    Signals.ignore(SIGXFSZ)
  }

  /// Takes away the handlers that Swift's runtime sets for these where its backtracer is installed.
  ///
  /// They print what registers point at, which can be an event, and outlive a SIGQUIT or SIGABRT from outside.
  private static func leaveCrashesAlone() {
    // Through exec only ignoring and defaults are inherited, so a handler with SA_SIGINFO is the runtime's.
    for number in [SIGQUIT, SIGABRT] {
      var action = sigaction()
      // SAFETY: the structure is alive for the call, which only asks.
      guard unsafe sigaction(number, nil, &action) == 0,
        action.sa_flags & SA_SIGINFO != 0
      else { continue }
      signal(number, SIG_DFL)
    }
  }

  /// Has an allocation that fails end the program with a status that says so: the runtime then calls `abort`.
  private static func reportLackOfMemory() {
    // SAFETY: the handler has no captures, and lives as long as the program.
    unsafe handleOnce(SIGABRT) { number, information, _ in
      // SAFETY: with SA_SIGINFO the system passes a structure that is alive for the call; for a signal that a process sent it
      // has the sender.
      guard let information = unsafe information,
        unsafe information.pointee._sifields._kill.si_pid == getpid()
      else {
        raise(number)
        return
      }
      ProcessStart.end(
        with: .inputOutputError,
        "hookline: not enough memory; of the output, what follows the last line feed is not whole\n"
      )
    }
  }

  /// The signals with which a program ends that has a bug.
  private static let faults = [SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV]

  /// Has a bug end the program with a message and a status of its own.
  ///
  /// One of the signals that comes from outside does what it always does.
  private static func reportInternalErrors() {
    for number in faults {
      // SAFETY: the handler has no captures, and lives as long as the program.
      unsafe handleOnce(number) { number, information, _ in
        // SAFETY: with SA_SIGINFO the system passes a structure that is alive for the call. The kernel itself gives
        // positive codes.
        guard let information = unsafe information, unsafe information.pointee.si_code > 0 else {
          raise(number)
          return
        }
        ProcessStart.end(
          with: .internalError,
          "hookline: internal error: this is a bug; of the output, what follows the last line feed is not whole\n"
        )
      }
    }
  }

  /// What a signal handler is given: the number, where it comes from, and a context.
  private typealias Handler =
    @convention(c) (Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?) -> Void

  /// Has `handler` called when the signal `number` comes; then the signal does again what it does by default.
  private static func handleOnce(_ number: Int32, by handler: @escaping Handler) {
    var action = sigaction()
    action.sa_flags = SA_SIGINFO | Int32(bitPattern: UInt32(SA_RESETHAND))
    // SAFETY: it is the member of the union that SA_SIGINFO asks for.
    unsafe action.__sigaction_handler = .init(sa_sigaction: handler)
    // SAFETY: the structure is alive for the call, and no old one is asked for.
    _ = unsafe sigaction(number, &action, nil)
  }

  /// Ends the program in a signal handler.
  private static func end(with status: ExitStatus, _ text: StaticString) -> Never {
    // SAFETY: the text is a constant of so many bytes.
    _ = unsafe write(2, text.utf8Start, text.utf8CodeUnitCount)
    _exit(status.rawValue)
  }
}
