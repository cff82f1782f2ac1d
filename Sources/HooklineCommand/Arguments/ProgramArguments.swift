internal import Glibc

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
