internal import Glibc
internal import HooklinePipeline
internal import HooklineSystem

/// The words of the command line as the system passed them: bytes, which need not be UTF-8.
enum ProgramArguments {
  /// A terminated string of the system's.
  typealias CString = UnsafeMutablePointer<CChar>

  /// The arguments after the program's name, of the `count` that `pointers` leads to.
  static func words(
    _ count: Int32, _ pointers: UnsafePointer<CString?>?
  ) -> [[UInt8]] {
    // SAFETY: the system passes `count` pointers to terminated strings, which stay for the life of the process and which
    // nothing here changes.
    let arguments = unsafe UnsafeBufferPointer(start: pointers, count: Int(count))
    return unsafe arguments.dropFirst().map { argument in
      guard let argument = unsafe argument else { return [] }
      return unsafe UnsafeRawBufferPointer(start: argument, count: strlen(argument)).map(\.self)
    }
  }
}

/// What the program's C `main` calls, with what the system passed to it.
///
/// It ends the process by a signal if that is how it is to end.
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
    // SAFETY: these are what the system passed to `main`.
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
