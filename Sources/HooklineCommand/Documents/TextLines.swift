extension String {
  /// The text in lines of at most `width` characters, split at spaces; a longer word has a line of its own.
  ///
  /// - Complexity: O(characters).
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    for word in split(separator: " ") {
      if let line = lines.last, line.count + 1 + word.count <= width {
        lines[lines.count - 1] = line + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

extension Sequence<String> {
  /// The lines, each with a line feed.
  var lines: String { map { $0 + "\n" }.joined() }
}
