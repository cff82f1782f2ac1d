import Foundation
import Glibc
import HooklineCommand
import SampleData
import Testing

/// `--count`: the numbers of jobs instead of the jobs.
@Suite struct CountTests {
  @Test func countOptionIsAccepted() throws {
    #expect(try Invocation(line: "-w a --count") == .routing { $0.mode = .counts(.text) })
  }

  @Test(arguments: ["--max-jobs 1", "-e"]) func countCannotBeCombinedWithOptionsOfJobs(
    option: String
  ) {
    let name = String(option.prefix { $0 != " " })
    #expect(throws: UsageError.modeWithoutJobs("--count", leaveOut: name)) {
      try Invocation(line: "-w a --count \(option)")
    }
  }

  /// Only what a program reads must not follow a piece of a line.
  @Test(arguments: [
    ("--count", 0), ("--check", 0), ("--count=json", 73), ("--check=github", 73),
    ("--report", 73), ("--explain", 73), ("", 73),
  ])
  func textMayFollowAnIncompleteLine(mode: String, status: Int) throws {
    let scratch = try Scratch()
    let fixtures = BuiltBinary.fixtures.path()
    let run = try scratch.run(
      "printf 'Jobs: ' > out; hookline -w \(fixtures)/webhooks.json \(mode)"
        + " \(fixtures)/events.ndjson >> out")
    #expect(run.status == status)
    #expect((try scratch.bytes(of: "out").count > 6) == (status == 0))
  }

  /// Lines after the one that ends the run are not counted, even if a worker has processed them.
  ///
  /// The line that ends the run is long, and only its end shows that it is bad.
  @Test(arguments: ["--max-rejects 0", "--rejects /dev/full", "--rejects-raw /dev/full"])
  func countsOfAnEarlyEndAreIdenticalForAnyThreadCount(options: String) throws {
    let scratch = try Scratch()
    let lines = DirectRun.lines.map { Array($0) }
    let long = Array("{\"a\":\"".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 600_000)
    let input = lines.prefix(100) + [long] + lines.suffix(100)
    _ = try scratch.file("a", holding: Array(input.joined(separator: [lineFeed])))
    let options = "--count \(options) a".split(separator: " ").map(String.init)
    let webhooks = ["-w", BuiltBinary.fixtures.appending(path: "webhooks.json").path()]
    func run(_ threads: String) throws -> Run {
      try BuiltBinary.run(
        webhooks + ["-j", threads, "--read-bytes", "4093"] + options, in: scratch.folder)
    }
    let expected = try run("1")
    #expect(expected.status >= 65 && !expected.output.isEmpty)
    for threads in ["2", "5", "5"] {
      let isSame = try run(threads) == expected
      #expect(isSame, "\(threads) threads")
    }
  }
}
