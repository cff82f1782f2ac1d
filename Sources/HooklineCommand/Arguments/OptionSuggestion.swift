/// What to write instead of an unknown option.
enum OptionSuggestion {
  /// What to write instead of `name`, which has its hyphens, or `nil` if no option is near.
  static func text(for name: [UInt8]) -> String? {
    let name = String(decoding: name, as: UTF8.self)
    if let row = optionsOfOtherTools.first(where: { $0.names.contains(name) }) { return row.text }
    return nearest(to: name).map { "the nearest is \($0)" }
  }

  /// Options of other tools, and how to do the same with hookline.
  private static let optionsOfOtherTools: [(names: [String], text: String)] = [
    (["-n"], "--count shows what would be sent, and --max-jobs N stops before job N+1"),
    (["--dry-run", "--dryrun"], "--count shows what would be sent"),
    (["-o", "--output", "--out"], "jobs go to standard output, so write > FILE"),
    (
      ["-i", "-f", "--input", "--file", "--events"],
      "name the file of events without an option"
    ),
    (["-s", "--silent"], "2> /dev/null discards the messages"),
    (
      ["-v", "--verbose", "--debug"],
      "there is no verbose mode: --help lists all options"
    ),
    (["--jobs", "--parallel", "--workers"], "-j N sets the number of threads"),
    (
      ["-c", "--config", "--definitions", "--hooks"],
      "-w FILE names the webhook definitions"
    ),
    (["--limit"], "--max-jobs N stops before job N+1"),
    (["--from-log", "--log"], "--from log reads a delivery log"),
    (["--json"], "jobs are JSON, and --count=json and --explain=json print JSON"),
    (["--man"], "--generate man prints the manual page"),
    (["--send", "--curl"], "jobs are sent by another program, see --format curl"),
    (["--after", "--start", "--begin"], "--since T selects the events from that time on"),
    (["--before", "--end", "--to"], "--until T selects the events before that time"),
    (["--exclude", "--skip", "--ignore"], "--except leaves out a webhook, by its code or _id"),
    (["--resume", "--continue", "--done", "--sent"], "--seen FILE skips jobs that are done"),
    (["--dedup", "--dedupe", "--uniq", "--distinct"], "--unique writes each job only once"),
    (["--replay", "--retry"], "--from log --failed makes the jobs of deliveries that failed"),
    (["--validate", "--lint", "--verify", "--test"], "--check reports faults of definitions"),
    (["--follow", "--tail"], "tail -n +1 -F FILE | hookline reads a file that grows"),
    (["--help-all", "--usage"], "--help lists all options"),
    (["--html"], "--report writes an HTML page"),
    (["--tsv", "--csv"], "--columns LIST writes jobs as columns, separated by TABs"),
    (
      ["--filter", "--type", "--where"],
      "--only and --company select webhooks; to select jobs with jq, see Questions in the guide"
    ),
  ]

  /// The long option nearest to `name`, if at most a third of the letters of the longer one differ.
  ///
  /// After a single hyphen only the exact name of a long option matches, and a letter in the other case.
  private static func nearest(to name: String) -> String? {
    let spellings = Option.shown.flatMap(\.spellings)
    let known = spellings.filter { $0.hasPrefix("--") }
    guard name.hasPrefix("--") else {
      return spellings.first { $0 == "-\(name)" || $0.lowercased() == name.lowercased() }
    }
    return String(name.dropFirst(2)).nearest(among: known.map { String($0.dropFirst(2)) })
      .map { "--\($0)" }
  }
}
