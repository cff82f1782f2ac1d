import Foundation
import SampleData

// Messages printed by the program.

extension MessageTests {
  /// Shell commands in a folder with definitions `w`, events `e`, a bad line `bad` and 100 of them, `many`.
  static let reading = [
    "hookline", "hookline -w nowhere e", "$h nowhere e", "$h count 2>&1 | head -n 1 >&2",
    "$h --since 2022-05-01 18:30 2>&1 | head -n 1 >&2", "$h e:21 2>&1 | head -n 1 >&2",
    "$h --report e.html 2>&1 | head -n 1 >&2", "$h - e < e 2>&1 | head -n 1 >&2",
    "$h http://a 2>&1 | head -n 1 >&2",
    "$h --company 000000000000000000000000 e", "$h --only hook5 e", "$h --except hook,other e",
    "sed 's/true/false/' w > off; hookline -w off e",
    "long | $h --format curl --only hook_5", "long | $h --format curl",
    "ln -s w link; hookline -w w -w link e 2>&1 | head -n 1 >&2",
    "hookline -w w -w w e 2>&1 | tail -n 1 >&2",
    "ln -s e l; $h e l e e e e e e e e e e e 2>&1 > /dev/null | sed -n '1,2p;11p' >&2",
    "{ echo [; seq -s, 21; echo ]; } > d; hookline -w d e 2>&1 | tail -n 2 >&2",
    "hookline -w /dev/fd/3 e 3< d 2>&1 | tail -n 2 >&2",
    "$h e --seen nowhere", "$h e --seen bad",
    "$h e > j; cat j bad > s; $h e --seen s 2>&1 | head -n 1 >&2",
    "cat j many > t; $h e --seen t 2>&1 | head -n 1 >&2", "$h e --seen e",
    "cp j k; $h --seen j k e 2>&1 | head -n 1 >&2",
    "echo '{\"subscription\":\"a\",\"status\":500,\"event\":{}}' > k; $h --seen j k e 2>&1 | head -n 1 >&2",
    "$h bad", "$h many 2>&1 | tail -n 2 >&2", "$h --max-jobs 1 e", "$h --max-rejects 0 many bad",
    // A signal, in events and in an array.
    "interrupt", "interrupt --unique", "interrupt --unique --columns id", "interrupt --from log",
    "to=q interrupt", "later=e interrupt",
    // An input that becomes an output, and one for which there is no memory.
    "mkfifo q; { until [ -e r ]; do sleep 0.02; done; sleep 0.3; ln r late; } > q &"
      + " $h q late --rejects-raw r",
    "{ cat e; head -c 50000000 /dev/zero; } | (ulimit -v 60000; $h --max-line-bytes 1G -j 1)",
    "{ printf '[1,'; head -c 50000000 /dev/zero; } |"
      + " (ulimit -v 60000; $h --from log --max-line-bytes 1G -j 1)",
  ]

  static let writing = [
    "$h e > /dev/full", "cat e e e | (ulimit -f 1; $h > o; rm o)", "$h e --explain > /dev/full",
    "$h bad --count --rejects /dev/full",
    "$h bad --rejects /dev/full",
    "cat e bad > eb; { $h eb --rejects /dev/full | cat > o; } 2>&1 | grep /dev/full: >&2",
    "{ $h eb --rejects /dev/full > /dev/null; } 2>&1 | grep /dev/full: >&2",
    "{ $h eb --explain --rejects /dev/full | cat > o; } 2>&1 | grep /dev/full: >&2",
    "$h e --rejects e", "$h --rejects e < e",
    "$h e --rejects o >> o", "$h e --rejects o 2>> o; cat o >&2", "$h e >> e", "$h e --count >> e",
    "cp e f; $h f > f", "echo > o; $h --rejects o < /dev/null", "$h --check --rejects o",
    "$h e --rejects r --rejects-raw r",
    "printf '{' > cut; $h e --rejects /dev/fd/3 3>> cut", "(flock 9; $h e --rejects r) 9> r",
    "$h e --rejects ./x/r",
    "ln -s loop loop; $h loop --rejects r", "$h e --stats /dev/full",
    "$h e > s 2> messages; $h e --seen s >> s",
    "$h e --seen s --format curl >> s", "$h e --seen s --rejects s",
    "printf x > t; $h e >> t",
  ]

