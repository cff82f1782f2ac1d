import Foundation
import Testing

/// Rejected lines are reported one by one at first, then more and more rarely, and in total at the end.
@Suite struct RejectedLineMessageTests {
  @Test func firstTenAndEveryTenfoldRejectIsReported() throws {
    let scratch = try Scratch()
    let files = try scratch.copies(2, of: Array(String(repeating: "1\n", count: 1200).utf8))
    let run = try BuiltBinary.run(DirectRun.webhooks + files)
    let messages = run.messages.replacing("hookline: ", with: "")
      .replacing(scratch.folder.path(), with: "").split(separator: "\n").map(String.init)
    func first(of file: String) -> [String] {
      (1...10).map { "\(file):\($0):1: not-an-object: expected an object, {...}" }
    }
    let further = ["100", "1000"].map { "\($0) lines rejected so far, the last at /copy1:\($0)" }
    let total = ["2400 of 2400 lines rejected"]
    let expected: [String] = first(of: "/copy1") + further + first(of: "/copy2") + total
    #expect(messages == expected)
  }

  @Test func rejectedLinesAreReportedIfNotWritten() throws {
    let run = try MixedLines.run(
      "--rejects /dev/full", input: Array("7\n{}\n".utf8), in: Scratch(), before: "<dump.ndjson")
    #expect(run.status == 74)
    #expect(
      run.messages == """
        hookline: (standard input):1:1: not-an-object: expected an object, {...}
        hookline: (standard input):2:1: missing-field: company is missing
        hookline: /dev/full: No space left on device: 0 whole jobs written to standard output, 0 bytes: make room, then run again into a new file
        hookline: 2 of 2 lines rejected

        """)
  }

  @Test func totalsCountAllLinesIfRejectsAreNotWritten() throws {
    let run = try BuiltBinary.run(
      shell: "printf '7\\n\\n8\\n' | hookline -w fixtures/webhooks.json --rejects /dev/full")
    #expect(run.status == 74)
    #expect(run.messages.hasSuffix("hookline: 2 of 3 lines rejected\n"))
  }
}
