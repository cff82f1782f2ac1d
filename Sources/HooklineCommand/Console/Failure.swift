/// Why the program cannot do what it is asked for.
struct Failure: Error {
  /// What to print, a line each.
  let messages: [String]
  /// The status to exit with.
  let status: ExitStatus

  /// A failure with these messages and this status.
  init(_ messages: [String], _ status: ExitStatus) {
    (self.messages, self.status) = (messages, status)
  }

  /// A failure with one message.
  init(_ message: String, _ status: ExitStatus) { self.init([message], status) }
}
