internal import Hookline
internal import HooklinePipeline

extension Option {
  private static let moment =
    "a date, such as 2022-05-01, or a time in UTC, such as 2022-05-01T18:30:00Z"

  /// All options, group by group in the order of the help.
  package static let all: [Option] = [
    Option(
      "-w", "--webhooks", value: "FILE", in: .input, sets: .files(\.definitions),
      "webhook definitions, JSON or NDJSON; repeatable",
      more: "The files form one set, in the order given. If FILE is -, it is standard input."),
    Option(
      "--from", value: "FORM", in: .input, sets: .word(\.form),
      "what each FILE holds: events or log [default: events]",
      more: """
        A log is the platform's delivery log: one record per line, or the JSON arrays that its API \
        returns. A job is due only for the webhook of the record.
        """),
    Option(
      "--max-line-bytes", value: "N", in: .input, shown: .rarely,
      sets: .byteCount(\.limits.lineLength), "reject longer lines and records [default: 64 MiB]",
      more: "N can end in K, M or G, powers of 1,024."),

    Option(
      "--company", value: "ID", in: .selection,
      sets: .text(\.selection.company, as: "an ObjectId, 24 hexadecimal digits"),
      "use only this company's webhooks and events",
      more: "Events of other companies are checked and then skipped."),
    Option(
      "--only", value: "CODE|ID", in: .selection, sets: .texts(\.selection.only),
      "use only this webhook, by its code or _id; repeatable",
      more: "If two companies use the code, --company says which one is meant."),
    Option(
      "--except", value: "CODE|ID", in: .selection, shown: .rarely,
      sets: .texts(\.selection.except),
      "leave out this webhook, by its code or _id; repeatable"),
    Option(
      "--since", value: "T", in: .selection, shown: .rarely,
      sets: .text(\.selection.since, as: moment), "use only events created at T or later",
      more: "T is \(moment)."),
    Option(
      "--until", value: "T", in: .selection, shown: .rarely,
      sets: .text(\.selection.until, as: moment), "use only events created before T",
      more: "With --since or --until, an event without a readable createdAt is left out."),
    Option(
      "--shard", value: "K/N", in: .selection, shown: .rarely,
      sets: .text(
        \.selection.shard, as: "K/N, the shard K of N, with K from 1 to N, such as 2/5"),
      "use only the webhooks in shard K of N",
      more: "Each webhook is in one shard, which depends on nothing but its _id."),
    Option(
      "--failed", in: .selection, sets: .flag(\.selection.onlyFailed),
      "with --from log: only deliveries that never succeeded",
      more: """
        A try succeeded if its status is 200 to 209. Jobs are written once the whole log has been \
        read, each delivery once, the oldest event first.
        """),
    Option(
      "--minus", value: "OLD", in: .selection, shown: .rarely, sets: .files(\.minus),
      "leave out jobs that the definitions in OLD also give; repeatable",
      more: "Two jobs are the same if the event and the _id of the webhook are equal."),
    Option(
      "--unique", in: .selection, shown: .rarely, sets: .flag(\.isUnique),
      "write each job only once, by its id"),
    Option(
      "--seen", value: "FILE", in: .selection, sets: .files(\.seen),
      "skip jobs that are done according to FILE; repeatable",
      more: """
        It implies --unique. FILE is the log of a sender, what curl prints, or earlier jobs. A job is done if \
        a line has its id and no status, or a status from 200 to 209.
        """),

    Option(
      "--columns", value: "LIST", in: .jobs, shown: .rarely, sets: .columns(\.columns),
      "write each job as TAB-separated columns",
      more: """
        LIST is some of id, subscription, company, code, trigger, url, createdAt \
        and, only as the last, job (the line of JSON) or event, which can contain TABs.
        """),
    Option(
      "--format", value: "FORMAT", in: .jobs, shown: .rarely, sets: .word(\.format),
      "how jobs are written: json or curl [default: json]",
      more: "With curl, each job is a section of a curl configuration, which 'curl -q -sK -' sends."
    ),

    Option(
      "--count", optionalValue: "FORM", in: .mode,
      sets: .mode { (form: CountForm) in .counts(form) },
      "print how many jobs each webhook would get",
      more: """
        Also prints the totals, and how many events of each kind matched no webhook; on a terminal \
        with bars and times. FORM is json, which has all numbers by webhook, type and day.
        """),
    Option(
      "--explain", optionalValue: "FORM", in: .mode,
      sets: .mode { (form: ExplanationForm) in .explanations(form) },
      "print why each event does or does not give a job",
      more: """
        For each event, the webhooks of its company for its type: + gets a job, - does not, ? is \
        unknown, because the event lacks the member that decides. FORM is json, all (also webhooks \
        for other types) or json,all.
        """),
    Option(
      "--check", optionalValue: "FORM", in: .mode,
      sets: .mode { (form: CheckForm) in .check(form) },
      "print what may be wrong with the definitions",
      more: """
        All faults or, if there is none, warnings about likely mistakes. With event files, also about \
        webhooks that get no event, and about events that no webhook gets; without, no event is \
        read. FORM is json or github.
        """),
    Option(
      "--diff", value: "OLD", in: .mode, sets: .mode(Mode.changes),
      "count the jobs gained and lost compared with OLD",
      more: """
        OLD is another definitions file, usually an earlier version. For each webhook with a change, \
        it also says what changed in its definition.
        """),
    Option(
      "--report", in: .mode, sets: .mode(.report),
      "write an HTML page about what would be sent",
      more: """
        It is a single file that needs nothing else, for people who administer webhooks. It shows \
        nothing of an event but its type, what happened, and when.
        """),
    Option(
      "--generate", value: "KIND", in: .mode, shown: .rarely, answers: .document,
      "print the manual page (man), or completions for bash, zsh or fish"),

    Option(
      "--rejects", value: "FILE", in: .rejects, sets: .writtenFile(\.rejects),
      "write a JSON record of each rejected line to FILE",
      more: """
        Each record has the place, the reason and the line itself, so FILE can hold personal data. An \
        existing FILE is overwritten.
        """),
    Option(
      "--rejects-raw", value: "FILE", in: .rejects, shown: .rarely,
      sets: .writtenFile(\.rawRejects),
      "write the rejected lines themselves to FILE",
      more: "They can be corrected and run again. An existing FILE is overwritten."),

    Option(
      "--max-jobs", value: "N", in: .ending, shown: .rarely, sets: .number(\.limits.jobs),
      "stop before job N+1 [default: no limit]",
      more: "The status is then 75, and the rest of the input is not processed."),
    Option(
      "--max-rejects", value: "N", in: .ending, shown: .rarely, sets: .number(\.limits.rejects),
      "stop after rejected line N+1 [default: no limit]",
      more: "The status is then 75, and the rest of the input is not processed."),
    Option(
      "--stats", value: "FILE", in: .ending, shown: .rarely, sets: .writtenFile(\.statistics),
      "write statistics of the run to FILE, as a line of JSON",
      more: """
        They are written at the end, even if the run was stopped. Those of separate parts of an \
        input can be added up. An existing FILE is overwritten.
        """),
    Option(
      "--strict", in: .ending, shown: .rarely, sets: .flag(\.isStrict),
      "with --check: exit with status 1 if there are warnings"),
    Option(
      "--progress", in: .ending, shown: .rarely, sets: .flag(\.progress.isAsked),
      "show progress even if not on a terminal",
      more: """
        By default, progress is shown only if standard error is a terminal, standard output is a \
        file, and hookline is in the foreground.
        """),
    Option(
      "-q", "--quiet", in: .ending, shown: .rarely, sets: .flag(\.progress.isQuiet),
      "show no progress", more: "Messages are still printed. SIGUSR1 prints a line of progress."),
    Option(
      "-e", in: .ending, shown: .rarely, sets: .flag(\.wantsJobs),
      "exit with status 1 if there are no jobs"),

    Option(
      "-j", "--threads", value: "N", in: .work, shown: .rarely,
      sets: .number(\.effort.threadCount, in: 1...RunEffort.maximumThreadCount),
      "use up to N threads [default: one per processor]",
      more: "N is from 1 to \(RunEffort.maximumThreadCount). The output does not depend on it."),
    Option(
      "--read-bytes", value: "N", in: .work, shown: .never,
      sets: .byteCount(\.effort.readSize, in: 1...1 << 20), "read N bytes at a time"),
    Option(
      "--keep-bytes", value: "N", in: .work, shown: .never,
      sets: .byteCount(\.effort.keptByteCount, in: 1...1 << 40),
      "with --failed: keep N bytes of what failed in memory"),
    Option(
      "--progress-interval", value: "N", in: .work, shown: .never,
      sets: .number(\.progress.interval, in: 1...3_600_000),
      "show progress each N milliseconds, from the first N on"),
    Option(
      "--kernel", value: "KERNEL", in: .work, shown: .never, sets: .kernel(\.kernel),
      "scan lines with this kernel: scalar, avx2 or avx512"),

    Option(
      "-h", in: .information, shown: .rarely, answers: .help(.short),
      "print the most common options"),
    Option(
      "--help", in: .information, answers: .help(.full),
      "print all options and the exit statuses"),
    Option(
      "-V", "--version", in: .information, shown: .rarely, answers: .version, "print the version"),
  ]
}
