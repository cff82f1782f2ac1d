import Foundation
import Glibc
import SampleData
import Testing

/// With `--failed` jobs are made once the whole log was read, and none if it was not.
@Suite struct ReplayTests {
  private static let options = DirectRun.webhooks + ["--from", "log", "--failed"]
  private static let nothing =
    "hookline: no job was made: --failed needs the whole log, and part of it was not read\n"

  /// Why the log is not read to its end: the options, the files, and the status.
  private static let causes: [(options: [String], files: [String], status: Int32)] = [
    ([], ["log", "absent"], 66), ([], ["absent", "log"], 66), ([], ["cut", "log"], 66),
    ([], ["cutAfterComma"], 66), ([], ["cutInRecord"], 66), (["--max-rejects", "0"], ["bad"], 75),
    (["--max-rejects", "0"], ["cutInRecord"], 75), (["--count"], ["cut"], 66),
    ([], ["log", "."], 66),
  ]

  @Test(arguments: causes.indices, [[], ["-j", "3", "--read-bytes", "777"]])
  func incompleteLogMakesNoJob(cause: Int, effort: [String]) throws {
    let (options, files, status) = Self.causes[cause]
    let scratch = try Scratch()
    let records = try FixtureLog.records()
    let log = SampleLog.file(records, in: .compact)
    _ = try scratch.file("log", holding: log)
    _ = try scratch.file("cut", holding: log.dropLast())
    _ = try scratch.file("cutAfterComma", holding: log.dropLast() + [UInt8(ascii: ",")])
    _ = try scratch.file("cutInRecord", holding: log.dropLast(9))
    _ = try scratch.file("bad", holding: SampleLog.file(records + [[0x7B]] + records, in: .lines))
    let webhooks = ["-w", BuiltBinary.fixtures.appending(path: "webhooks.json").path()]
    let run = try BuiltBinary.run(
      webhooks + ["--from", "log", "--failed"] + options + effort + files, in: scratch.folder)
    #expect(run.status == status)
    #expect(run.messages.contains(Self.nothing))
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(options == ["--count"] ? text.contains("\n  0  jobs in all") : text.isEmpty)
  }

