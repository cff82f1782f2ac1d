/// The completions for fish: a script to be found under the name `hookline.fish`.
enum FishCompletion {
  /// The script.
  static var text: String {
    "# fish completion for hookline\n\n" + Option.shown.map(line(for:)).lines
  }

  private static func line(for option: Option) -> String {
    let names = option.spellings.map { name in
      name.hasPrefix("--") ? "-l \(name.dropFirst(2))" : "-s \(name.dropFirst())"
    }
    let words =
      ["complete -c hookline"] + names + [value(of: option), "-d \(quoted(option.purpose))"]
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Says whether the option has a value (`-r`), and what to offer: `-F` for files, `-x` for nothing else.
  private static func value(of option: Option) -> String {
    guard option.value != nil else { return "" }
    switch option.completion {
    // Without -r or -x, the value can be left out, and must be joined to the option.
    case .words(let words) where option.isValueOptional:
      return "-f -a \(quoted(words.joined(separator: " ")))"
    case .none: return "-x"
    case .files: return "-r -F"
    case .words(let words): return "-x -a \(quoted(words.joined(separator: " ")))"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "'"
  }
}
