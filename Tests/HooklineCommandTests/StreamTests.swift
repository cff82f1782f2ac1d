import Foundation
import Glibc
import Testing

/// How the program reads and writes: in pieces, from pipes that wait, to outputs that fail.
@Suite struct StreamTests {
  static let webhooks = ["-w", "fixtures/webhooks.json"]
  let events: [UInt8]
  let direct: Run

  init() throws {
    events = try [UInt8](Data(contentsOf: BuiltBinary.fixtures.appending(path: "events.ndjson")))
    direct = try BuiltBinary.run(Self.webhooks + ["fixtures/events.ndjson"])
  }

  @Test func fixturesGiveJobs() {
    #expect(direct.status == 0)
    #expect(direct.lines.count == 142)
  }

  @Test(arguments: [1, 2, 7, 63, 64, 65, 4096]) func readsOfAnySizeGiveTheSame(size: Int) throws {
    let scratch = try Scratch()
    let output = try scratch.file("output")
    let pipe = Pipe()
    // In packet mode (O_DIRECT, which Swift's Glibc does not name) each read returns what one write wrote.
    try #require(fcntl(pipe.fileHandleForWriting.fileDescriptor, F_SETFL, 0o40000) == 0)
    let process = BuiltBinary.process(Self.webhooks)
    process.standardInput = pipe
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    for start in stride(from: 0, to: events.count, by: size) {
      try pipe.fileHandleForWriting.write(
        contentsOf: events[start..<min(start + size, events.count)])
    }
    try pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.exitStatus == 0)
    #expect(try [UInt8](Data(contentsOf: output)) == direct.output)
  }

  @Test func lineEndsOfWindowsGiveTheSameJobs() throws {
    let lines = events.split(separator: UInt8(ascii: "\n"))
    let run = try BuiltBinary.run(Self.webhooks, input: Array(lines.joined(separator: [13, 10])))
    #expect(run.output == direct.output)
    #expect(run.status == 0)
  }

  @Test func aPartialLineDoesNotDelayTheJobsBeforeIt() throws {
    let (input, output) = (Pipe(), Pipe())
    let process = BuiltBinary.process(Self.webhooks)
    (process.standardInput, process.standardOutput) = (input, output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    let lines = events.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let half = lines[1].count / 2
    try input.fileHandleForWriting.write(
      contentsOf: lines[0] + [UInt8(ascii: "\n")] + lines[1].prefix(half))
    // The rest is written only once the first line's jobs have come.
    var received: [UInt8] = []
    while received.last != UInt8(ascii: "\n") {
      var request = pollfd(
        fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      // SAFETY: one request is announced and one is there, alive for the call.
      try #require(unsafe poll(&request, 1, 10_000) == 1, "no job within ten seconds")
      received += output.fileHandleForReading.availableData
    }
    #expect(received == Array(direct.lines[0] + [UInt8(ascii: "\n")]))
    try input.fileHandleForWriting.write(contentsOf: lines[1].dropFirst(half) + [10])
    try input.fileHandleForWriting.close()
    received += try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(received.split(separator: UInt8(ascii: "\n")) == Array(direct.lines[0..<3]))
  }

  @Test func aFIFOThatNobodyWritesToDelaysNoJob() throws {
    let scratch = try Scratch()
    // The writer opens the FIFO only once all jobs of the file before it have come.
    let run = try BuiltBinary.run(
      shell: "cd \(scratch.folder.path()); mkfifo fifo; F=\(BuiltBinary.fixtures.path());"
        + " hookline -w $F/webhooks.json $F/events.ndjson fifo 2> told > jobs & "
        + " for i in {1..100}; do sleep 0.1; [ $(wc -l < jobs) = 142 ] && break; done;"
        + " wc -l < jobs; head -n 3 $F/events.ndjson > fifo; wait $!; wc -l < jobs")
    #expect(String(decoding: run.output, as: UTF8.self) == "142\n146\n")
  }

  @Test func aFullDiskIsToldWithWhatIsWhole() throws {
    let run = try BuiltBinary.run(
      shell: "hookline -w fixtures/webhooks.json fixtures/events.ndjson > /dev/full")
    #expect(run.status == 74)
    #expect(
      run.messages.hasPrefix(
        "hookline: standard output: No space left on device: "
          + "0 jobs written whole, in 0 bytes\n"))
  }

  @Test(arguments: [1, 100, 150]) func aFileThatMayNotGrowEndsInOnePieceAtMost(blocks: Int) throws {
    let scratch = try Scratch()
    let file = try scratch.file("jobs.ndjson")
    let run = try BuiltBinary.run(
      shell: "ulimit -f \(blocks); exec hookline -w fixtures/webhooks.json fixtures/events.ndjson"
        + " > \(file.path())")
    let jobs = try [UInt8](Data(contentsOf: file))
    #expect(run.status == 74)
    #expect(jobs.count == blocks * 1024)
    #expect(jobs.elementsEqual(direct.output.prefix(jobs.count)))
    let whole = (jobs.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    let count = jobs.count { $0 == UInt8(ascii: "\n") }
    #expect(
      run.messages.contains(
        "File too large: \(count) job\(count == 1 ? "" : "s") written whole, in \(whole) bytes\n"))
  }

  @Test func aVanishedReaderEndsItSilently() throws {
    for inherited in ["", "trap '' PIPE; "] {
      let run = try BuiltBinary.run(
        shell: inherited + "hookline -w fixtures/webhooks.json"
          + " <(cat fixtures/events.ndjson{,,,} 2>/dev/null) | head -c 100 > /dev/null;"
          + " exit ${PIPESTATUS[0]}")
      #expect(run.status == 128 + SIGPIPE)
      #expect(run.messages == "")
    }
  }

  @Test func aVanishedReaderOfMessagesChangesNothing() throws {
    let run = try BuiltBinary.run(
      shell: "exec 9> >(true); wait $!; echo '{}' | cat - fixtures/events.ndjson |"
        + " hookline -w fixtures/webhooks.json 2>&9")
    #expect(run.output == direct.output)
    #expect(run.status == 65)
  }

  @Test(arguments: [
    ("<&-", "standard input: Bad file descriptor"),
    ("< .", "standard input: Is a directory"),
    ("< fixtures/events.ndjson >&-", "standard output: Bad file descriptor"),
  ])
  func whatCannotBeReadOrWrittenIsTold(redirection: String, message: String) throws {
    let run = try BuiltBinary.run(shell: "hookline -w fixtures/webhooks.json \(redirection)")
    #expect(run.messages.hasPrefix("hookline: \(message)"))
    #expect(run.output == [])
    #expect(run.status == 74)
  }
}
