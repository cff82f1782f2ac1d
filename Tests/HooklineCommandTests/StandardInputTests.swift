import Foundation
import HooklineCommand
import Testing

/// Standard input can be read once, under any of its names.
@Suite struct StandardInputTests {
  @Test func definitionsCanComeFromStandardInput() throws {
    #expect(try Invocation(line: "-w - x") == .routing(["-"], ["x"]))
  }

  @Test(arguments: [
    "-w a - -", "-w -", "-w - -w - x", "-w - x -", "-w /dev/stdin", "-w a - /dev/stdin",
    "-w a /dev/fd/0 /proc/self/fd/0", "-w /dev/stdin /dev/stdin", "-w - -w /proc/self/fd/0 x",
  ])
  func standardInputGivenTwiceIsRejected(line: String) {
    #expect(throws: UsageError.standardInputTwice) { try Invocation(line: line) }
  }

  @Test(arguments: [
    ("link - < e", 64), ("- //dev/stdin < e", 64), ("- e < e", 64), ("/dev/stdin e < e", 64),
    ("link /dev/stdin < e", 64), ("cat e | hookline -w w link /dev/stdin", 64), ("link < e", 0),
    ("/dev/stdin < e", 0), ("e e < e", 0), ("- e < other", 0), ("- e < /dev/null", 0),
  ])
  func standardInputUnderAnotherNameIsRejected(line: String, status: Int32) throws {
    let scratch = try Scratch()
    let command = line.hasPrefix("cat") ? line : "hookline -w w \(line)"
    let run = try BuiltBinary.run(
      shell: """
        cp \(BuiltBinary.fixtures.path())/webhooks.json w
        head -n 3 \(BuiltBinary.fixtures.path())/events.ndjson | tee other > e; ln -s /dev/stdin link
        \(command)
        """, in: scratch.folder)
    #expect(run.status == status)
    #expect(
      run.messages.contains("this is also standard input, which is read, too: name it only once")
        == (status == 64))
  }

  /// The program replaces it by `/dev/null`, which must not count as an input without lines.
  @Test(arguments: ["-", "/dev/stdin", "/proc/self/fd/0"]) func closedInputIsAnError(name: String)
    throws
  {
    let scratch = try Scratch()
    let fixtures = BuiltBinary.fixtures.path()
    let run = try scratch.run(
      "echo kept > r; hookline -w \(fixtures)/webhooks.json --rejects r \(name) <&-; echo $?;"
        + " hookline -w \(fixtures)/webhooks.json --seen \(name) \(fixtures)/events.ndjson <&-; echo $?"
    )
    #expect(String(decoding: run.output, as: UTF8.self) == "74\n74\n")
  }

  /// Otherwise the definitions would silently consume what was meant as events.
  @Test func pipeIsNotReadUnderTwoNames() throws {
    let scratch = try Scratch()
    let run = try OneBadLine.run(
      "mkfifo fifo; exec 7<> fifo; cat \(BuiltBinary.fixtures.path())/webhooks.json >&7;"
        + " timeout 20 hookline -w fifo <&7", in: scratch)
    #expect(run.status == 64)
    #expect(run.messages.hasPrefix("hookline: standard input would be read twice "))
  }
}
