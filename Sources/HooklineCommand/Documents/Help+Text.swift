extension Help {
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
    input), and write one delivery job, a line of JSON, per matching webhook.


    """

  private static var everydayOptions: String {
    groups(of: Option.all.filter { $0.visibility == .everyday }).map { heading, options in
      heading + options.map { row(of: $0) }.joined()
    }
    .joined()
  }

  private static var allOptions: String {
    groups(of: Option.shown).map { heading, options in
      heading + options.map { row(of: $0) + wrapped($0.details) }.joined()
    }
    .joined(separator: "\n")
  }

  /// The groups that `options` belong to, each with its heading.
  private static func groups(of options: [Option]) -> [(heading: String, options: [Option])] {
    Option.Group.allCases.map { group in
      ("\(group.rawValue):\n", options.filter { $0.group == group })
    }
    .filter { !$0.options.isEmpty }
  }

  /// The width of the column of options, and that of a whole line.
  private static let (column, width) = (26, 80)

  /// An option's row: how it is written, then its purpose.
  private static func row(of option: Option) -> String {
    let indent = option.spellings[0].hasPrefix("--") ? "      " : "  "
    let names = option.spellings.joined(separator: ", ")
    return wrapped(option.purpose, after: indent + names + option.valueNotation)
  }

  /// The lines of `text` in the column after that of the options, which has `head` in the first one.
  private static func wrapped(_ text: String, after head: String = "") -> String {
    let margin = String(repeating: " ", count: column)
    guard !text.isEmpty else { return "" }
    let lines = text.wrapped(to: width - column).joined(separator: "\n" + margin)
    return (head + margin).prefix(column) + lines + "\n"
  }

  private static var statuses: String {
    let rows = ExitStatus.allCases.map { status in
      let number = "\(status.rawValue)"
      return String(repeating: " ", count: 4 - number.count) + "\(number)  \(status.meaning)"
    }
    return "\nExit status:\n" + rows.lines
  }

  private static let example = """

    Example: hookline -w webhooks.json < events.ndjson > jobs.ndjson

    """
}
