/// The two help texts, generated from the table of options.
package enum Help: Sendable {
  /// What `-h` prints: the everyday options, on a terminal of 24 lines and 80 columns.
  case short
  /// What `--help` prints: all options by group, and the exit statuses.
  case full

  /// The help text, ready to print.
  package var text: String {
    switch self {
    case .short: Self.usage + Self.everydayOptions + Self.example
    case .full: Self.usage + Self.allOptions + Self.statuses + Self.example
    }
  }

  private static let usage = """
    Usage: hookline -w WEBHOOKS [OPTION]... [FILE]...
    Read events, one JSON object per line, from each FILE (- or none: standard
    input), and write one delivery job, a line of JSON, per webhook that matches.


    """

  private static var everydayOptions: String {
    Option.all.filter { $0.visibility == .everyday }.map(row(of:)).joined()
  }

  private static var allOptions: String {
    Option.Group.allCases.map { group in
      let options = Option.shown.filter { $0.group == group }
      return "\(group.rawValue):\n" + options.map(row(of:)).joined()
    }
    .joined(separator: "\n")
  }

  /// The width of the column of options, and that of a whole line.
  private static let (column, width) = (25, 80)

  /// An option's row: how it is written, then its purpose, wrapped to the terminal's width.
  private static func row(of option: Option) -> String {
    let indent = option.spellings[0].hasPrefix("--") ? "      " : "  "
    let value = option.value.map { " \($0)" } ?? ""
    let head = indent + option.spellings.joined(separator: ", ") + value
    let margin = String(repeating: " ", count: column)
    var lines = [String((head + margin).prefix(column))]
    for word in option.purpose.split(separator: " ") {
      let line = lines[lines.count - 1]
      let isFirst = line.count == column
      if !isFirst, line.count + 1 + word.count > width {
        lines.append(margin + word)
      } else {
        lines[lines.count - 1] = line + (isFirst ? "" : " ") + word
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static let statuses = """

    Exit status:
       0  all input was read
       1  all input was read and gave no job (only with -e)
      64  the command line is wrong
      65  some lines were rejected, and all others processed
      66  a file could not be opened or read; all others were processed
      70  internal error
      71  the system refused memory or descriptors; nothing was read
      73  a file that was to be written cannot be, or must not be
      74  reading standard input or writing failed
      75  a limit stopped the run; the rest was not processed
      78  the definitions are invalid; nothing was read

    """

  private static let example = """

    Example: hookline -w webhooks.json < events.ndjson > jobs.ndjson

    """
}

/// The version of the program.
enum Version {
  /// What `--version` prints after the name.
  static let current = "0.1.0"
}
