import Foundation
import Testing

/// A file of events that is named twice is reported, whatever names lead to it; it still counts twice.
@Suite struct RepeatedInputsTests {
  @Test(arguments: [
    ("e", []), ("e other", []), ("other - < e", []), ("/dev/null /dev/null", []),
    ("e e", ["e: it was named before"]), ("e ./e", ["./e: this is the same file as e"]),
    ("link e", ["e: this is the same file as link"]),
    ("e hard", ["hard: this is the same file as e"]),
    ("e other e other", ["e: it was named before", "other: it was named before"]),
    ("--count e e", ["e: it was named before"]), ("--unique e e", ["e: it was named before"]),
    // Each opening of a FIFO reads what another writer writes.
    ("fifo fifo & { cat e > fifo; sleep 0.2; cat other > fifo; }; wait", []),
    ("nowhere nowhere", []),
  ])
  func repeatedFilesAreReported(names: String, expected: [String]) throws {
    let scratch = try Scratch()
    let run = try scratch.run(
      """
      cp \(BuiltBinary.fixtures.path())/webhooks.json w; mkfifo fifo
      head -n 3 \(BuiltBinary.fixtures.path())/events.ndjson | tee other > e
      ln -s e link; ln e hard
      timeout 20 hookline -w w \(names)
      """)
    let reported = run.messages.split(separator: "\n").filter { $0.contains("is read again") }
    #expect(
      reported.map(String.init)
        == expected.map { "hookline: \($0), so it is read again: name it once" })
  }

  @Test func onlyTenNamesAreReported() throws {
    let scratch = try Scratch()
    let run = try scratch.run(
      "hookline -w \(BuiltBinary.fixtures.path())/webhooks.json "
        + String(repeating: "\(BuiltBinary.fixtures.path())/events.ndjson ", count: 12)
        + " 2>&1 > /dev/null | grep again")
    #expect(run.lines.count == 11)
    #expect(
      run.lines.last.map { String(decoding: $0, as: UTF8.self) }
        == "hookline: 1 more file read again")
  }
}