  @Test func cutOffStandardInputMakesNoJob() throws {
    let log = SampleLog.file(try FixtureLog.records(), in: .compact)
    let whole = try BuiltBinary.run(Self.options, input: log)
    #expect(whole.status == 0 && !whole.output.isEmpty)
    let run = try BuiltBinary.run(Self.options, input: log.dropLast())
    #expect(run.status == 74 && run.messages.contains(Self.nothing) && run.output == [])
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func signalBeforeTheEndMakesNoJob(signal: Int32)
    throws
  {
    let log = SampleLog.file(try FixtureLog.records(), in: .lines)
    let (input, output, messages) = (Pipe(), Pipe(), Pipe())
    let child = Child(Self.options)
    child.process.standardInput = input
    child.process.standardOutput = output
    child.process.standardError = messages
    try child.start()
    try input.fileHandleForWriting.write(contentsOf: log)
    usleep(100_000)
    kill(child.process.processIdentifier, signal)
    #expect(child.finish() == 128 + signal)
    try input.fileHandleForWriting.close()
    #expect(try output.fileHandleForReading.readToEnd() ?? Data() == Data())
    #expect(
      String(decoding: try messages.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        == "hookline: stopped: no job was made, because --failed needs the whole log\n")
  }

  /// While jobs are written, a signal leaves whole ones, and the message says how to get the rest.
  @Test func signalAmongTheJobsSaysHowToGoOn() throws {
    let scratch = try Scratch()
    let padding = String(repeating: "x", count: 1000)
    let records = (0..<3000).map { number in
      #"{"status":500,"subscription":"62685991d918fb5557f9f9bb","event":{"company":"#
        + #""625be93a286ef83c1c0e845f","type":"COTNote","event":"edit","n":\#(number),"#
        + #""x":"\#(padding)"}}"# + "\n"
    }
    let log = try scratch.file("log", holding: Array(records.joined().utf8)).path()
    let whole = try BuiltBinary.run(Self.options + [log])
    let (output, messages) = (Pipe(), Pipe())
    let child = Child(Self.options + [log])
    child.process.standardOutput = output
    child.process.standardError = messages
    try child.start()
    // The program waits for this reader, because not all jobs fit in a pipe.
    let first = output.fileHandleForReading.availableData
    kill(child.process.processIdentifier, SIGTERM)
    let jobs = [UInt8](first + (try output.fileHandleForReading.readToEnd() ?? Data()))
    #expect(child.finish() == 128 + SIGTERM)
    let lines = jobs.split(separator: lineFeed)
    #expect(jobs.last == lineFeed && lines == Array(whole.lines.prefix(lines.count)))
    #expect(
      String(decoding: try messages.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        == "hookline: stopped after \(lines.count) jobs: to go on, run again with --seen and the log"
        + " of the sender\n")
    let sent = try scratch.file("sent", holding: jobs).path()
    let rest = try BuiltBinary.run(Self.options + ["--seen", sent, log])
    let isRest = rest.lines == Array(whole.lines.dropFirst(lines.count))
    #expect(isRest && lines.count < whole.lines.count)
  }

  /// No sender knows of jobs in a file; those in JSON can be named themselves.
  @Test(arguments: [
    ("", "run again into a new file, with --seen for the jobs written so far"),
    ("--columns id,event", "run again into a new file"),
  ])
  func signalAmongJobsInAFileSaysHowToGoOn(options: String, advice: String) throws {
    let scratch = try Scratch()
    let library = try Preload.library(
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <signal.h>
      #include <unistd.h>
      ssize_t write(int file, const void *bytes, size_t count) {
        ssize_t (*system_write)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
        ssize_t written = system_write(file, bytes, count);
        if (file == 1) kill(getpid(), SIGTERM);
        return written;
      }
      """, in: scratch)
    let records = SampleLog.file(
      Array(repeating: try FixtureLog.records(), count: 40).flatMap(\.self), in: .lines)
    // Each is another event.
    let lines = records.split(separator: lineFeed).enumerated().map { number, record in
      String(decoding: record, as: UTF8.self).replacing(
        "\"event\":{", with: "\"event\":{\"n\":\(number),", maxReplacements: 1) + "\n"
    }
    _ = try scratch.file("log", holding: Array(lines.joined().utf8))
    let run = try scratch.run(
      "LD_PRELOAD=\(library) hookline -w \(BuiltBinary.fixtures.path())/webhooks.json --from log --failed"
        + " \(options) log > jobs")
    #expect(run.status == 128 + SIGTERM)
    let count = try scratch.bytes(of: "jobs").count { $0 == lineFeed }
    #expect(count > 0 && count < lines.count)
    #expect(run.messages.hasPrefix("hookline: stopped after \(count) jobs: to go on, \(advice)\n"))
  }

  /// The limit stops at the job that would be one too many, in the order in which they are made.
  @Test func limitOnJobsHoldsForWhatIsReplayed() throws {
    let log = SampleLog.file(try FixtureLog.records(), in: .lines)
    let whole = try BuiltBinary.run(Self.options, input: log)
    for limit in [0, 1, 141, 142] {
      let run = try BuiltBinary.run(Self.options + ["--max-jobs", "\(limit)"], input: log)
      let isSame = run.lines == Array(whole.lines.prefix(limit))
      #expect(isSame && run.status == (limit < 142 ? 75 : 0))
      #expect(
        limit == 142
          ? run.messages.isEmpty : run.messages.hasPrefix("hookline: stopped at (standard input):"))
    }
  }

  /// However little is kept in memory, the jobs are the same.
  @Test(arguments: ["1", "1000", "64K"], [[], ["-j", "4", "--read-bytes", "3000"]])
  func whatIsKeptInFilesComesBack(kept: String, effort: [String]) throws {
    let records = try [500, 409, 0].flatMap { try FixtureLog.records(statuses: [$0]) }
    let log = SampleLog.file(records.reversed(), in: .compact)
    let whole = try BuiltBinary.run(Self.options, input: log)
    let run = try BuiltBinary.run(Self.options + ["--keep-bytes", kept] + effort, input: log)
    let isSame = run == whole
    #expect(isSame && whole.lines.count == 142)
  }

  /// A temporary file is in no directory, not even after SIGKILL.
  @Test func temporaryFileIsNeverVisible() throws {
    let scratch = try Scratch()
    let folder = scratch.folder.appending(path: "temporary")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let child = Child(Self.options + ["--keep-bytes", "1000"])
    child.process.environment?["TMPDIR"] = folder.path()
    let (input, output) = (Pipe(), Pipe())
    child.process.standardInput = input
    child.process.standardOutput = output
    try child.start()
    let log = SampleLog.file(try FixtureLog.records(), in: .lines)
    try input.fileHandleForWriting.write(contentsOf: log)
    let descriptors = "/proc/\(child.process.processIdentifier)/fd"
    func opened() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: descriptors).compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: descriptors + "/" + $0)
      }.filter { $0.hasPrefix(folder.path()) && $0.hasSuffix("(deleted)") }
    }
    for _ in 0..<500 where try opened().count < 2 { usleep(10_000) }
    #expect(try opened().count == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).isEmpty)
    kill(child.process.processIdentifier, SIGKILL)
    #expect(child.finish() == 128 + SIGKILL)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).isEmpty)
  }

  /// No room for the temporary file: the run fails and says what to do.
  @Test(arguments: [
    ("absent", "No such file or directory", "set TMPDIR to another directory"),
    (".", "File too large", "allow larger files (ulimit -f), or use another file system"),
  ])
  func fullTemporaryDirectoryIsReported(directory: String, reason: String, advice: String) throws {
    let scratch = try Scratch()
    _ = try scratch.file("log", holding: SampleLog.file(try FixtureLog.records(), in: .lines))
    let webhooks = BuiltBinary.fixtures.appending(path: "webhooks.json").path()
    let run = try scratch.run(
      "ulimit -f 4; TMPDIR=$PWD/\(directory) hookline -w \(webhooks) --from log --failed"
        + " --keep-bytes 1 log | wc -c; exit ${PIPESTATUS[0]}")
    #expect(run.status == 74)
    #expect(run.output == Array("0\n".utf8))
    #expect(
      run.messages.contains(
        "\(directory): \(reason): 0 whole jobs written to standard output, 0 bytes: \(advice)"
      )
        && run.messages.contains(Self.nothing))
  }
}
