internal import HooklinePipeline

/// What the program says on standard error: a line for each thing, behind the program's name.
enum Message {
  /// Says `text`, whose parts from outside were escaped.
  ///
  /// Where standard error takes nothing, the run goes on without messages.
  static func tell(_ text: String) {
    try? Descriptor.standardError.writeAll(Array("hookline: \(text)\n".utf8).span)
  }

  /// Says that standard output took no more, and what of it is known to have arrived.
  ///
  /// Where its reader is gone, nothing is said and the program ends.
  static func tell(outputError error: SystemError, arrived: String? = nil) {
    if error == .brokenPipe { ProcessStart.dieOfBrokenPipe() }
    tell("standard output: \(error)" + (arrived.map { ": \($0)" } ?? ""))
  }

  /// An amount of things, such as `1 job` and `2 jobs`.
  static func amount(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
  }
}

extension FileName {
  /// The name as messages show it in a place, `FILE:LINE:COLUMN`.
  var shown: String {
    bytes.isEmpty ? "''" : TerminalText.escaped(bytes)
  }

  /// The name as messages show it on its own.
  var described: String {
    self == .standardInput ? "standard input" : shown
  }
}
