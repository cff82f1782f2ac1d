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
    ([], ["log", "absent"], 66), ([], ["absent", "log"], 66), ([], ["cut", "log"], 65),
    ([], ["cutAfterComma"], 65), ([], ["cutInRecord"], 65), (["--max-rejects", "0"], ["bad"], 75),
    (["--count"], ["cut"], 65), ([], ["log", "."], 66),
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

  /// More fails than is kept in memory: it goes to a temporary file that nobody sees, not even after SIGKILL.
  @Test func temporaryFileIsNeverVisible() throws {
    let scratch = try Scratch()
    let folder = scratch.folder.appending(path: "temporary")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let child = Child(Self.options)
    child.process.environment?["TMPDIR"] = folder.path()
    let (input, output) = (Pipe(), Pipe())
    child.process.standardInput = input
    child.process.standardOutput = output
    try child.start()
    let count = TestSize.debug(40, release: 60)
    let padding = String(repeating: "x", count: 1 << 20)
    for number in 0..<count {
      let event = try Self.event(number, padding)
      try input.fileHandleForWriting.write(contentsOf: Data(event.utf8))
    }
    usleep(200_000)
    let descriptors = "/proc/\(child.process.processIdentifier)/fd"
    let opened = try FileManager.default.contentsOfDirectory(atPath: descriptors).compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: descriptors + "/" + $0)
    }
    #expect(opened.contains { $0.hasPrefix(folder.path()) && $0.hasSuffix("(deleted)") })
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).isEmpty)
    kill(child.process.processIdentifier, SIGKILL)
    #expect(child.finish() == 128 + SIGKILL)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).isEmpty)
  }

  /// A record of a note of its own, for a webhook of the fixtures that gets notes.
  private static func event(_ number: Int, _ padding: String) throws -> String {
    let webhook = "62685991d918fb5557f9f9bb"
    return
      #"{"status":500,"subscription":"\#(webhook)","event":{"company":"625be93a286ef83c1c0e845f","#
      + #""type":"COTNote","event":"edit","createdAt":"2022-04-27T21:28:15.186Z","#
      + #""n":\#(number),"x":"\#(padding)"}}"# + "\n"
  }

  /// No room for the temporary file: the run fails and says what to do.
  @Test func fullTemporaryDirectoryIsReported() throws {
    let scratch = try Scratch()
    let padding = String(repeating: "x", count: 1 << 20)
    let log = try (0..<70).map { try Self.event($0, padding) }.joined()
    _ = try scratch.file("log", holding: Array(log.utf8))
    let webhooks = BuiltBinary.fixtures.appending(path: "webhooks.json").path()
    for (directory, reason) in [("absent", "No such file or directory"), (".", "File too large")] {
      let run = try scratch.run(
        "ulimit -f 2000; TMPDIR=$PWD/\(directory) hookline -w \(webhooks) --from log --failed log | wc -c"
          + "; exit ${PIPESTATUS[0]}")
      #expect(run.status == 74)
      #expect(run.output == Array("0\n".utf8))
      #expect(
        run.messages.contains(
          "\(directory): \(reason): 0 whole jobs written to standard output, 0 bytes: set TMPDIR to"
        )
          && run.messages.contains(Self.nothing))
    }
  }
}
