import Foundation
import HooklineCommand
import HooklineSystem
import SampleData
import Testing

/// `--seen`: jobs that a file says are done are not made again.
@Suite struct SeenOptionTests {
  private static let webhooks = [
    "-w", BuiltBinary.fixtures.appending(path: "webhooks.json").path(),
  ]
  private static let events = BuiltBinary.fixtures.appending(path: "events.ndjson").path()
  private static let noID =
    "no line has the id of a job: name the log of the sender, or an empty file if nothing was sent"

  @Test func seenOptionIsAccepted() throws {
    #expect(
      try Invocation(line: "-w a --seen b --seen c")
        == .routing { $0.seen = ["b", "c"].map { FileName(Array($0.utf8)) } })
    #expect(throws: UsageError.missingValue("--seen", value: "FILE")) {
      try Invocation(line: "-w a --seen")
    }
    #expect(throws: UsageError.standardInputTwice) { try Invocation(line: "-w a --seen -") }
  }

  /// The log of a sender, with some successes: what they leave, in any of its spellings and with any number of threads.
  @Test(arguments: [
    (#"{"id":"ID"}"#, true), (#"{"id":"ID","status":204,"retry":0}"#, true),
    (#"{"id":"ID","status":"200","exit":0,"seconds":0.1}"#, true),
    (#"{"id":"ID","status":"000","exit":7,"seconds":0.1}"#, false),
    (#"{"id":"ID","status":500}"#, false), (#"{"id":"ID","status":null}"#, false),
  ])
  func doneJobsAreLeftOut(line: String, isDone: Bool) throws {
    let scratch = try Scratch()
    let jobs = try DirectRun.run.lines
    let tried = jobs.enumerated().filter { $0.offset % 3 == 0 }.map { _, job in
      // The id is what is between the third and the fourth quote.
      let id = job.split(separator: UInt8(ascii: "\""))[3]
      return line.replacing("ID", with: String(decoding: id, as: UTF8.self)) + "\r\n"
    }
    _ = try scratch.file("tried", holding: Array(("\u{FEFF}\n" + tried.joined()).utf8))
    for effort in [[], ["-j", "4", "--read-bytes", "3000"]] {
      let run = try BuiltBinary.run(
        Self.webhooks + ["--seen", "tried", Self.events] + effort, in: scratch.folder)
      let left = jobs.enumerated().filter { !isDone || $0.offset % 3 != 0 }.map(\.element)
      #expect(run.lines == left)
      #expect(
        run.messages.contains("48 jobs left out: already done, according to --seen\n") == isDone)
      #expect(run.status == 0)
    }
  }

  /// A line that a killed sender did not end is ignored; any other that cannot be read is reported, and its job made again.
  @Test func unreadableLinesAreReported() throws {
    let scratch = try Scratch()
    let jobs = try DirectRun.run.lines
    let text =
      Array(jobs[0]) + [lineFeed] + Array("\n{\"id\":\n\"x\"\n".utf8) + Array(jobs[1])
      + [lineFeed] + Array(jobs[2].dropLast(40))
    _ = try scratch.file("earlier", holding: text)
    let later =
      Array("\n7\n{\"id\":\"\"}\n".utf8) + Array(jobs[0].dropLast())
      + Array(",\"status\":\"OK\"}\n".utf8)
    _ = try scratch.file("later", holding: later)
    let run = try BuiltBinary.run(
      Self.webhooks + ["--seen=earlier", "--seen=later", Self.events], in: scratch.folder)
    #expect(run.lines == Array(jobs.dropFirst(2)))
    #expect(run.status == 65)
    #expect(
      run.messages.hasPrefix(
        """
        hookline: earlier: 2 lines without a readable id or status: their jobs can be made again (first: earlier:3)
        hookline: later: 2 lines without a readable id or status: their jobs can be made again (first: later:2)

        """))
  }

  /// Everything would be sent again.
  @Test func fileWithoutAnyIDEndsTheRun() throws {
    let scratch = try Scratch()
    _ = try scratch.file("sent", holding: try DirectRun.run.output)
    _ = try scratch.file("wrong", holding: Array("\n".utf8) + DirectRun.events)
    _ = try scratch.file("ended", holding: Array("\n{\"id\":".utf8))
    let run = try BuiltBinary.run(
      Self.webhooks + ["--seen=sent", "--seen=wrong", Self.events], in: scratch.folder)
    #expect(run.status == 66 && run.output.isEmpty)
    #expect(
      run.messages
        == "hookline: --seen wrong: \(Self.noID): nothing was read\n"
    )
    let other = try BuiltBinary.run(
      Self.webhooks + ["--seen=sent", "--seen=ended", Self.events], in: scratch.folder)
    #expect(other.status == 0 && other.output.isEmpty)
    // A line that was cut off and then ended is no sign of a wrong file.
    _ = try scratch.file("cut", holding: Array("{\"id\":\"62685990\n".utf8))
    let cut = try BuiltBinary.run(
      Self.webhooks + ["--seen=cut", Self.events], in: scratch.folder)
    #expect(cut.status == 65 && cut.lines.count == 142)
  }

  /// The shell replaces `sent.*` by two names, and the option takes only the first.
  @Test(arguments: [
    ("}", "hookline's own jobs: if they were sent, "),
    (",\"status\":200}", "a delivery log: add --from log or, if a sender wrote it, "),
  ])
  func senderLogReadAsEventsIsRecognized(end: String, advice: String) throws {
    let scratch = try Scratch()
    let jobs = try DirectRun.run.lines.map { $0.dropLast() + Array(end.utf8) + [lineFeed] }
    for name in ["sent.0", "sent.1"] { _ = try scratch.file(name, holding: Array(jobs.joined())) }
    let run = try BuiltBinary.run(
      Self.webhooks + ["--seen", "sent.0", "sent.1", Self.events], in: scratch.folder)
    #expect(run.status == 65 && run.output.isEmpty)
    let own = "give it its own --seen (--seen sent.*.ndjson names only the first)\n"
    #expect(run.messages.hasPrefix("hookline: sent.1: this looks like \(advice)\(own)"))
  }

  /// If the first bytes show what the file is, the message says what to do about it.
  @Test(
    arguments: [
      ("‹1F 8B 08›\n", "this is compressed: decompress it with zcat"),
      ("‹FF FE 7B 00 0A 00›", "this looks like UTF-16: convert it with iconv -f UTF-16 -t UTF-8"),
      (
        " [{\"id\":1}]\n",
        "this looks like an array: put each object on one line with jq -c '.[]'"
      ),
      (
        "[\n {\"id\":1},\n {\"id\":2}\n]\n",
        "this looks like an array: put each object on one line with jq -c '.[]'"
      ),
      ("{\"error\":[]}\n", noID),
      ("[2022-05-01T10:00:00Z] delivered\n", noID),
      ("[]\n", noID), ("{\"id\":\"evt_1\"}\n\n{\"id\":\"evt_2\",\"status\":\"OK\"}\n", noID),
    ])
  func wrongFormatIsRecognized(notation: String, advice: String) throws {
    let scratch = try Scratch()
    _ = try scratch.file("sent", holding: MarkedText(notation).bytes)
    let run = try BuiltBinary.run(Self.webhooks + ["--seen=sent", Self.events], in: scratch.folder)
    #expect(run.status == 66 && run.output.isEmpty)
    #expect(run.messages == "hookline: --seen sent: \(advice): nothing was read\n")
    // A pipe cannot be read again, and here it has the first line before the others.
    let piped = try BuiltBinary.run(
      shell: "{ head -n 1; sleep 0.1; cat; } < \(scratch.folder.path())/sent |"
        + " hookline -w fixtures/webhooks.json --seen - fixtures/events.ndjson")
    #expect(piped.status == 66 && piped.output.isEmpty)
    #expect(piped.messages == "hookline: --seen (standard input): \(advice): nothing was read\n")
  }

  /// A file that is one line without its end is wrong, too, unless a writer that was stopped can have left it so.
  @Test(
    arguments: [
      (#"[{"id":"a"},{"id":"b"}]"#, 66), (#"[{"id":"a"},{"i"#, 66),
      (#"{"error":"unauthorized"}"#, 66),
      ("id,status", 66), (#"{"id":"a"}"# + "\r" + #"{"id":"b"}"#, 66),
      (#"{"id":"a"} {"id":"b"#, 66),
      ("\u{FEFF}", 0), (#"{"id":"a"}"#, 66), (#"{"id":"a","status":500}"#, 66), (#"{"id":"a"#, 0),
      (#"{"status":200,"i"#, 0), (" {", 0), (" ", 0), ("", 0), (#"{"name":"é"#, 0),
    ] as [(String, Int32)], ["1000000", "1"])
  func fileOfOneLineWithoutEnd(content: (text: String, status: Int32), readSize: String) throws {
    let scratch = try Scratch()
    // The last of its characters can be cut off, too.
    let bytes = content.text.hasSuffix("é") ? content.text.utf8.dropLast() : content.text.utf8[...]
    _ = try scratch.file("sent", holding: Array(bytes))
    let run = try BuiltBinary.run(
      Self.webhooks + ["--seen=sent", "--read-bytes", readSize, Self.events], in: scratch.folder)
    #expect(run.status == content.status)
    #expect(run.lines.count == (run.status == 0 ? 142 : 0))
  }

  /// A line that is little longer than it may be is examined in another way than one that is much longer.
  @Test(arguments: [("[", 66), ("{", 65)] as [(String, Int32)], [1, 70_000, 130_000])
  func lineOverTheLimitIsAResultOnlyIfItIsAnObject(
    start: (text: String, status: Int32), excess: Int
  ) throws {
    let scratch = try Scratch()
    let length = 100_000 + (1 << 20) + excess
    let text = start.text + String(repeating: " ", count: length - 1) + "\n"
    _ = try scratch.file("sent", holding: Array(text.utf8))
    let run = try BuiltBinary.run(
      Self.webhooks + ["--seen=sent", "--max-line-bytes=100000", Self.events], in: scratch.folder)
    #expect(run.status == start.status)
    #expect(run.lines.count == (start.status == 65 ? 142 : 0))
  }

  /// The same for a line that is too long to be read at once.
  @Test(arguments: [("[", 66), ("\n[", 66), ("{", 0)] as [(String, Int32)], ["", "\n"])
  func overlongLineIsAResultOnlyIfItIsAnObject(
    start: (text: String, status: Int32), end: String
  ) throws {
    let scratch = try Scratch()
    let text = start.text + String(repeating: " ", count: 3 << 20) + end
    _ = try scratch.file("sent", holding: Array(text.utf8))
    let run = try BuiltBinary.run(
      Self.webhooks + ["--seen=sent", "--max-line-bytes=2000000", Self.events], in: scratch.folder)
    // With its end, it is a line without a readable id or status.
    #expect(run.status == (start.status == 0 && !end.isEmpty ? 65 : start.status))
    #expect(run.lines.count == (start.status == 0 ? 142 : 0))
  }

  /// A job is longer than its event, which may be as long as the limit.
  @Test func jobOfTheLongestEventIsDone() throws {
    let scratch = try Scratch()
    let event = DirectRun.firstLine
    let limit = ["--max-line-bytes", "\(event.count - 1)"]
    let job = try BuiltBinary.run(DirectRun.webhooks + limit, input: event).output
    _ = try scratch.file("sent", holding: job)
    let run = try BuiltBinary.run(
      Self.webhooks + limit + ["--seen=sent"], input: event, in: scratch.folder)
    #expect(!job.isEmpty && run.output.isEmpty && run.status == 0)
    #expect(run.messages == "hookline: 1 job left out: already done, according to --seen\n")
  }

  /// Whatever is killed or fails: a run after it with what was written makes the rest.
  @Test func resumedRunMakesTheRest() throws {
    let scratch = try Scratch()
    let whole = try DirectRun.run
    for size in [0, 1, 3000, 100_000, whole.output.count - 1, whole.output.count] {
      _ = try scratch.file("first", holding: Array(whole.output.prefix(size)))
      let run = try BuiltBinary.run(
        Self.webhooks + ["--seen", "first", Self.events], in: scratch.folder)
      let lines = whole.output.prefix(size).split(separator: lineFeed)
      let count = size == 0 || whole.output[size - 1] == lineFeed ? lines.count : lines.count - 1
      #expect(run.lines == Array(whole.lines.dropFirst(count)), "\(size)")
      #expect(run.status == 0)
    }
  }

  /// The file must be readable, and nothing else than read.
  @Test(
    arguments: [
      ("--seen absent --rejects earlier EVENTS", 66, "--seen absent: No such file or directory"),
      (
        "--seen absent EVENTS", 66,
        "--seen absent: No such file or directory: nothing was read: before the first run, make it"
          + " with: touch absent\n"
      ),
      ("--seen . EVENTS", 66, "--seen .: Is a directory: nothing was read\n"),
      ("--seen earlier --seen absent EVENTS", 66, "--seen absent: No such file"),
      (
        "--seen earlier earlier", 64,
        "--seen earlier: this run also reads it as events or definitions"
      ),
      ("--seen pipe pipe", 64, "--seen pipe: this run also reads it as events or definitions"),
      ("--seen pipe --seen pipe EVENTS", 64, "--seen pipe: this run also reads it"),
      ("--seen link < earlier", 64, "--seen link: this run also reads it as events or definitions"),
      (
        "--seen earlier EVENTS >> earlier", 73,
        "standard output: --seen reads it: write the jobs to a new file, and name both with --seen"
      ),
      (
        "--format curl --seen earlier EVENTS >> earlier", 73,
        "standard output: --seen reads it: write the jobs to a new file\n"
      ),
      ("--seen earlier --rejects link EVENTS", 73, "--rejects link: --seen reads it"),
    ] as [(String, Int32, String)])
  func fileOfSeenIsNothingElse(line: String, status: Int32, message: String) throws {
    let scratch = try Scratch()
    let text = try Array(DirectRun.run.lines[0]) + [lineFeed]
    _ = try scratch.file("earlier", holding: text)
    let run = try scratch.run(
      "ln -s earlier link; mkfifo pipe; hookline \(Self.webhooks.joined(separator: " ")) "
        + line.replacing("EVENTS", with: Self.events))
    #expect(run.status == status && run.output.isEmpty)
    #expect(run.messages.hasPrefix("hookline: \(message)"))
    #expect(try scratch.bytes(of: "earlier") == text)
  }

  /// A pipe is read like a file, and what a log lets fail is left out if it is done.
  @Test func doneJobsOfALogAreLeftOut() throws {
    let scratch = try Scratch()
    _ = try scratch.file("log", holding: SampleLog.file(try FixtureLog.records(), in: .lines))
    let run = try scratch.run(
      "w='\(Self.webhooks.joined(separator: " "))'; hookline $w --from log --failed log > all"
        + "; hookline $w --from log --failed --seen <(head -n 40 all) log | cmp - <(tail -n +41 all)"
    )
    #expect(run.status == 0)
    #expect(run.messages == "hookline: 40 jobs left out: already done, according to --seen\n")
  }
}
