internal import HooklineSystem

/// The entry point, called by the C `main` with its arguments.
///
/// It does not return if the process has to die of a signal.
///
/// - Returns: The status to exit with.
@c(hookline_main)
package func hooklineMain(
  _ count: Int32, _ pointers: UnsafePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
  let ending: Ending
  do throws(SystemError) {
    try ProcessStart.prepare()
    // SAFETY: these are the arguments that the system passed to `main`.
    ending = Command().run(unsafe ProgramArguments.words(count, pointers))
  } catch {
    let failure = Failure(
      "a standard stream is closed, and /dev/null cannot be opened in its place: \(error)",
      .unavailable)
    ending = Console.shared.report(failure)
  }
  switch ending {
  case .exit(let status): return status.rawValue
  case .interrupted: Interruption.endProgram()
  case .readerGone: Signals.dieOfBrokenPipe()
  }
}
