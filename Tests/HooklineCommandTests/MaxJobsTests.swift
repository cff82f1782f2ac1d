import Foundation
import Glibc
import HooklineCommand
import HooklinePipeline
import Testing

/// `--max-jobs N`: the run stops before job N+1, with N whole jobs written.
@Suite struct MaxJobsTests {
  @Test(
    arguments: [
      ("-w a --max-jobs 100", .routing { $0.limits.jobs = 100 }),
      ("-w a --max-jobs=0", .routing { $0.limits.jobs = 0 }),
      ("-w a --max-jobs 99999999999999999999", .routing { $0.limits.jobs = .max }),
    ] as [(String, Invocation)])
  func maxJobsOptionIsAccepted(line: String, expected: Invocation) throws {
    #expect(try Invocation(line: line) == expected)
  }

  @Test(arguments: [" -1", " +1", " 1k", " 1K", "="])
  func wrongMaxJobsIsRejected(value: String) {
    #expect(throws: UsageError.invalidNumber("--max-jobs")) {
      try Invocation(line: "-w a --max-jobs\(value)")
    }
  }

  /// No run has so many jobs, but the option is given.
  @Test func largestNumberIsALimitToo() {
    #expect(throws: UsageError.modeWithoutJobs("--count", leaveOut: "--max-jobs")) {
      try Invocation(line: "-w a --count --max-jobs 9223372036854775807")
    }
  }

  @Test func repeatedMaxJobsIsRejected() {
    #expect(throws: UsageError.repeatedOption("--max-jobs")) {
      try Invocation(line: "-w a --max-jobs 1 --max-jobs 1")
    }
  }

  @Test(arguments: [0, 1, 100, 141]) func jobsUpToTheLimitAreWritten(limit: Int) throws {
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--max-jobs", "\(limit)", "fixtures/events.ndjson"])
    let areFirst = try run.lines.elementsEqual(DirectRun.run.lines.prefix(limit))
    #expect(areFirst)
    #expect(run.status == 75)
  }

  /// Only the place where the limit stopped the run is reported: running again from a later one would miss lines.
  @Test func signalAfterTheJobLimitReportsNoPlace() throws {
    let run = try BlockedRuns.run(
      ["--max-jobs", "45", "fixtures/events.ndjson"], thenSending: SIGTERM)
    #expect(run.status == 128 + SIGTERM)
    #expect(run.lines.count == 45 && run.output.last == lineFeed)
    #expect(
      run.messages.contains(
        "stopped at fixtures/events.ndjson:104: the limit of --max-jobs is reached: "))
    #expect(!run.messages.contains("run again from there"))
  }

  /// Workers that wait for their turn with more jobs than can wait, when the limit is reached, count and write nothing.
  ///
  /// With 40 webhooks a block has more jobs than can wait to be written, with 1,000 more than can wait to be counted.
  @Test(arguments: [
    (40, 500, "", [1, 10_000, 20_000, 29_999, 30_000, 40_000]),
    (1_000, 1_500, " --columns code", [70_000, 200_000]),
  ])
  func jobLimitEndsTheRunForWorkersThatWait(
    webhookCount: Int, length: Int, options: String, limits: [Int]
  ) throws {
    let scratch = try Scratch()
    let company = "625be93a286ef83c1c0e845f"
    let ids = (0..<webhookCount).map { "62685990000000000000\(1000 + $0)" }
    let definitions = ids.map { id in
      #"{"_id":"\#(id)","company":"\#(company)","isActive":true,"#
        + #""trigger":"create-edit-delete-task","url":"http://a","code":"\#(id.suffix(4))"}"#
    }
    let event = #"{"company":"\#(company)","type":"COTTask","event":"edit","data":{"a":""#
    let events = String(
      repeating: event + String(repeating: "x", count: length) + "\"}}\n", count: 1_001)
    _ = try scratch.file("webhooks", holding: Array(definitions.joined(separator: "\n").utf8))
    _ = try scratch.file("events", holding: Array(events.utf8))
    for limit in limits {
      let run = try scratch.run(
        "hookline -j 8 -w webhooks --stats stats --max-jobs \(limit)\(options) events | wc -l;"
          + " exit ${PIPESTATUS[0]}")
      #expect(run.status == 75, "\(limit): \(run.messages)")
      #expect(String(decoding: run.output, as: UTF8.self) == "\(limit)\n")
      let statistics = try StatsObject(scratch.bytes(of: "stats"))
      #expect(statistics["jobs"] == limit)
      let (count, rest) = limit.quotientAndRemainder(dividingBy: webhookCount)
      let expected = ids.indices.map { $0 < rest ? count + 1 : count }
      let counts = statistics.jobsByWebhook
      #expect(ids.map { counts[$0] ?? 0 } == expected)
    }
  }
}
