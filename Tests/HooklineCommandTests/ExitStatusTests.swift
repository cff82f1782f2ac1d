import Glibc
import Testing

/// The exit status is that of the worst thing that happened; with `-e` it also reports that there was no job.
@Suite struct ExitStatusTests {
  @Test(arguments: [
    ("nowhere.ndjson fixtures/events.ndjson > /dev/full", 74),
    ("nowhere.ndjson fixtures/cases/rejected/events.ndjson", 66),
    ("fixtures/cases/rejected/events.ndjson fixtures/events.ndjson > /dev/full", 74),
    ("fixtures/cases/rejected/events.ndjson nowhere.ndjson - <&-", 74),
    ("nowhere.ndjson fixtures/events.ndjson --max-jobs 1", 66),
    ("fixtures/cases/rejected/events.ndjson fixtures/events.ndjson --max-jobs 50", 75),
  ])
  func worstFailureDecidesTheStatus(rest: String, status: Int32) throws {
    #expect(
      try BuiltBinary.run(shell: "hookline -w fixtures/webhooks.json \(rest)").status == status)
  }

  @Test(arguments: [
    ("-e fixtures/events.ndjson", 0), ("-e /dev/null", 1), ("/dev/null", 0),
    ("-e fixtures/cases/unrecognized/events.ndjson", 1),
    ("-e fixtures/cases/two-files/more.ndjson", 65), ("-e nowhere.ndjson", 66),
    ("--count -e /dev/null", 64), ("--count /dev/null", 0),
    ("--count fixtures/cases/rejected/events.ndjson", 65),
    ("--count nowhere.ndjson", 66), ("--count nowhere.ndjson > /dev/full", 74),
    ("-e --max-jobs 0 fixtures/events.ndjson", 75), ("-e --max-jobs 0 /dev/null", 1),
  ])
  func optionEReportsThatThereWasNoJob(rest: String, status: Int32) throws {
    #expect(
      try BuiltBinary.run(shell: "hookline -w fixtures/webhooks.json \(rest)").status == status)
  }

  /// A signal counts first, after a file that could not be read, and if messages are lost.
  @Test(arguments: ["", "2> /dev/full"]) func signalOutranksEarlierFailures(messages: String)
    throws
  {
    let run = try BuiltBinary.run(
      shell:
        "{ echo 7; exec sleep 30; } | { hookline -w fixtures/webhooks.json nowhere - \(messages) & "
        + "sleep 0.5; kill -HUP $!; wait $!; s=$?; pkill -P $$ sleep; exit $s; }")
    #expect(run.status == 128 + SIGHUP)
    guard messages.isEmpty else { return }
    #expect(run.messages.contains("nowhere: No such file or directory"))
    #expect(run.messages.contains("stopped after (standard input):1, byte 2: run again from there"))
  }
}
