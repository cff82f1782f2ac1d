/// The two helps, both made from the table of options.
package enum Help {
  /// What `-h` prints: 24 lines of 80 columns at most.
  case short
  /// What `--help` prints.
  case full

  /// The help, ready to be printed.
  package var text: String {
    switch self {
    case .short: Self.usage + Self.options + Self.example
    case .full: Self.usage + Self.options + Self.statuses + Self.example
    }
  }

  private static let usage = """
    Usage: hookline -w WEBHOOKS [OPTION]... [FILE]...
    Read events, one JSON object a line, from each FILE (- or none: standard input)
    and write one delivery job, a JSON object a line, for each webhook that matches.


    """

  private static var options: String {
    Option.shown.map { option in
      let indent = option.spellings[0].hasPrefix("--") ? "      " : "  "
      let value = option.value.map { " \($0)" } ?? ""
      let head = indent + option.spellings.joined(separator: ", ") + value
      let column = String(repeating: " ", count: 25)
      let purpose = option.purpose.joined(separator: "\n" + column)
      return "\((head + column).prefix(25))\(purpose)\n"
    }
    .joined()
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
  /// What `--version` prints behind the name.
  static let current = "0.1.0"
}
