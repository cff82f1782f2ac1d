internal import HooklineSystem
internal import Synchronization

/// What the program says on standard error: a line for each thing, behind the program's name.
enum Message {
  private static let failed = Atomic(false)

  /// Whether something could not be said though somebody listens.
  static var hasFailed: Bool { failed.load(ordering: .relaxed) }

  /// Says `text`, whose parts from outside were escaped.
  ///
  /// Where standard error takes nothing, the run goes on without messages: silently where it was closed or has lost its reader,
  /// and else, as on a full disk, it has ``hasFailed``.
  static func tell(_ text: String) {
    do throws(SystemError) {
      try Descriptor.standardError.writeAll(Array("hookline: \(text)\n".utf8).span)
    } catch {
      if error != .brokenPipe, error != .notOpen { failed.store(true, ordering: .relaxed) }
    }
  }

  /// Says that standard output took no more, and what of it is known to have arrived.
  ///
  /// Where its reader is gone, nothing is said and the program ends.
  static func tell(outputError error: SystemError, arrived: String? = nil) {
    if error == .brokenPipe { Signals.dieOfBrokenPipe() }
    tell("standard output: \(error)" + (arrived.map { ": \($0)" } ?? ""))
  }

  /// An amount of things, such as `1 job` and `2 jobs`.
  static func amount(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
  }
}

extension FileName {
  /// The name as messages show it.
  var shown: String {
    if self == .standardInput { return "(standard input)" }
    return bytes.isEmpty ? "''" : TerminalText.escaped(bytes)
  }
}
