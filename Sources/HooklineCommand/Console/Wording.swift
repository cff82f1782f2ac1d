internal import HooklineSystem

/// Words that several messages share.
enum Wording {
  /// A number of things, such as `1 job` or `2 jobs`.
  static func amount(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
  }

  /// The alternatives, such as `a, b or c`.
  static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension FileName {
  /// The name as messages show it.
  var shown: String {
    if self == .standardInput { return "(standard input)" }
    return bytes.isEmpty ? "''" : TerminalText.escaped(bytes)
  }
}
