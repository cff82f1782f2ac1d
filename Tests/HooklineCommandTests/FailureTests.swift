import Foundation
import Glibc
import HooklineCommand
import SampleData
import Testing

/// What the program does, what it prints and its exit status when something outside it fails.
@Suite struct FailureTests {
  @Test func aFullDiskIsToldWithWhatIsWhole() throws {
    let run = try BuiltBinary.run(
      shell: "hookline -w fixtures/webhooks.json fixtures/events.ndjson > /dev/full")
    #expect(run.status == 74)
    #expect(
      run.messages.hasPrefix(
        "hookline: standard output: No space left on device: "
          + "0 jobs written whole, in 0 bytes\n"))
  }

  /// The limits are within the first block that is written and, at 2,000 KiB, within a later one.
  @Test(arguments: [1, 100, 150, 2000])
  func aFileThatMayNotGrowEndsInOnePieceAtMost(blocks: Int) throws {
    let scratch = try Scratch()
    let file = try scratch.file("jobs.ndjson")
    let events = Array(repeating: "fixtures/events.ndjson", count: 10).joined(separator: " ")
    let run = try BuiltBinary.run(
      shell: "ulimit -f \(blocks); exec hookline -w fixtures/webhooks.json \(events)"
        + " > \(file.path())")
    let jobs = try [UInt8](Data(contentsOf: file))
    #expect(run.status == 74)
    #expect(jobs.count == blocks * 1024)
    let once = try DirectRun.run.output
    let isPrefix = (0..<10).flatMap { _ in once }.starts(with: jobs)
    #expect(isPrefix)
    let whole = (jobs.lastIndex(of: lineFeed) ?? -1) + 1
    let count = jobs.count { $0 == lineFeed }
    #expect(
      run.messages.hasPrefix(
        "hookline: standard output: File too large: "
          + "\(count) job\(count == 1 ? "" : "s") written whole, in \(whole) bytes\n"))
  }

  /// The program dies of SIGPIPE if its reader is gone, however that signal was inherited.
  @Test(arguments: [[], [SIGPIPE]]) func aVanishedReaderEndsItSilently(blocked: [Int32]) throws {
    for inherited in ["", "trap '' PIPE; "] {
      let scratch = try Scratch()
      let messages = try scratch.file("messages")
      let child = Child(
        [
          "-c",
          inherited + "exec 8> >(true); wait $!;"
            + " exec hookline -w fixtures/webhooks.json fixtures/events.ndjson >&8",
        ], of: URL(filePath: "/bin/bash"))
      child.process.standardError = try FileHandle(forWritingTo: messages)
      try child.start(blocking: blocked)
      #expect(child.finish() == 128 + SIGPIPE)
      #expect(try Data(contentsOf: messages).isEmpty)
    }
  }

  @Test func aVanishedReaderOfMessagesChangesNothing() throws {
    let run = try BuiltBinary.run(
      shell: "exec 9> >(true); wait $!; echo '{}' | cat - fixtures/events.ndjson |"
        + " hookline -w fixtures/webhooks.json 2>&9")
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame)
    #expect(run.status == 65)
  }

  /// Swift's runtime would print the memory that registers point to, and continue.
  @Test(arguments: [SIGABRT, SIGBUS, SIGSEGV, SIGTRAP])
  func aSignalFromOutsideEndsItWithoutADump(signal: Int32) throws {
    let scratch = try Scratch()
    let messages = try scratch.file("messages")
    let (input, output) = (Pipe(), Pipe())
    let child = Child(DirectRun.webhooks)
    (child.process.standardInput, child.process.standardOutput) = (input, output)
    child.process.standardError = try FileHandle(forWritingTo: messages)
    try child.start()
    // Its first job shows that it is running.
    try input.fileHandleForWriting.write(contentsOf: DirectRun.lines[0] + [lineFeed])
    #expect(!output.fileHandleForReading.availableData.isEmpty)
    kill(child.process.processIdentifier, signal)
    #expect(child.finish() == 128 + signal)
    #expect(try Data(contentsOf: messages).isEmpty)
  }

  @Test func aBugIsAnInternalError() async throws {
    let result = try await #require(
      processExitsWith: .exitCode(70), observing: [\.standardErrorContent]
    ) {
      try ProcessStart.prepare()
      let none: [UInt8] = []
      _ = none[Int.random(in: 0...7)]
    }
    let messages = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(messages.contains("hookline: internal error: this is a bug; "))
  }

  @Test(arguments: [
    ("<&-", "(standard input): Bad file descriptor"),
    ("< .", "(standard input): Is a directory"),
    ("-w - fixtures/events.ndjson <&-", "(standard input): Bad file descriptor"),
    ("< fixtures/events.ndjson >&-", "standard output: Bad file descriptor"),
  ])
  func whatCannotBeReadOrWrittenIsTold(rest: String, message: String) throws {
    let run = try BuiltBinary.run(shell: "hookline -w fixtures/webhooks.json \(rest)")
    #expect(run.messages.hasPrefix("hookline: \(message)"))
    #expect(run.output == [])
    #expect(run.status == 74)
  }

  @Test(arguments: [
    ("nowhere.ndjson fixtures/events.ndjson > /dev/full", 74),
    ("nowhere.ndjson fixtures/cases/rejected/events.ndjson", 66),
    ("fixtures/cases/rejected/events.ndjson fixtures/events.ndjson > /dev/full", 74),
    ("fixtures/cases/rejected/events.ndjson nowhere.ndjson - <&-", 74),
  ])
  func theWorstThatHappenedCounts(rest: String, status: Int32) throws {
    #expect(
      try BuiltBinary.run(shell: "hookline -w fixtures/webhooks.json \(rest)").status == status)
  }

  /// The jobs are all written, and the status reports that messages were lost.
  @Test(arguments: [
    ("events.ndjson 2> /dev/full", 74),
    ("events.ndjson cases/rejected/events.ndjson 2> /dev/full", 74),
    ("/dev/null 2> /dev/full", 0), ("nowhere events.ndjson 2> /dev/full", 74),
    // A closed standard error is no failure.
    ("events.ndjson 2>&-", 0), ("events.ndjson cases/rejected/events.ndjson 2>&-", 65),
  ])
  func messagesThatAreLostAreTold(rest: String, status: Int32) throws {
    let run = try BuiltBinary.run(
      shell: "hookline -w webhooks.json \(rest)", in: BuiltBinary.fixtures)
    #expect(run.status == status)
    let jobs = try rest.hasPrefix("/dev") ? run.output : DirectRun.run.output
    let isWhole = run.output.starts(with: jobs)
    #expect(isWhole)
  }

  @Test(arguments: [
    ("-e fixtures/events.ndjson", 0), ("-e /dev/null", 1), ("/dev/null", 0),
    ("-e fixtures/cases/unrecognized/events.ndjson", 1),
    ("-e fixtures/cases/two-files/more.ndjson", 65), ("-e nowhere.ndjson", 66),
    ("--count -e /dev/null", 1), ("--count -e fixtures/events.ndjson", 0),
    ("--count fixtures/cases/rejected/events.ndjson", 65),
    ("--count nowhere.ndjson", 66), ("--count nowhere.ndjson > /dev/full", 74),
    ("-e --max-jobs 0 fixtures/events.ndjson", 75), ("-e --max-jobs 0 /dev/null", 1),
  ])
  func noJobIsTold(rest: String, status: Int32) throws {
    #expect(
      try BuiltBinary.run(shell: "hookline -w fixtures/webhooks.json \(rest)").status == status)
  }

  @Test func nothingIsReadBeforeTheDefinitionsAreAccepted() throws {
    let run = try BuiltBinary.run(
      shell: "{ hookline -w fixtures/cases/no-webhooks/webhooks.json; cat; }",
      input: DirectRun.events)
    let isWhole = run.output == DirectRun.events
    #expect(isWhole)
  }

  /// Each input that is not an event file gets a message that names the problem or says what to do.
  @Test(arguments: [
    ("nowhere", 66, "nowhere: No such file or directory"),
    (".", 66, ".: Is a directory"),
    ("loop", 66, "loop: Too many levels of symbolic links"),
    ("good.gz", 65, "good.gz: this is compressed: read it through zcat"),
    ("utf16", 65, "utf16: this looks like UTF-16: iconv -f UTF-16 -t UTF-8 makes it UTF-8"),
    (
      "pretty", 65,
      "pretty: this looks like JSON over several lines: jq -c . puts each object on one"
    ),
    (
      "webhooks.json", 65,
      "webhooks.json: this looks like webhook definitions: give each such file its own -w"
        + " (-w defs/*.json names only the first)"
    ),
    (
      "hook", 65,
      "hook: this looks like webhook definitions: give each such file its own -w"
        + " (-w defs/*.json names only the first)"
    ),
    ("jobs", 65, "jobs: this looks like a job of hookline: jq -c .event takes out the event"),
  ])
  func whatIsNoFileOfEventsIsTold(file: String, status: Int32, message: String) throws {
    let scratch = try Scratch()
    let fixtures = BuiltBinary.fixtures.path()
    let run = try BuiltBinary.run(
      shell:
        "cp \(fixtures)/webhooks.json .; ln -s loop loop; head -n 9 \(fixtures)/events.ndjson > good;"
        + " gzip -k good; iconv -f UTF-8 -t UTF-16 good > utf16;"
        + " cp \(fixtures)/cases/rejected/webhooks.json hook;"
        + " printf '{\n  \"company\": \"x\"\n}\n' > pretty;"
        + " hookline -w webhooks.json good > jobs 2> told;"
        + " hookline -w webhooks.json good \(file)",
      in: scratch.folder)
    let messages = run.messages.split(separator: "\n")
    #expect(messages.contains("hookline: \(message)"))
    #expect(run.status == status)
    // The other files are processed.
    let isWhole =
      try run.output
      == [UInt8](
        Data(contentsOf: scratch.folder.appending(path: "jobs")))
    #expect(isWhole && !run.output.isEmpty)
  }

  /// The limit of 64 MiB applies to the bytes before the line feed.
  @Test(
    arguments: [(1, "67108865: too-long"), (0, "1: missing-field")]
      .prefix(TestSize.debug(1, release: 2)))
  func theLongestLineHas64MiB(excess: Int, expected: String) throws {
    let blanks = (64 << 20) - 2 + excess
    let run = try BuiltBinary.run(
      shell: "{ printf '{}'; head -c \(blanks) /dev/zero | tr '\\0' ' '; echo; } |"
        + " hookline -w fixtures/webhooks.json")
    #expect(run.messages.hasPrefix("hookline: (standard input):1:\(expected): "))
  }

  @Test func rejectedLinesAreToldByTensAndTenfold() throws {
    let scratch = try Scratch()
    let file = try scratch.file("bad", holding: Array(String(repeating: "1\n", count: 1200).utf8))
    let run = try BuiltBinary.run(DirectRun.webhooks + [file.path(), file.path()])
    let messages = run.messages.replacing("hookline: ", with: "")
      .replacing(file.path(), with: "bad").split(separator: "\n").map(String.init)
    let first = (1...10).map { "bad:\($0):1: not-an-object: expected an object, {...}" }
    let further = ["100", "1000"].map { "\($0) lines rejected so far, the last at bad:\($0)" }
    let expected: [String] = first + further + first + ["2400 of 2400 lines rejected"]
    #expect(messages == expected)
  }
}
