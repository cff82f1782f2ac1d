import Testing

/// Definitions are accepted before an event is read or an output is opened.
@Suite struct DefinitionsFirstTests {
  @Test func noEventIsReadBeforeDefinitionsAreAccepted() throws {
    let run = try BuiltBinary.run(
      shell: "{ hookline -w fixtures/cases/no-webhooks/webhooks.json; cat; }",
      input: DirectRun.events)
    let isWhole = run.output == DirectRun.events
    #expect(isWhole)
  }

  /// If the definitions are invalid, no output is opened, and so none is emptied.
  @Test func noOutputIsOpenedBeforeDefinitionsAreAccepted() throws {
    let scratch = try Scratch()
    let run = try MixedLines.run(
      "-w /dev/null -w bad --rejects r --rejects-raw new dump.ndjson", in: scratch,
      before: "echo kept > r; echo 7 > bad;")
    #expect(run.status == 78)
    #expect(try scratch.bytes(of: "r") == Array("kept\n".utf8))
    #expect(!scratch.contains("new"))
  }
}
