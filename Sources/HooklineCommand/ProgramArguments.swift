internal import Glibc

/// The words of the command line as the system passed them: bytes, which need not be UTF-8.
enum ProgramArguments {
  /// The arguments behind the program's name.
  static var all: [[UInt8]] {
    // SAFETY: the system passes argc pointers to terminated strings, which stay for the life of the process and
    // which nothing here changes.
    let arguments = unsafe UnsafeBufferPointer(
      start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
    return unsafe arguments.dropFirst().map { argument in
      guard let argument = unsafe argument else { return [] }
      return unsafe UnsafeRawBufferPointer(start: argument, count: strlen(argument)).map(\.self)
    }
  }
}
