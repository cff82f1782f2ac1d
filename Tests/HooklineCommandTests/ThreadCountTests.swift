import Foundation
import Glibc
import Testing

/// Threads are started as fast as the input needs them, and none of them keeps a run waiting.
@Suite struct ThreadCountTests {
  @Test func slowInputUsesOneThread() throws {
    let output = Pipe()
    let count = try threadCount(options: ["-j", "4"], writingTo: output) { input in
      for _ in 0..<15 {
        try input.write(contentsOf: DirectRun.firstLine)
        // Write the next line only when the thread waits again after this one; else a second thread could take it.
        try #require(!output.fileHandleForReading.availableData.isEmpty)
        usleep(20_000)
      }
    }
    #expect(count == 1)
  }

  @Test func fastInputUsesAllThreads() throws {
    let count = try threadCount(options: ["-j", "4", "--read-bytes", "5000"]) { input in
      for _ in 0..<10 { try input.write(contentsOf: Data(DirectRun.events)) }
    }
    #expect(count == 4)
  }

  /// How many threads a run has after `feed` has written, while its input is still open.
  private func threadCount(
    options: [String], writingTo output: Any = FileHandle.nullDevice,
    feeding feed: (FileHandle) throws -> Void
  ) throws -> Int {
    let input = Pipe()
    let child = Child(DirectRun.webhooks + options)
    child.process.standardInput = input
    child.process.standardOutput = output
    child.process.standardError = FileHandle.nullDevice
    try child.start()
    try feed(input.fileHandleForWriting)
    let status = try String(
      contentsOfFile: "/proc/\(child.process.processIdentifier)/status", encoding: .utf8)
    try input.fileHandleForWriting.close()
    #expect(child.finish() == 0)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("Threads:") })
    return try #require(Int(line.dropFirst(8).trimmingCharacters(in: .whitespaces)))
  }

  /// After a long line as many blocks are in work as before it: with an output that is not read, four threads read more of the
  /// input than one.
  @Test func longLineDoesNotReduceReadAhead() throws {
    let scratch = try Scratch()
    let line = [UInt8](repeating: UInt8(ascii: " "), count: 6 << 20) + [lineFeed]
    let blanks = Array(repeating: [UInt8](repeating: 32, count: 999) + [lineFeed], count: 1000)
    let bytes = blanks.joined() + line + blanks.joined() + DirectRun.events
    let file = try scratch.file("long", holding: Array(bytes))
    func offset(_ threads: String) throws -> Int {
      let (output, child) = (
        Pipe(), Child(DirectRun.webhooks + ["-j", threads, "--read-bytes", "5000"])
      )
      child.process.standardInput = try FileHandle(forReadingFrom: file)
      child.process.standardOutput = output
      child.process.standardError = FileHandle.nullDevice
      try child.start()
      try BlockedRuns.waitUntilFull(output)
      let path = "/proc/\(child.process.processIdentifier)/fdinfo/0"
      let position = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").first
      try output.fileHandleForReading.close()
      #expect(child.finish() == 128 + SIGPIPE)
      return try #require(
        position.flatMap { Int($0.dropFirst(4).trimmingCharacters(in: .whitespaces)) })
    }
    #expect(try offset("4") - offset("1") >= 10_000)
  }

  /// A run that is over does not wait for an idle input, whichever thread is reading it.
  @Test(arguments: [
    ("> /dev/full", 74), ("--max-jobs 700 > /dev/null", 75), ("--max-rejects 0 > /dev/null", 75),
    // The last line ends the run, while other threads wait for more.
    ("--max-rejects 7 > /dev/null", 75), ("--max-rejects 7 --count", 75),
  ])
  func finishedRunDoesNotWaitForIdleInput(rest: String, status: Int32) throws {
    let start = ContinuousClock.now
    let run = try BuiltBinary.run(
      shell:
        "{ for n in 1 2 3 4 5 6 7 8; do cat fixtures/events.ndjson; echo 7; done; exec sleep 30; } | "
        + "{ hookline -w fixtures/webhooks.json -j 3 --read-bytes 5000 \(rest); s=$?;"
        + " pkill -P $$ sleep; exit $s; }")
    #expect(run.status == status)
    #expect(start.duration(to: .now) < .seconds(20))
  }
}
