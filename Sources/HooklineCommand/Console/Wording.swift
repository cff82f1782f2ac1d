internal import Hookline
internal import HooklineSystem
internal import JSONScanning

/// Words that several messages share.
enum Wording {
  /// A number of things, such as `1 job` or `2 jobs`.
  static func amount(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
  }

  /// The alternatives, such as `a, b or c`.
  static func alternatives(_ words: [String]) -> String { joined(words, by: "or") }

  /// All of the words, such as `a, b and c`.
  static func list(_ words: [String]) -> String { joined(words, by: "and") }

  private static func joined(_ words: [String], by conjunction: String) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }

  /// The one of `words` that is nearest to `word`, if at most a third of the letters of the longer one differ.
  static func nearest(to word: String, among words: [String]) -> String? {
    Array(word.utf8).nearest(among: words.map { Array($0.utf8) }).map { words[$0] }
  }
}

extension FileName {
  /// The name as a JSON string, as records of rejected lines have it; what is not UTF-8 is replaced.
  var quoted: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendQuoted(String(decoding: self.bytes, as: UTF8.self))
    return bytes
  }

  /// The name as messages show it.
  var shown: String {
    if self == .standardInput { return "(standard input)" }
    return bytes.isEmpty ? "''" : TerminalText.escaped(bytes)
  }
}

extension InputForm {
  /// What messages call a part of the input.
  var unit: String {
    switch self {
    case .events: "line"
    case .log: "record"
    }
  }
}
