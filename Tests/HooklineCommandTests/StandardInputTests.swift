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

  /// Otherwise the definitions would silently consume what was meant as events.
  @Test func pipeIsNotReadUnderTwoNames() throws {
    let scratch = try Scratch()
    let run = try OneBadLine.run(
      "mkfifo fifo; exec 7<> fifo; cat \(BuiltBinary.fixtures.path())/webhooks.json >&7;"
        + " timeout 20 hookline -w fifo <&7", in: scratch)
    #expect(run.status == 64)
    #expect(run.messages.hasPrefix("hookline: standard input can be read only once, and "))
  }
}
