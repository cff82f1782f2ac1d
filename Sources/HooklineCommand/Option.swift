/// The options, each a row of one table, from which both the parsing and the help come.
package enum Option: CaseIterable {
  /// A file of definitions.
  case webhooks
  /// The one company to look at.
  case company
  /// What the input holds.
  case from
  /// That only failed deliveries are looked at.
  case failed
  /// The file for a record of each rejected line.
  case rejects
  /// The file for the rejected lines as they are.
  case rejectsRaw
  /// That jobs are counted and not written.
  case count
  /// The most jobs to write.
  case maxJobs
  /// The most lines that may be rejected.
  case maxRejects
  /// The longest line that is looked at.
  case maxLineBytes
  /// That a run without jobs is told by the exit status.
  case wantsJobs
  /// The most threads that work.
  case threads
  /// How lines are scanned.
  case kernel
  /// How many bytes are read at a time.
  case readBytes
  /// The everyday help.
  case help
  /// The whole help.
  case fullHelp
  /// The version.
  case version

  private typealias Row = (letter: Character?, name: String?, value: String?, purpose: [String])

  private var row: Row {
    switch self {
    case .webhooks:
      (
        "w", "webhooks", "FILE",
        [
          "webhook definitions, JSON or NDJSON (- for standard",
          "input); several files form one set",
        ]
      )
    case .company: (nil, "company", "ID", ["this company's webhooks and events only"])
    case .from:
      (
        nil, "from", "FORM",
        [
          "what FILE holds: events (unless given) or log, the",
          "platform's delivery log, to send again",
        ]
      )
    case .failed: (nil, "failed", nil, ["of the log, only what was not delivered"])
    case .rejects: (nil, "rejects", "FILE", ["write a record of each rejected line to FILE"])
    case .rejectsRaw: (nil, "rejects-raw", "FILE", ["write the rejected lines themselves to FILE"])
    case .count: (nil, "count", nil, ["print how many jobs each webhook would get instead"])
    case .maxJobs: (nil, "max-jobs", "N", ["stop with status 75 before job N+1"])
    case .maxRejects: (nil, "max-rejects", "N", ["stop with status 75 after reject N+1"])
    case .maxLineBytes:
      (nil, "max-line-bytes", "N", ["reject longer lines; 64M unless given"])
    case .wantsJobs: ("e", nil, nil, ["exit with status 1 where there was no job"])
    case .threads: ("j", "threads", "N", ["work with up to N threads; 1 a processor unless given"])
    case .readBytes: (nil, "read-bytes", "N", ["read N bytes at a time"])
    case .kernel: (nil, "kernel", "KERNEL", ["scan lines in this way: scalar, avx2 or avx512"])
    case .help: ("h", nil, nil, ["print the everyday help"])
    case .fullHelp: (nil, "help", nil, ["print the whole help"])
    case .version: ("V", "version", nil, ["print the version"])
    }
  }

  /// The letter behind one hyphen, or `nil`.
  var letter: Character? { row.letter }

  /// The name behind two hyphens, or `nil`.
  var name: String? { row.name }

  /// What the help calls the value, or `nil` for an option that takes none.
  var value: String? { row.value }

  /// Whether it has one value, so that it can be given once only.
  var isSingle: Bool { value != nil && self != .webhooks }

  /// The options that help and messages tell of; the others are for those who compare ways to the same.
  static let shown = allCases.filter { $0 != .kernel && $0 != .readBytes }

  /// What it is for, line by line.
  var purpose: [String] { row.purpose }

  /// The ways to write it, hyphens included, the short one first.
  var spellings: [String] {
    [letter.map { "-\($0)" }, name.map { "--\($0)" }].compactMap(\.self)
  }

  /// The way in which messages write it.
  var spelling: String { spellings.last ?? "" }
}
