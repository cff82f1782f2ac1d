internal import Hookline
internal import HooklinePipeline

extension Option {
  /// All options, group by group in the order of the help.
  package static let all: [Option] = [
    Option(
      "-w", "--webhooks", value: "FILE", in: .input, sets: .files(\.definitions),
      "webhook definitions, JSON or NDJSON (- for standard input); several files form one set"),
    Option(
      "--from", value: "FORM", in: .input, sets: .word(\.form),
      "what FILE holds: events or log, the platform's delivery log [default: events]"),
    Option(
      "--max-line-bytes", value: "N", in: .input, shown: .rarely,
      sets: .byteCount(\.limits.lineLength),
      "reject longer lines and records [default: 64M]"),

    Option(
      "--company", value: "ID", in: .selection, sets: .objectID(\.selection.company),
      "only this company's webhooks and events"),
    Option(
      "--failed", in: .selection, sets: .flag(\.selection.onlyFailed),
      "of the delivery log, only deliveries that failed"),

    Option(
      "--count", in: .product, sets: .output(.counts),
      "count the jobs of each webhook, and write none"),
    Option(
      "--generate", value: "KIND", in: .product, shown: .rarely, answers: .document,
      "print a manual page (man) or a shell's completions (bash, zsh or fish)"),

    Option(
      "--rejects", value: "FILE", in: .rejects, sets: .writtenFile(\.rejects),
      "write a record of each rejected line to FILE"),
    Option(
      "--rejects-raw", value: "FILE", in: .rejects, sets: .writtenFile(\.rawRejects),
      "write the rejected lines themselves to FILE"),

    Option(
      "--max-jobs", value: "N", in: .ending, shown: .rarely, sets: .number(\.limits.jobs),
      "stop with status 75 before job N+1"),
    Option(
      "--max-rejects", value: "N", in: .ending, shown: .rarely, sets: .number(\.limits.rejects),
      "stop with status 75 after rejected line N+1"),
    Option("-e", in: .ending, sets: .flag(\.wantsJobs), "exit with status 1 if there is no job"),

    Option(
      "-j", "--threads", value: "N", in: .work, sets: .number(\.effort.threadCount, in: 1...256),
      "work with up to N threads [default: one per processor]"),
    Option(
      "--read-bytes", value: "N", in: .work, shown: .never,
      sets: .byteCount(\.effort.readSize, in: 1...1 << 20), "read N bytes at a time"),
    Option(
      "--kernel", value: "KERNEL", in: .work, shown: .never, sets: .kernel(\.kernel),
      "scan lines in this way: scalar, avx2 or avx512"),

    Option("-h", in: .information, answers: .help(.short), "print the everyday options"),
    Option(
      "--help", in: .information, answers: .help(.full),
      "print all options and the exit statuses"),
    Option(
      "-V", "--version", in: .information, shown: .rarely, answers: .version, "print the version"),
  ]
}