  /// In the folder of the golden cases; the sums of `--count` are no messages, but texts to read, too.
  static let totals =
    [
      ("log-refused", "--from log log.json"), ("log-failed", "--from log --failed log.ndjson"),
      ("log-company", "--company 625bc5429a54e8868bd89be2 --from log log.ndjson"),
      ("since-until", "--since 2022-05-01 --until 2022-05-02 events.ndjson"),
      ("since-until", "--since 2032-05-01 events.ndjson"),
      ("since-until", "--until 2012-05-01 events.ndjson"),
      ("only-two-companies", "--only north events.ndjson"),
      ("only-two-companies", "--only 625be93a286ef83c1c0e845f events.ndjson"),
      ("only-id-and-code", "--only 62685990d918fb5557f9f901 events.ndjson"),
      ("except", "--only south --except south events.ndjson"),
      (
        "except",
        "--company 625bc5429a54e8868bd89be2 --except north --except west --except 62685990d918fb5557f9f905 events.ndjson"
      ),
      ("except", "--company 62685990d918fb5557f9f901 events.ndjson"),
      ("inactive-only", "events.ndjson"), ("other-system", "events.ndjson"),
      ("unrecognized", "events.ndjson"),
      ("withheld", "events.ndjson"), ("withheld-malformed", "events.ndjson"),
      ("log-failed-order", "--from log --failed log.ndjson"),
      ("log-failed-cut", "--from log --failed log.json"),
      ("seen", "--seen done.ndjson events.ndjson"), ("minus", "--minus old.json events.ndjson"),
    ].map { "(cd \($0); hookline -w webhooks.json \($1)) 2>&1 | grep -v :[0-9]*:[0-9]*: >&2" }
    + [
      "hookline -w triggers/webhooks.json --count triggers/events.ndjson |"
        + " sed -n '7,10s/^/hookline: /p' >&2",
      "head -n 1 log-company/log.ndjson | hookline -w log-company/webhooks.json --from log"
        + " --company 625bc5429a54e8868bd89be2",
    ]

  /// What modes print instead of jobs is no message, but a text to read, too.
  static let explanations = [
    ("explain", "--explain events.ndjson", "1,7p;20,26p;37p;47,52p;70,$p"),
    ("explain-left-out", "--explain --seen seen --minus old.json events.ndjson", "1,13p"),
    ("explain-unique", "--explain --unique events.ndjson", "8,10p"),
    ("explain-log", "--from log --explain events.ndjson", "p"),
    ("explain-log-failed", "--from log --failed --explain events.ndjson", "p"),
    ("diff", "--diff old.json events.ndjson", "p"),
    ("diff-none", "--diff webhooks.json events.ndjson", "p"),
  ].map(printed)

  static let checks = [
    ("check", "--check", "p"), ("check-hosts", "--check", "1,12p"),
    ("check-strict-none", "--check", "p"), ("check-faults", "--check", "7,$p"),
    ("check-events", "--check events.ndjson", "p"),
    ("check-log", "--from log --check events.ndjson", "1,3p"),
    ("check-log", "--check /dev/null", "1p"),
  ].map(printed)

  /// A command that prints these lines of what is printed in a folder.
  private static func printed(in folder: String, _ options: String, lines: String) -> String {
    "(cd \(folder); hookline -w webhooks.json \(options) 2> /dev/null)"
      + " | sed -n 's/^/hookline: /;\(lines)' >&2"
  }

  private static let preparation = """
    cases=\(BuiltBinary.fixtures.path())/cases
    cp $cases/order/webhooks.json w; cp $cases/order/events.ndjson e; echo '{}' > bad; seq 100 > many
    h='hookline -w w'
    # An event that cannot be cut.
    long() {
      head -n 1 e | sed 's/}$/,"x":"/' | tr -d '\\n'
      head -c 200000 /dev/zero | tr '\\0' @; echo '"}'
    }
    interrupt() {
      rm -f p o q; mkfifo p q; [ "$to" != q ] || cat q > o & $h "$@" p $later > ${to:-o} 2> m & job=$!
      { [ "$1" != --from ] && head -n 1 e || printf '[{"subscription":"%s","event":%s},' \\
          $($h e | head -n 1 | cut -d'"' -f8) "$(head -n 1 e)"
        until [ -s o ]; do sleep 0.02; done; kill $job; wait $job; } > p 2> /dev/null; cat m >&2
    }

    """

  static func messages(of commands: [String], in folder: String? = nil) throws -> [String] {
    let scratch = try Scratch()
    let run = try BuiltBinary.run(
      shell: (folder == nil ? preparation : "") + commands.joined(separator: "\n"),
      in: folder.map { BuiltBinary.project.appending(path: $0) } ?? scratch.folder)
    return run.messages.split(separator: "\n").filter { $0.hasPrefix("hookline: ") }
      .map { $0.dropFirst("hookline: ".count) }.map { String($0) }
  }
}
