import Testing

/// A standard stream that is closed, full or no file is reported, by a message or by the exit status.
@Suite struct StandardStreamTests {
  @Test(arguments: [
    ("<&-", "(standard input): Bad file descriptor"),
    ("< .", "(standard input): Is a directory"),
    ("-w - fixtures/events.ndjson <&-", "(standard input): Bad file descriptor"),
    ("--seen - fixtures/events.ndjson <&-", "--seen (standard input): Bad file descriptor"),
    ("< fixtures/events.ndjson >&-", "standard output: Bad file descriptor"),
  ])
  func unusableStandardStreamIsReported(rest: String, message: String) throws {
    let run = try BuiltBinary.run(shell: "hookline -w fixtures/webhooks.json \(rest)")
    #expect(run.messages.hasPrefix("hookline: \(message)"))
    #expect(run.output == [])
    #expect(run.status == 74)
  }

  /// The jobs are all written, and the status reports that messages were lost.
  @Test(arguments: [
    ("events.ndjson 2> /dev/full", 74),
    ("events.ndjson cases/rejected/events.ndjson 2> /dev/full", 74),
    ("/dev/null 2> /dev/full", 0), ("nowhere events.ndjson 2> /dev/full", 74),
    // A closed standard error is no failure.
    ("events.ndjson 2>&-", 0), ("events.ndjson cases/rejected/events.ndjson 2>&-", 65),
  ])
  func lostMessagesAreReportedByTheStatus(rest: String, status: Int32) throws {
    let run = try BuiltBinary.run(
      shell: "hookline -w webhooks.json \(rest)", in: BuiltBinary.fixtures)
    #expect(run.status == status)
    let jobs = try rest.hasPrefix("/dev") ? run.output : DirectRun.run.output
    let isWhole = run.output.starts(with: jobs)
    #expect(isWhole)
  }
}
