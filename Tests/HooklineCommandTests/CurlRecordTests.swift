import Foundation
import SampleData
import Testing

/// `--format curl`: a job has several lines, and is counted as one.
@Suite struct CurlRecordTests {
  private static let jobs: [[UInt8]] = {
    let run = try? BuiltBinary.run(
      DirectRun.webhooks + ["--format", "curl", "fixtures/events.ndjson"])
    return separate(run?.output ?? [])
  }()

  /// The jobs in `bytes`, each of which begins with an empty line and `next`.
  private static func separate(_ bytes: [UInt8]) -> [[UInt8]] {
    var jobs: [[UInt8]] = []
    for line in bytes.split(separator: lineFeed, omittingEmptySubsequences: false).dropLast() {
      if line.isEmpty { jobs.append([]) }
      jobs[jobs.count - 1] += line + [lineFeed]
    }
    return jobs
  }

  @Test(arguments: [0, 1, 45, 141]) func maxJobsCountsJobsOfSeveralLines(limit: Int) throws {
    for threads in ["1", "3"] {
      let run = try BuiltBinary.run(
        DirectRun.webhooks
          + ["--format", "curl", "--max-jobs", "\(limit)", "-j", threads, "fixtures/events.ndjson"])
      let isPrefix = run.output == Array(Self.jobs.prefix(limit).joined())
      #expect(isPrefix)
      #expect(run.status == 75)
    }
  }

  /// The limits are within the first block that is written and, at 2,000 KiB, within a later one.
  @Test(arguments: [1, 2, 100, 150, 2000]) func fullFileIsReportedWithTheWholeJobs(blocks: Int)
    throws
  {
    let file = try FullFile(of: "--format curl", blocks: blocks)
    var (count, length) = (0, 0)
    for job in (0..<10).flatMap({ _ in Self.jobs }) {
      guard length + job.count <= file.bytes.count else { break }
      (count, length) = (count + 1, length + job.count)
    }
    file.expectReport(of: count, length: length)
  }

  /// Jobs that curl could not take are left out whole; all others are written.
  @Test(arguments: ["1", "3"]) func jobsThatCannotBeCutAreReported(threads: String) throws {
    let event = #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","x":""#
    let at = Array(repeating: UInt8(ascii: "@"), count: 200_000)
    let (good, bad) = (Array("\(event)\"}\n".utf8), Array(event.utf8) + at + Array("\"}\n".utf8))
    let run = try BuiltBinary.run(
      ["-w", "webhooks.json", "--format", "curl", "-j", threads], input: good + bad + good + bad,
      in: BuiltBinary.fixtures.appending(path: "cases/rejected"))
    #expect(run.status == 65)
    #expect(
      run.messages
        == "hookline: 2 jobs cannot be written for curl: their events have too many @ in a row: "
        + "leave out --format curl to get JSON (first: (standard input):2)\n")
    #expect(Self.separate(run.output).count == 2)
    #expect(!run.output.contains(UInt8(ascii: "@")))
  }

  /// The same if the jobs depend on other records: those of a log are made at its end.
  @Test(arguments: ["--unique", "--failed"]) func jobsOfReplaysThatCannotBeCutAreReported(
    option: String
  ) throws {
    let event = #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","x":""#
    let (long, short) = (event + String(repeating: "@", count: 200_000) + "\"}", event + "\"}")
    let records = [short, long].map {
      SampleLog.record(Array($0.utf8), to: "62685990d918fb5557f9f901", status: 409)
    }
    let run = try BuiltBinary.run(
      ["-w", "webhooks.json", "--from", "log", "--format", "curl", option],
      input: SampleLog.file(records, in: .lines),
      in: BuiltBinary.fixtures.appending(path: "cases/rejected"))
    #expect(run.status == 65)
    #expect(
      run.messages
        == "hookline: 1 job cannot be written for curl: its event has too many @ in a row: "
        + "leave out --format curl to get JSON (first: (standard input):2)\n")
    #expect(Self.separate(run.output).count == 1)
  }
}
