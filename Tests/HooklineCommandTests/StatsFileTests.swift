import Foundation
import Glibc
import Testing

/// The file of `--stats` is also written by a run that is stopped, and is protected as other outputs are.
@Suite struct StatsFileTests {
  /// Runs the program with `options`, which end a line of bash, and reads the file `s` if it was written.
  private func run(
    _ options: String, before: String = ""
  ) throws -> (run: Run, stats: StatsObject?) {
    let scratch = try Scratch()
    let run = try MixedLines.run(options, in: scratch, before: before)
    guard scratch.contains("s"), try !scratch.bytes(of: "s").isEmpty else { return (run, nil) }
    return (run, try StatsObject(scratch.bytes(of: "s")))
  }

  @Test(
    arguments: [
      ("--max-jobs 5", "max-jobs", 75), ("--max-rejects 5", "max-rejects", 75),
      ("--rejects /dev/full", "output", 74), ("> /dev/full", "output", 74),
      ("--count --max-rejects 5", "max-rejects", 75), ("--count > /dev/full", nil, 74),
    ] as [(String, String?, Int32)])
  func stoppedRunSaysWhy(options: String, stop: String?, status: Int32) throws {
    for threads in [1, 4] {
      let (run, stats) = try run("-j \(threads) --stats s dump.ndjson \(options)")
      #expect(run.status == status)
      #expect(stats?.text("stopped") == stop && stats?.balances == true)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func numbersAreWrittenBeforeASignalEndsTheRun(
    signal: Int32
  ) throws {
    let scratch = try Scratch()
    let lines = DirectRun.lines.prefix(40).flatMap { $0 + [lineFeed] }
    let file = scratch.folder.appending(path: "s").path()
    let idle = try IdleRun(["--stats", file], reading: lines, rest: Array("{".utf8))
    #expect(try scratch.bytes(of: "s").isEmpty)
    #expect(try idle.end(by: signal).status == 128 + signal)
    let stats = try StatsObject(scratch.bytes(of: "s"))
    #expect(stats.text("stopped") == "signal" && stats.balances)
    #expect(stats["lines"] == 40 && stats["bytes"] == lines.count)
  }

  /// The sizes of the parts of a dump add up to what was read, so even a byte-order mark alone is counted.
  @Test(arguments: ["", " ", "\n", "\n\n ", "{}", "\n{}"], ["events", "log"])
  func allBytesAreCounted(rest: String, form: String) throws {
    let scratch = try Scratch()
    let text = Array("\u{FEFF}\(rest)".utf8)
    _ = try scratch.file("mark", holding: text)
    let webhooks = BuiltBinary.fixtures.appending(path: "webhooks.json").path()
    for size in ["1", "1000"] {
      _ = try scratch.run(
        "hookline -w \(webhooks) --stats s --from \(form) --read-bytes \(size) mark mark")
      #expect(try StatsObject(scratch.bytes(of: "s"))["bytes"] == 2 * text.count)
    }
  }

  /// As any filter, it dies silently.
  @Test func closedReaderLeavesNoNumbers() throws {
    let (run, stats) = try run("--stats s dump.ndjson 2> m | true; s=${PIPESTATUS[0]}; exit $s")
    #expect(run.status == 128 + SIGPIPE && stats == nil)
  }

  @Test(arguments: [
    (
      "--stats /dev/full", 74, "/dev/full: No space left on device: the statistics were not written"
    ),
    ("--stats >(true)", 74, "Broken pipe: the statistics were not written"),
    ("--stats nowhere/s", 73, "--stats nowhere/s: No such file or directory"),
    ("--stats dump.ndjson", 73, "--stats dump.ndjson: this run reads it: name another file"),
    ("--stats s --rejects s", 73, "--stats s: --rejects writes to it: name another file"),
    ("--stats s >> s", 73, "--stats s: it is standard output: name another file"),
    ("--stats w -w w", 73, "--stats w: this run reads it: name another file"),
  ])
  func fileThatCannotBeWrittenIsReported(options: String, status: Int32, message: String) throws {
    let (run, _) = try run("dump.ndjson \(options)", before: "echo '[]' > w; sleep 0.1;")
    #expect(run.status == status)
    #expect(run.messages.split(separator: "\n").last?.hasSuffix(message) == true, "\(run.messages)")
    guard status == 74 else { return }
    // Nothing else is lost with them.
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame)
  }

  @Test func oldNumbersAreReplacedInAFileForTheUserAlone() throws {
    let scratch = try Scratch()
    let run = try OneBadLine.run(
      "head -c 100000 /dev/zero > old; \(OneBadLine.hookline) bad --stats old;"
        + " \(OneBadLine.hookline) bad --stats new; stat -c %a new; wc -l < old", in: scratch)
    #expect(String(decoding: run.output, as: UTF8.self) == "600\n1\n")
    let (old, new) = (try scratch.bytes(of: "old"), try scratch.bytes(of: "new"))
    #expect(try StatsObject(old) == StatsObject(new))
  }

  @Test func numbersCanGoToPipesAndDescriptors() throws {
    let scratch = try Scratch()
    let run = try OneBadLine.run(
      "\(OneBadLine.hookline) bad --stats >(cat > a); \(OneBadLine.hookline) bad --stats /dev/fd/3"
        + " 3> b; echo kept > c; \(OneBadLine.hookline) bad --stats /dev/fd/3 3>> c;"
        + " for i in {1..100}; do [ -s a ] && break; sleep 0.1; done", in: scratch)
    #expect(!run.messages.contains("stats"))
    let all = try ["a", "b", "c"].map { try scratch.bytes(of: $0) }
    #expect(try StatsObject(all[0]) == StatsObject(all[1]))
    #expect(try StatsObject(Array(all[2].dropFirst(5))) == StatsObject(all[1]))
  }

  @Test func twoRunsDoNotWriteTheSameNumbers() throws {
    let scratch = try Scratch()
    let run = try OneBadLine.run(
      "mkfifo fifo; exec 7<> fifo; \(OneBadLine.hookline) fifo --stats s 2> first & "
        + "cat bad >&7; until [ -s first ]; do sleep 0.02; done;"
        + " \(OneBadLine.hookline) bad --stats s; s=$?; kill $!; wait $!; cat s >&2; exit $s",
      in: scratch)
    #expect(run.status == 73)
    #expect(
      run.messages.hasPrefix(
        "hookline: --stats s: another run is writing to it: name another file\n{"))
    #expect(run.messages.hasSuffix("\"stopped\":\"signal\"}\n"))
  }

  /// Nothing of an event is in the numbers but when the first and the last happened.
  @Test func eventContentsAreNotInTheNumbers() throws {
    let scratch = try Scratch()
    let secret =
      #"{"company":"625be93a286ef83c1c0e845f","type":"s3cret","event":"s3cret","createdAt":"s3cret"}"#
    _ = try scratch.file("secret", holding: Array("\(secret)\n{\"s3cret\":}\n".utf8))
    _ = try scratch.run("\(OneBadLine.hookline) secret --stats s")
    let text = try scratch.text(of: "s")
    #expect(!text.contains("s3cret") && text.contains(#""unmatched":1"#))
  }
}
