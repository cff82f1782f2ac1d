/// The manual page in section 1, in the macros of man(7).
enum ManualPage {
  /// The page.
  static var text: String {
    title + matching + jobs + describe(options: Option.shown.filter { $0.group != .mode })
      + section("MODES") + modes + items(Option.shown.filter { $0.group == .mode })
      + section("EXIT STATUS") + statuses + rest
  }

  private static let title = #"""
    .TH HOOKLINE 1 \#(Version.released) "hookline \#(Version.current)" "User Commands"
    .SH NAME
    hookline \- decide which webhooks receive which events
    .SH SYNOPSIS
    .B hookline
    .B \-w
    .I WEBHOOKS
    .RI [ OPTION ]...\&
    .RI [ FILE ]...
    .br
    .B hookline \-\-generate
    .RB { man | bash | zsh | fish }
    .SH DESCRIPTION
    .B hookline
    reads events of the Cotalker platform, one JSON object per line, from each
    .I FILE
    or, if there is none or it is
    .BR \- ,
    from standard input.
    For each event and each webhook that it matches, it writes one delivery job,
    a line of JSON, to standard output.
    It sends nothing: a program after it in the pipe does that.
    .PP
    The bytes of an event are in its jobs as they were read.
    A line that is not an acceptable event gives no job;
    it is reported on standard error with its place and the reason.
    .PP
    Webhook definitions are what the platform's API returns: a JSON array,
    single objects, or one object per line.
    No event is read before all definitions are accepted.

    """#

  private static let modes = """
    Without a mode, jobs are written. There can be one mode.

    """

  private static func describe(options: [Option]) -> String {
    section("OPTIONS")
      + Option.Group.allCases.map { group in
        let members = options.filter { $0.group == group }
        return members.isEmpty ? "" : ".SS \(group.rawValue)\n" + items(members)
      }.joined()
  }

  /// The heading of a section.
  static func section(_ name: String) -> String {
    ".SH \"\(name)\"\n"
  }

  /// An item of a list: a name in bold, and what it means.
  static func item(_ name: String, _ meaning: String) -> String {
    ".TP\n.B \(escaped(name))\n\(sentence(meaning))"
  }

  private static func items(_ options: [Option]) -> String {
    options.map { option in
      let names = option.spellings.map { "\\fB\(escaped($0))\\fR" }.joined(separator: ", ")
      let value = option.value.map { value in
        option.isValueOptional ? "[\\fB=\\fI\(value)\\fR]" : " \\fI\(value)\\fR"
      }
      let details = option.details.isEmpty ? "" : paragraph(option.details)
      return ".TP\n\(names)\(value ?? "")\n\(sentence(option.purpose))" + details
    }.joined()
  }

  private static var statuses: String {
    ExitStatus.allCases.map { item("\($0.rawValue)", $0.meaning) }.joined()
      + ".PP\nIf several apply, a signal counts first, then 74, 70, 66, 75, 65, 1 and 0.\n"
  }

  private static let rest = #"""
    .SH SIGNALS
    .TP
    .BR SIGINT ", " SIGTERM ", " SIGHUP
    Stop reading, finish the lines that were read,
    report the place from which to run again, and end by the signal.
    A second one ends the program at once, and so do five seconds without progress.
    .TP
    .B SIGUSR1
    Print one line that says how far the run has got, whatever it is doing.
    .TP
    .B SIGPIPE
    If the reader of standard output is gone,
    the program ends silently by this signal.
    .SH FILES
    There is no configuration file,
    and no environment variable changes what is matched.
    Files that
    .BR \-\-rejects ,
    .B \-\-rejects\-raw
    and
    .B \-\-stats
    name are created for their owner alone;
    those of rejected lines hold what the events hold.
    .SH EXAMPLES
    Count the jobs before anything is sent:
    .PP
    .RS 4
    .EX
    hookline \-w webhooks.json \-\-count dump.ndjson
    .EE
    .RE
    .PP
    Send what was not sent before, with curl:
    .PP
    .RS 4
    .EX
    echo >> sent.ndjson
    hookline \-w webhooks.json \-\-seen sent.ndjson \e
      \-\-format curl dump.ndjson |
      stdbuf \-oL curl \-q \-sK \- >> sent.ndjson
    .EE
    .RE
    .PP
    Send live events, with a program of your own that adds a line to sent.ndjson
    for each job:
    .PP
    .RS 4
    .EX
    echo >> sent.ndjson
    tail \-n +1 \-F events.ndjson |
      hookline \-w webhooks.json \-\-seen sent.ndjson | sender
    .EE
    .RE
    .PP
    Make the jobs of the deliveries that failed, according to the platform:
    .PP
    .RS 4
    .EX
    hookline \-w webhooks.json \-\-from log \-\-failed log.json > jobs.ndjson
    .EE
    .RE
    .PP
    Keep rejected lines, fix them, and run them again:
    .PP
    .RS 4
    .EX
    hookline \-w webhooks.json \-\-rejects\-raw bad dump.ndjson > jobs.ndjson
    vi bad
    hookline \-w webhooks.json bad > more.ndjson
    .EE
    .RE
    .SH "SEE ALSO"
    .BR jq (1),
    .BR curl (1),
    .BR parallel (1),
    .BR split (1)

    """#

  /// `text` as running text, with a capital letter and a full stop.
  private static func sentence(_ text: String) -> String {
    paragraph(text.prefix(1).uppercased() + text.dropFirst() + ".")
  }

  /// `text` as running text.
  private static func paragraph(_ text: String) -> String {
    // Half the width, because escaping makes lines longer.
    text.wrapped(to: 40).map { escaped($0) + "\n" }.joined()
  }

  /// `line` with what roff would interpret escaped; hyphens are those of options.
  private static func escaped(_ line: some StringProtocol) -> String {
    let escaped = line.map { character in
      switch character {
      case "\\": "\\e"
      case "-": "\\-"
      default: "\(character)"
      }
    }.joined()
    // A period or an apostrophe at the start of a line would be a request.
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }
}
