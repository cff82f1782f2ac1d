internal import Glibc
internal import HooklinePipeline
internal import HooklineSystem

/// The arguments of the command line as the system passes them: bytes, which need not be UTF-8.
enum ProgramArguments {
  /// A null-terminated string from the system.
  typealias CString = UnsafeMutablePointer<CChar>

  /// The arguments after the program's name, from the `count` strings at `pointers`.
  static func words(
    _ count: Int32, _ pointers: UnsafePointer<CString?>?
  ) -> [[UInt8]] {
    // SAFETY: the system passes `count` pointers to null-terminated strings, which live as long as the process and are not
    // changed here.
    let arguments = unsafe UnsafeBufferPointer(start: pointers, count: Int(count))
    return unsafe arguments.dropFirst().map { argument in
      guard let argument = unsafe argument else { return [] }
      return unsafe UnsafeRawBufferPointer(start: argument, count: strlen(argument)).map(\.self)
    }
  }
}

/// The entry point, called by the C `main` with its arguments.
///
/// It does not return if the process has to die of a signal.
///
/// - Returns: The status to exit with.
@c(hookline_main)
package func hooklineMain(
  _ count: Int32, _ pointers: UnsafePointer<UnsafeMutablePointer<CChar>?>?
) -> Int32 {
  let command = Command()
  var ending: Command.Ending
  do throws(SystemError) {
    try ProcessStart.prepare()
    // SAFETY: these are the arguments that the system passed to `main`.
    ending = command.run(unsafe ProgramArguments.words(count, pointers))
  } catch {
    ending = command.report(
      Failure(
        "a standard descriptor is closed, and /dev/null cannot be opened: \(error)", .unavailable))
  }
  switch ending {
  case .exit(let status): return status.rawValue
  case .interrupted: Interruption.endProgram()
  case .readerGone: Signals.dieOfBrokenPipe()
  }
}
