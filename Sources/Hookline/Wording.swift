/// Phrases that several messages share.
package enum Wording {
  /// A number of things, such as `1 job` or `2 jobs`.
  package static func amount(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
  }

  /// The alternatives, such as `a, b or c`.
  package static func alternatives(_ words: [String]) -> String { joined(words, by: "or") }

  /// All of the words, such as `a, b and c`.
  package static func list(_ words: [String]) -> String { joined(words, by: "and") }

  private static func joined(_ words: [String], by conjunction: String) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
