/// Why the program cannot do what was asked of it.
struct Failure: Error {
  /// The messages to print, each on a line of its own.
  let messages: [String]
  /// The status to exit with.
  let status: ExitStatus

  init(_ messages: [String], _ status: ExitStatus) {
    (self.messages, self.status) = (messages, status)
  }

  init(_ message: String, _ status: ExitStatus) { self.init([message], status) }
}
