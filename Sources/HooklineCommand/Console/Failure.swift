/// Why the program cannot do what was asked of it.
struct Failure: Error {
  /// The messages to print, each on a line of its own.
  let messages: [String]
  /// What is to be written to standard output after the messages; mostly nothing.
  let output: String
  /// How the process ends.
  let ending: Ending

  /// A failure with a status of its own.
  init(_ messages: [String], _ status: ExitStatus, output: String = "") {
    (self.messages, self.output, ending) = (messages, output, .exit(status))
  }

  /// A failure with one message.
  init(_ message: String, _ status: ExitStatus) { self.init([message], status) }

  /// The failure for a wrong command line.
  init(_ error: UsageError) {
    self.init(["\(error)", "run 'hookline --help' for help"], .usage)
  }

  /// Standard output has lost its reader, which needs no message.
  static let readerGone = Failure(ending: .readerGone)

  private init(ending: Ending) { (messages, output, self.ending) = ([], "", ending) }
}
