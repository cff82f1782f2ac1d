internal import Hookline
internal import HooklinePipeline

extension Option {
  /// All options, in the order of the help.
  package static let all: [Option] = [
    Option(
      "-w", "--webhooks", value: "FILE", sets: .files(\.definitions),
      """
      webhook definitions, JSON or NDJSON (- for standard
      input); several files form one set
      """),
    Option(
      "--company", value: "ID", sets: .company(\.selection.company),
      "this company's webhooks and events only"),
    Option(
      "--from", value: "FORM", sets: .form(\.form),
      """
      what FILE holds: events (unless given) or log, the
      platform's delivery log, to send again
      """),
    Option(
      "--failed", sets: .flag(\.selection.onlyFailed), "of the log, only what was not delivered"),
    Option(
      "--rejects", value: "FILE", sets: .writtenFile(\.rejects),
      "write a record of each rejected line to FILE"),
    Option(
      "--rejects-raw", value: "FILE", sets: .writtenFile(\.rawRejects),
      "write the rejected lines themselves to FILE"),
    Option(
      "--count", sets: .output(.counts), "print how many jobs each webhook would get instead"),
    Option(
      "--max-jobs", value: "N", sets: .number(\.limits.jobs), "stop with status 75 before job N+1"),
    Option(
      "--max-rejects", value: "N", sets: .number(\.limits.rejects),
      "stop with status 75 after reject N+1"),
    Option(
      "--max-line-bytes", value: "N", sets: .byteCount(\.limits.lineLength),
      "reject longer lines; 64M unless given"),
    Option("-e", sets: .flag(\.wantsJobs), "exit with status 1 where there was no job"),
    Option(
      "-j", "--threads", value: "N", sets: .number(\.effort.threadCount, in: 1...256),
      "work with up to N threads; 1 a processor unless given"),
    Option(
      "--read-bytes", value: "N", sets: .byteCount(\.effort.readSize, in: 1...1 << 20),
      isShown: false, "read N bytes at a time"),
    Option(
      "--kernel", value: "KERNEL", sets: .kernel(\.kernel), isShown: false,
      "scan lines in this way: scalar, avx2 or avx512"),
    Option("-h", answers: .help(.short), "print the everyday help"),
    Option("--help", answers: .help(.full), "print the whole help"),
    Option("-V", "--version", answers: .version, "print the version"),
  ]
}
