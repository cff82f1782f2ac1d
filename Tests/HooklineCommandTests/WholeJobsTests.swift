import Foundation
import Glibc
import SampleData
import Testing

/// Each line of output that ends in a line feed is one whole job, whatever happens to the output or the program.
@Suite struct WholeJobsTests {
  /// The output is many times the size of its buffer, and comes from several files.
  @Test func largeOutputIsWhole() throws {
    let files = Array(repeating: "fixtures/events.ndjson", count: 12)
    let run = try BuiltBinary.run(DirectRun.webhooks + files)
    let once = try DirectRun.run.output
    let isSame = run.output == Array(Array(repeating: once, count: 12).joined())
    #expect(isSame)
  }

  /// Events around the sizes at which reader and writer behave differently.
  @Test(arguments: [65_535, 65_536, 262_144, (1 << 20) + 1])
  func longEventsAreWhole(length: Int) throws {
    let head = #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","x":""#
    let filling = String(repeating: "y", count: length - head.utf8.count - 2)
    let event = Array("\(head)\(filling)\"}".utf8)
    let run = try BuiltBinary.run(
      ["-w", "webhooks.json"], input: event + [lineFeed] + event,
      in: BuiltBinary.fixtures.appending(path: "cases/rejected"))
    #expect(run.lines.count == 2)
    let areWhole = run.lines.allSatisfy { Array($0.dropLast().suffix(length)) == event }
    #expect(areWhole)
  }

  /// If standard output and standard error go to the same place, messages come between jobs, never inside one.
  @Test func jobsAndMessagesInOneFileAreWhole() throws {
    let scratch = try Scratch()
    let files = try scratch.copies(8, of: Array("{}\n".utf8) + DirectRun.events)
      .joined(separator: " ")
    let run = try BuiltBinary.run(shell: "hookline -w fixtures/webhooks.json \(files) 2>&1")
    // One message per file, the total, and four about withheld events.
    let lines = run.lines
    #expect(lines.count == 8 * (142 + 1) + 1 + 4)
    for line in lines {
      let isJob = line.starts(with: #"{"id":""#.utf8) && line.suffix(2).elementsEqual("}}".utf8)
      #expect(isJob || line.starts(with: "hookline: ".utf8))
    }
  }

  @Test func fullDiskIsReportedWithTheWholeJobs() throws {
    let run = try BuiltBinary.run(
      shell: "hookline -w fixtures/webhooks.json fixtures/events.ndjson > /dev/full")
    #expect(run.status == 74)
    #expect(
      run.messages.hasPrefix(
        "hookline: standard output: No space left on device: "
          + "0 whole jobs written to standard output, 0 bytes: make room, then run again"))
  }

  /// The limits are within the first block that is written and, at 2,000 KiB, within a later one.
  @Test(arguments: [1, 100, 150, 2000])
  func fileSizeLimitLeavesAtMostOnePartialJob(blocks: Int) throws {
    let file = try FullFile(blocks: blocks)
    let once = try DirectRun.run.output
    let isPrefix = (0..<10).flatMap { _ in once }.starts(with: file.bytes)
    #expect(isPrefix)
    let whole = (file.bytes.lastIndex(of: lineFeed) ?? -1) + 1
    file.expectReport(of: file.bytes.count { $0 == lineFeed }, length: whole)
  }

  /// `kill -9` leaves whole jobs and at most one piece of the next.
  @Test func killLeavesAtMostOnePartialJob() throws {
    var (tornCount, partCount) = (0, 0)
    let rounds = InterruptedRuns.count
    try InterruptedRuns.make(rounds, over: InterruptedRuns.events, by: SIGKILL) { run, whole in
      #expect(run.status == 128 + SIGKILL || run.status == 0)
      let isPrefix = whole.starts(with: run.output)
      #expect(isPrefix)
      if !run.output.isEmpty, run.output.count < whole.count { partCount += 1 }
      if let last = run.output.last, last != lineFeed { tornCount += 1 }
    }
    print("SIGKILL: \(rounds) rounds, \(partCount) in the middle, \(tornCount) torn")
    #expect(partCount > 0 || rounds < 20)
  }

  /// The first job would become part of a line that another run did not end.
  @Test(arguments: [("x", 73), ("x\n", 0), ("", 0)])
  func jobsAreNotAppendedToALineThatIsCutOff(text: String, status: Int32) throws {
    let scratch = try Scratch()
    let file = try scratch.file("jobs", holding: Array(text.utf8)).path()
    let run = try BuiltBinary.run(
      shell: "hookline -w fixtures/webhooks.json fixtures/events.ndjson 2> /dev/null >> \(file)")
    let jobs = try DirectRun.run.output
    #expect(run.status == status)
    let isRight = try scratch.bytes(of: "jobs") == Array(text.utf8) + (status == 0 ? jobs : [])
    #expect(isRight)
  }
}
