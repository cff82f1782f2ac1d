internal import Glibc
package import HooklineSystem
internal import Synchronization

/// Makes what a process inherits, descriptors and signals, fit for a filter.
package enum ProcessStart {
  /// Whether the run may have read input, so that output may have been written.
  private static let isReading = Atomic(false)

  /// Notes that the run begins to read its inputs.
  static func beginReading() { isReading.store(true, ordering: .releasing) }

  /// Reserves the standard descriptors, and makes signals do what users expect.
  ///
  /// - Throws: Why a missing descriptor cannot be replaced; no file must be opened then.
  package static func prepare() throws(SystemError) {
    try Descriptor.reserveStandardDescriptors()
    removeBacktraceHandlers()
    reportInternalErrors()
    reportLackOfMemory()
    Interruption.prepare()
    // Losing the reader of messages must not end the run; losing that of jobs does, see ``Ending``. A limit on
    // file sizes (`ulimit -f`) is reported like a full disk.
    Signals.ignore(SIGPIPE)
    Signals.ignore(SIGXFSZ)
    Console.shared.prepareToAnswer()
    Signals.answer(SIGUSR1) { _ in Signals.keepingErrorNumber { Console.shared.ask() } }
  }

  /// Removes the handlers that Swift's runtime sets for two signals if its backtracer is installed.
  ///
  /// They print memory that registers point to, which can be an event, and with them the process survives a SIGQUIT or SIGABRT
  /// from outside.
  private static func removeBacktraceHandlers() {
    // Only ignored and default actions are inherited through exec, so a handler with SA_SIGINFO is the runtime's.
    for number in [SIGQUIT, SIGABRT] {
      var action = sigaction()
      // SAFETY: the structure is alive for the call, which only queries.
      guard unsafe sigaction(number, nil, &action) == 0,
        action.sa_flags & SA_SIGINFO != 0
      else { continue }
      signal(number, SIG_DFL)
    }
  }

  /// Makes a failed allocation, on which the runtime calls `abort`, end the program with a message and a fitting status.
  private static func reportLackOfMemory() {
    // SAFETY: the handler has no captures, and lives as long as the program.
    unsafe handleOnce(SIGABRT) { number, information, _ in
      // SAFETY: with SA_SIGINFO the system passes a structure that is alive for the call; for a signal that a process sent
      // it holds the sender.
      guard let information = unsafe information,
        unsafe information.pointee._sifields._kill.si_pid == getpid()
      else {
        raise(number)
        return
      }
      ProcessStart.endForLackOfMemory()
    }
  }

  private static func endForLackOfMemory() -> Never {
    guard isReading.load(ordering: .acquiring) else {
      end(with: .unavailable, "hookline: not enough memory: nothing was read\n")
    }
    end(
      with: .inputOutputError,
      "hookline: not enough memory: discard any output after the last line feed\n")
  }

  /// The signals that a bug in the program raises.
  private static let faults = [SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV]

  /// Makes a bug end the program with a message and a status of its own.
  ///
  /// The same signal from outside keeps its default effect.
  private static func reportInternalErrors() {
    for number in faults {
      // SAFETY: the handler has no captures, and lives as long as the program.
      unsafe handleOnce(number) { number, information, _ in
        // SAFETY: with SA_SIGINFO the system passes a structure that is alive for the call. Signals from the kernel have
        // positive codes.
        guard let information = unsafe information, unsafe information.pointee.si_code > 0 else {
          raise(number)
          return
        }
        // If memory is so short that the runtime cannot allocate its own message either, it reads from a null pointer.
        guard Memory.isAvailable(1 << 20) else { ProcessStart.endForLackOfMemory() }
        ProcessStart.end(
          with: .internalError,
          "hookline: internal error: this is a bug: discard any output after the last line feed\n"
        )
      }
    }
  }

  /// A signal handler; its arguments are the number, the origin and a context.
  private typealias Handler =
    @convention(c) (Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?) -> Void

  /// Calls `handler` when the signal `number` comes; after that the signal has its default effect.
  private static func handleOnce(_ number: Int32, by handler: @escaping Handler) {
    var action = sigaction()
    action.sa_flags = SA_SIGINFO | Int32(bitPattern: UInt32(SA_RESETHAND))
    // SAFETY: SA_SIGINFO selects this member of the union.
    unsafe action.__sigaction_handler = .init(sa_sigaction: handler)
    // SAFETY: the structure is alive for the call, and the old action is not requested.
    _ = unsafe sigaction(number, &action, nil)
  }

  /// Ends the program from a signal handler.
  private static func end(with status: ExitStatus, _ text: StaticString) -> Never {
    Console.shared.eraseAtOnce()
    // SAFETY: the text is a constant of this many bytes.
    _ = unsafe write(2, text.utf8Start, text.utf8CodeUnitCount)
    _exit(status.rawValue)
  }
}
