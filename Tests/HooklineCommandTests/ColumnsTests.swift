import Foundation
import Hookline
import HooklineCommand
import Testing

/// `--columns LIST`: each job is a line of TAB-separated columns.
@Suite struct ColumnsTests {
  @Test(arguments: ["--columns url,id", "--columns=url,id"])
  func columnsOptionIsAccepted(option: String) throws {
    let expected = try JobColumns("url,id")
    #expect(try Invocation(line: "-w a \(option)") == .routing { $0.columns = expected })
  }

  @Test(
    arguments: [
      ("-w a --columns", .missingValue("--columns", value: "LIST")),
      ("-w a --columns id --columns id", .repeatedOption("--columns")),
      ("-w a --columns=", .invalidColumns("--columns", .empty)),
      ("-w a --columns name", .invalidColumns("--columns", .unknown("name"))),
      ("-w a --columns id --format curl", .columnsWithFormat),
      ("-w a --columns id --count", .modeWithoutJobs("--count", leaveOut: "--columns")),
    ] as [(String, UsageError)])
  func wrongUseOfColumnsIsRejected(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

  @Test(
    arguments: [
      (.unknown("createdat"), "no column is called 'createdat': the nearest is createdAt"),
      (.unknown("sub"), "no column is called 'sub': the columns are id, "),
      (.unknown(""), "no column is called '': the columns are id, "),
      (.unknown("\u{1B}"), #"no column is called '\x1b': the columns are id, "#),
      (.notLast(.job, others: []), "write job"),
      (.notLast(.event, others: [.id]), "write id,event"),
    ] as [(JobColumns.Fault, String)])
  func messageSaysWhatToWriteForColumns(fault: JobColumns.Fault, text: String) {
    #expect(UsageError.invalidColumns("--columns", fault).description.contains(text))
  }

  /// `cut`, `sort` and `read` find the columns; the rest of the line is the job.
  @Test(arguments: ["1", "3"]) func sortedJobsAreTheJobs(threads: String) throws {
    let run = try BuiltBinary.run(
      shell: "hookline -w fixtures/webhooks.json -j \(threads) --columns createdAt,job"
        + " fixtures/events.ndjson 2> /dev/null | LC_ALL=C sort -s -k1,1 | cut -f2- | LC_ALL=C sort"
    )
    let direct = try BuiltBinary.run(
      shell:
        "hookline -w fixtures/webhooks.json fixtures/events.ndjson 2> /dev/null | LC_ALL=C sort")
    #expect(run == direct)
  }

  @Test func maxJobsCountsLinesOfColumns() throws {
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--columns", "id", "--max-jobs", "45", "fixtures/events.ndjson"])
    #expect(run.lines.count == 45 && run.status == 75)
  }

  /// A time is written in UTC with three digits of the second, whatever the event has; without one, the column is empty.
  @Test(arguments: [
    ("\"2022-04-27T21:28:15.186Z\"", "2022-04-27T21:28:15.186Z"),
    ("\"2022-04-27t23:28:15.18659+02:00\"", "2022-04-27T21:28:15.186Z"),
    ("\"0000-01-01T00:00:00Z\"", "0000-01-01T00:00:00.000Z"),
    ("\"9999-12-31T23:59:59.999Z\"", "9999-12-31T23:59:59.999Z"),
    ("\"2022-04-27T21:28:15.1\\u00386Z\"", "2022-04-27T21:28:15.186Z"),
    ("\"2022-04-27\"", ""), ("\"2022-02-30T00:00:00Z\"", ""), ("1", ""), ("null", ""),
  ])
  func timeIsWrittenInOneForm(value: String, expected: String) throws {
    let event =
      #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","createdAt":"#
      + value + "}"
    for (form, line) in [
      ("events", event), ("log", #"{"subscription":"62685990d918fb5557f9f901","event":\#(event)}"#),
    ] {
      let run = try BuiltBinary.run(
        ["-w", "webhooks.json", "--from", form, "--columns", "createdAt,code"],
        input: Array("\(line)\n".utf8), in: BuiltBinary.fixtures.appending(path: "cases/rejected"))
      let cells = run.lines.first.map { String(decoding: $0, as: UTF8.self) }
      #expect(
        cells?.split(separator: "\t", omittingEmptySubsequences: false).first.map(String.init)
          == expected)
    }
  }
}
