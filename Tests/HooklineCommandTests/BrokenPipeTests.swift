import Foundation
import Glibc
import Testing

/// When the reader of the jobs is gone, the program ends silently; when that of the messages is gone, it goes on.
@Suite struct BrokenPipeTests {
  /// The program dies of SIGPIPE if its reader is gone, however that signal was inherited.
  @Test(arguments: [[], [SIGPIPE]]) func closedReaderEndsTheRunSilently(blocked: [Int32]) throws {
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

  @Test func closedReaderEndsAThreadedRunSilently() throws {
    let run = try BuiltBinary.run(
      shell: "cat fixtures/events.ndjson{,,,,,,,} | hookline -w fixtures/webhooks.json -j 3"
        + " --read-bytes 5000 | head -n 1; exit ${PIPESTATUS[1]}")
    #expect(run.status == 128 + SIGPIPE)
    #expect(run.lines.count == 1 && run.messages == "")
  }

  @Test func closedReaderOfMessagesChangesNothing() throws {
    let run = try BuiltBinary.run(
      shell: "exec 9> >(true); wait $!; echo '{}' | cat - fixtures/events.ndjson |"
        + " hookline -w fixtures/webhooks.json 2>&9")
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame)
    #expect(run.status == 65)
  }
}
