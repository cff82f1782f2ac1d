import Foundation
import Glibc
import Testing

/// Progress is shown on a terminal that nothing else writes to, or if it is asked for, and disturbs no message.
@Suite struct ProgressTests {
  /// The files of a run that waits in the middle: its first input is done, and its rejected lines are not taken until there is a
  /// file `go`.
  private static let files = "\(BuiltBinary.fixtures.path())/events.ndjson bad"

  /// A run of that kind; `rest` follows its options and inputs.
  private static func command(_ rest: String, interval: Int = 20) -> String {
    "hookline -w \(BuiltBinary.fixtures.path())/webhooks.json --progress-interval \(interval)"
      + " --rejects >(until [ -e go ]; do sleep 0.01; done; cat > rejects) \(files) \(rest)"
  }

  /// What appears on a terminal while bash runs `line` with it as standard error; bash leads its foreground.
  ///
  /// The run goes on once `awaited` has appeared or, if that is `nil`, after a time in which progress would have appeared.
  private static func output(
    of line: String, until awaited: String? = nil, columnCount: Int = 100,
    environment: [String: String] = [:]
  ) throws -> (status: Int32, text: String, scratch: Scratch) {
    let (scratch, terminal) = (try Scratch(), try Terminal())
    _ = try scratch.file("bad", holding: Array(String(repeating: "{\n", count: 1000).utf8))
    try terminal.setColumnCount(columnCount)
    // Without this, what was written is lost when the last program closes the terminal.
    let handle = try terminal.opened()
    let child = Child(
      ["-w", "bash", "-c", "exec 2<> \(terminal.path); \(line)"],
      of: URL(filePath: "/usr/bin/setsid"), in: scratch.folder)
    let values = ["TERM": "xterm", "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
    child.process.environment?.merge(values) { $1 }
    child.process.standardInput = FileHandle.nullDevice
    child.process.standardOutput = FileHandle.nullDevice
    try child.start()
    // Ctrl-D, if its input is read.
    try terminal.type("\u{4}")
    var (text, isWaiting) = ("", true)
    let end = ContinuousClock.now + (awaited == nil ? .milliseconds(300) : .seconds(30))
    // A terminal that nothing reads would fill up.
    while child.isRunning, ContinuousClock.now < end + .seconds(60) {
      text += terminal.written()
      if isWaiting, awaited.map(text.contains) == true || ContinuousClock.now > end {
        _ = try scratch.file("go", holding: [])
        isWaiting = false
      }
      usleep(2000)
    }
    let status = child.finish()
    text += terminal.written()
    try handle.close()
    return (status, text, scratch)
  }

  private static let start = "\rhookline: 661.0 of 663.0 kB   99 %  "

  @Test(
    arguments: [
      ("> jobs", [:], "███████████████████████████████▉  "),
      ("> /dev/null", [:], "███████████████████████████████▉  "),
      ("> jobs", ["LC_ALL": "C"], "###############################.  "),
      ("> jobs", ["LC_ALL": "", "LANG": "de_DE.utf8"], "███████████████████████████████▉  "),
      ("> jobs", ["TERM": "linux"], "###############################.  "),
      ("--count > counts", [:], "███████████████████████████████▉  "),
    ])
  func progressIsShown(rest: String, environment: [String: String], bar: String) throws {
    let (status, text, _) = try Self.output(
      of: Self.command(rest), until: Self.start + bar, environment: environment)
    #expect(status == 65)
    #expect(text.contains(Self.start + bar), "\(text)")
    // Erased before the first message and at the end.
    let lines = Terminal.lines(after: text)
    #expect(lines.allSatisfy { !$0.contains("%") }, "\(text)")
    #expect(lines.last == "")
    #expect(
      lines[0]
        == "hookline: bad:1:2: invalid-json: ends too early: expected a member name in double quotes, or }"
    )
  }

  @Test(
    arguments: [
      ("| cat > jobs", [:]), ("-q > jobs", [:]), ("> jobs", ["TERM": "dumb"]),
      ("> jobs", ["TERM": ""]), ("> jobs 2> messages", [:]), ("2>&1 >&2 | cat >&2", [:]),
      // The user types the rest.
      ("- <&2 > jobs", [:]),
      // The terminal gets the jobs.
      ("--count >&2", [:]),
      // The background: a job of its own.
      ("> jobs & wait $!", [:]),
    ])
  func progressIsNotShown(rest: String, environment: [String: String]) throws {
    let (_, text, _) = try Self.output(
      of: "set -m; " + Self.command(rest), environment: environment)
    #expect(!text.contains("\u{1B}") && !text.contains("hookline: 661"), "\(text)")
  }

  /// Where something else can write to the terminal, or to no terminal, each line is whole.
  @Test(
    arguments: [
      ("--progress | cat > jobs", "661.0 of 663.0 kB  99 %  "),
      ("--progress > jobs & wait $!", "661.0 of 663.0 kB  99 %  "),
      ("--progress 2>&1 > jobs | cat >&2", "661.0 of 663.0 kB  99 %  "),
    ])
  func progressThatIsAskedForHasLines(rest: String, line: String) throws {
    let (_, text, _) = try Self.output(
      of: "set -m; " + Self.command(rest, interval: 100), until: "hookline: " + line)
    #expect(text.contains("hookline: " + line), "\(text)")
    #expect(!text.contains("\u{1B}"))
    // The shell reports the end of its job.
    let lines = text.split(separator: "\r\n").prefix { !$0.hasPrefix("[1]") }
    #expect(lines.allSatisfy { $0.hasPrefix("hookline: ") }, "\(text)")
  }

  /// Progress changes nothing else: the messages are those of a run without, in the same lines.
  @Test(arguments: [100, 40, 5])
  func messagesStayWhole(columnCount: Int) throws {
    func lines(_ options: String, interval: Int) throws -> [String] {
      let inputs = Array(repeating: Self.files, count: 8).joined(separator: " ")
      let (_, text, scratch) = try Self.output(
        of: Self.command("\(inputs) \(options) > jobs", interval: interval),
        columnCount: columnCount)
      let jobs = try scratch.bytes(of: "jobs")
      let isWhole = jobs.count == 9 * (try DirectRun.run.output.count)
      #expect(isWhole)
      return Terminal.lines(after: text)
    }
    #expect(try lines("", interval: 1) == lines("-q", interval: 1))
  }

  @Test func bothOptionsAreAnError() throws {
    let run = try BuiltBinary.run(DirectRun.webhooks + ["--progress", "-q"])
    #expect(run.status == 64)
  }

  /// The size of an input that is not a file is not known.
  @Test func inputOfUnknownSizeHasNoBar() throws {
    let (_, text, _) = try Self.output(
      of: "cat bad | " + Self.command("- > jobs"), until: "\rhookline: 661.0 kB  ")
    #expect(text.contains(/\rhookline: 661\.0 kB  [0-9.]+ [kM]B\/s  142 jobs\u{1B}/), "\(text)")
  }
}
