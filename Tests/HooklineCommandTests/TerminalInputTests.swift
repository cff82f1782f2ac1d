import Foundation
import Testing

/// A terminal can be an input: the program says that it reads from it, and is not controlled by it.
@Suite struct TerminalInputTests {
  /// The user sees that the program waits.
  @Test(arguments: [
    (
      DirectRun.webhooks, 0,
      "hookline: reading events from the terminal: name a file, or end the input with Ctrl-D\n"
    ),
    (
      DirectRun.webhooks + ["--from", "log"], 0,
      "hookline: reading log records from the terminal: name a file, or end the input with Ctrl-D\n"
    ),
    (
      DirectRun.webhooks + ["--seen", "-", "/dev/null"], 0,
      "hookline: reading jobs that are done from the terminal: name a file, or end the input with Ctrl-D\n"
    ),
    (
      ["-w", "-", "fixtures/events.ndjson"], 78,
      "hookline: reading webhook definitions from the terminal: name a file, or end the input with Ctrl-D\n"
        + "hookline: (standard input):1:1: no webhook is defined: check the command that wrote the file\n"
    ),
  ])
  func readingFromATerminalIsReported(
    arguments: [String], status: Int32, expected: String
  ) throws {
    let terminal = try Terminal()
    let messages = Pipe()
    let child = Child(arguments)
    child.process.standardInput = try terminal.opened()
    child.process.standardOutput = FileHandle.nullDevice
    child.process.standardError = messages
    try child.start()
    // Ctrl-D, which ends the input.
    try terminal.type("\u{4}")
    #expect(child.finish() == status)
    let bytes = try messages.fileHandleForReading.readToEnd() ?? Data()
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  /// It can be the file of events: its name was taken for the value of the option.
  @Test(arguments: ["--rejects", "--rejects-raw", "--stats"])
  func fileIsNotEmptiedIfEventsAreTyped(option: String) throws {
    let (scratch, terminal) = (try Scratch(), try Terminal())
    let file = try scratch.file("events", holding: DirectRun.firstLine)
    let messages = Pipe()
    let child = Child(DirectRun.webhooks + [option, file.path()])
    child.process.standardInput = try terminal.opened()
    child.process.standardOutput = FileHandle.nullDevice
    child.process.standardError = messages
    try child.start()
    #expect(child.finish() == 73)
    let bytes = try messages.fileHandleForReading.readToEnd() ?? Data()
    let text = String(decoding: bytes, as: UTF8.self)
    let advice = "events are read from the terminal: also name the file of events"
    #expect(text == "hookline: \(option) \(file.path()): it is not empty, and \(advice)\n")
    #expect(try scratch.bytes(of: "events") == DirectRun.firstLine)
  }

  /// A terminal can become the controlling one, whose keys send signals, if the leader of a session without one opens it.
  @Test func inputTerminalDoesNotControlTheRun() throws {
    let (scratch, terminal) = (try Scratch(), try Terminal())
    let run = try BuiltBinary.run(
      shell:
        "setsid sh -c 'echo $$ > pid; exec hookline -w \(BuiltBinary.fixtures.path())/webhooks.json"
        + " \(terminal.path)' & until [ -s pid ] && grep -q hookline /proc/$(cat pid)/stat; do sleep 0.02; done;"
        + " sleep 0.3; cut -d' ' -f7 /proc/$(cat pid)/stat; kill $(cat pid)", in: scratch.folder)
    #expect(String(decoding: run.output, as: UTF8.self) == "0\n")
  }
}
