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
    let purpose = option.purpose.wrapped(to: width - column).joined(separator: "\n" + margin)
    return (head + margin).prefix(column) + purpose + "\n"
  }

  private static var statuses: String {
    let rows = ExitStatus.allCases.map { status in
      let number = "\(status.rawValue)"
      return String(repeating: " ", count: 5 - number.count) + "\(number)  \(status.meaning)"
    }
    return "\nExit status:\n" + rows.lines
  }

  private static let example = """

    Example: hookline -w webhooks.json < events.ndjson > jobs.ndjson

    """
}

/// The version of the program.
enum Version {
  /// What `--version` prints after the name.
  static let current = "0.2.0"
  /// The day of its release.
  static let released = "2026-11-27"
}
