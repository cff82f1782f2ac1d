import Foundation
import Glibc
import Testing

/// Files of events are read whatever their kind, and what is no such file is reported, with advice.
@Suite struct InputFileTests {
  /// Each input that is not an event file gets a message that names the problem or says what to do.
  @Test(arguments: [
    ("nowhere", 66, "nowhere: No such file or directory"),
    (".", 66, ".: Is a directory"),
    ("loop", 66, "loop: Too many levels of symbolic links"),
    ("good.gz", 65, "good.gz: this is compressed: decompress it with zcat"),
    ("utf16", 65, "utf16: this looks like UTF-16: convert it with iconv -f UTF-16 -t UTF-8"),
    (
      "pretty", 65,
      "pretty: this looks like pretty-printed JSON: put each object on one line with jq -c . (jq can change numbers and escapes, which gives jobs other ids)"
    ),
    (
      "webhooks.json", 65,
      "webhooks.json: this looks like webhook definitions: leave the file out, or give it its own -w"
        + " (-w defs/*.json names only the first)"
    ),
    (
      "hook", 65,
      "hook: this looks like webhook definitions: leave the file out, or give it its own -w"
        + " (-w defs/*.json names only the first)"
    ),
    (
      "jobs", 65,
      "jobs: this looks like hookline's own jobs: add --from log to match their events again"
    ),
  ])
  func fileThatHoldsNoEventsIsReported(file: String, status: Int32, message: String) throws {
    let scratch = try Scratch()
    let fixtures = BuiltBinary.fixtures.path()
    let run = try BuiltBinary.run(
      shell:
        "cp \(fixtures)/webhooks.json .; ln -s loop loop; head -n 9 \(fixtures)/events.ndjson > good;"
        + " gzip -k good; iconv -f UTF-8 -t UTF-16 good > utf16;"
        + " cp \(fixtures)/cases/rejected/webhooks.json hook;"
        + " printf '{\n  \"company\": \"x\"\n}\n' > pretty;"
        + " hookline -w webhooks.json good > jobs 2> messages;"
        + " hookline -w webhooks.json good \(file)",
      in: scratch.folder)
    let messages = run.messages.split(separator: "\n")
    #expect(messages.contains("hookline: \(message)"))
    #expect(run.status == status)
    // The other files are processed.
    let isWhole = try run.output == scratch.bytes(of: "jobs")
    #expect(isWhole && !run.output.isEmpty)
  }

  @Test func windowsLineEndsGiveTheSameJobs() throws {
    let input = DirectRun.lines.joined(separator: Array("\r\n".utf8))
    let run = try BuiltBinary.run(DirectRun.webhooks, input: Array(input))
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame)
    #expect(run.status == 0)
  }

  @Test func inputFilesAreClosedOnceRead() throws {
    let files = Array(repeating: "fixtures/events.ndjson", count: 30).joined(separator: " ")
    let run = try BuiltBinary.run(
      shell: "ulimit -n 16; hookline -w fixtures/webhooks.json \(files)")
    #expect(run.status == 0)
  }

  /// Samba takes leases: a non-blocking open of a leased file fails, but `cat` waits and reads it.
  @Test func leasedFileIsWaitedFor() throws {
    let scratch = try Scratch()
    let file = try scratch.file("leased", holding: DirectRun.events)
    // Swift's Glibc does not name F_SETLEASE; the kernel sends a signal when a lease is broken, which must not end the tests.
    let setLease: Int32 = 1024
    signal(SIGIO, SIG_IGN)
    // SAFETY: the path is borrowed for the call.
    let holder = unsafe open(file.path(), O_RDWR | O_CLOEXEC)
    defer { close(holder) }
    guard fcntl(holder, setLease, Int32(F_WRLCK)) == 0 else {
      print("leasedFileIsWaitedFor: skipped, this file system has no leases")
      return
    }
    let output = try scratch.file("output")
    let child = Child(DirectRun.webhooks + [file.path()])
    child.process.standardOutput = try FileHandle(forWritingTo: output)
    child.process.standardError = FileHandle.nullDevice
    try child.start()
    usleep(300_000)
    try #require(fcntl(holder, setLease, Int32(F_UNLCK)) == 0)
    #expect(child.finish() == 0)
    let isSame = try [UInt8](Data(contentsOf: output)) == DirectRun.run.output
    #expect(isSame)
  }
}
