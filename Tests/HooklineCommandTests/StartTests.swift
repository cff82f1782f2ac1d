import Foundation
import SampleData
import Testing

/// The program starts and finds its arguments, or reports an error, whatever the system lacks.
@Suite struct StartTests {
  private static let arguments = "-w fixtures/webhooks.json fixtures/events.ndjson"

  @Test(.enabled(if: Namespaces.canHideFolders, "a mount namespace is not permitted here"))
  func argumentsAreFoundWithoutProc() throws {
    let run = try BuiltBinary.run(
      shell: "\(Namespaces.without("/proc")) $(command -v hookline) \(Self.arguments)")
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame && run.status == 0, "\(run.messages)")
  }

  /// A library that changes the environment before `main` moves it to where the runtime does not look.
  @Test func argumentsAreFoundAfterAPreloadedLibraryChangedTheEnvironment() throws {
    let scratch = try Scratch()
    let library = try Preload.library(
      """
      #include <stdlib.h>
      __attribute__((constructor)) static void change(void) { setenv("CHANGED", "1", 1); }
      """, in: scratch)
    let run = try BuiltBinary.run(shell: "LD_PRELOAD=\(library) hookline \(Self.arguments)")
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame && run.status == 0, "\(run.messages)")
  }

  /// Otherwise the rejects file would get the descriptor of standard output, and the jobs.
  @Test(
    .enabled(if: Namespaces.canHideFolders, "a mount namespace is not permitted here"),
    arguments: [0, 1, 2])
  func aClosedDescriptorThatCannotBeReplacedEndsIt(number: Int) throws {
    let scratch = try Scratch()
    let run = try BuiltBinary.run(
      shell: Namespaces.without("/dev")
        + " $(command -v hookline) \(Self.arguments) --rejects \(scratch.folder.path())/r"
        + " \(number)>&-")
    #expect(run.status == 71)
    #expect(run.output == [])
    #expect(
      number == 2
        || run.messages == "hookline: a standard descriptor is closed, and /dev/null cannot be"
          + " opened: No such file or directory\n"
    )
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path()).isEmpty)
  }

  /// If memory is short, fewer threads are started than the option asks for, and the run succeeds.
  @Test(
    arguments: [(60_000, ""), (100_000, ""), (100_000, "--read-bytes 3000")]
      .prefix(TestSize.debug(1, release: 3)))
  func littleMemoryMeansFewerThreads(kilobytes: Int, options: String) throws {
    let files = Array(repeating: "fixtures/events.ndjson", count: 6).joined(separator: " ")
    let run = try BuiltBinary.run(
      shell:
        "ulimit -v \(kilobytes); exec hookline -j 64 \(options) -w fixtures/webhooks.json \(files)")
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.lines.count == 142 * 6)
  }

  /// Four descriptors are what the dynamic loader needs.
  @Test(arguments: ["", "--rejects /dev/null"])
  func aLackOfDescriptorsIsReported(options: String) throws {
    let run = try BuiltBinary.run(
      shell: "ulimit -n 4; exec hookline \(options) \(Self.arguments)")
    #expect(run.status == 71)
    #expect(run.messages.hasSuffix(": Too many open files\n"))
    #expect(run.output == [])
  }

  /// A line for which there is no memory is a read error, not a crash.
  @Test func aLineForWhichThereIsNoMemoryIsReported() throws {
    let run = try BuiltBinary.run(
      shell: "{ cat fixtures/events.ndjson; head -c 50000000 /dev/zero; } |"
        + " { ulimit -v 60000; exec hookline --max-line-bytes 100000000 \(DirectRun.webhooks[0])"
        + " \(DirectRun.webhooks[1]); }")
    #expect(run.status == 74)
    #expect(
      run.messages.contains(": Cannot allocate memory after line 343: what follows was not read\n"))
    #expect(run.lines.count == 142)
  }

  /// The lower limit leaves too little memory to read the definitions, the higher one to parse them.
  @Test(arguments: [25_000, 45_000])
  func aLackOfMemoryForDefinitionsIsReported(kilobytes: Int) throws {
    let definitions = (0..<80_000).map { number in
      let id = String(format: "%024x", number)
      return #"{"_id":"\#(id)","company":"\#(id)","isActive":true,"trigger":"logout-user","#
        + #""url":"https://example.com/","code":"logout"}"#
    }
    let run = try BuiltBinary.run(
      shell: "ulimit -v \(kilobytes); exec hookline -w - fixtures/events.ndjson",
      input: [UInt8](definitions.joined(separator: "\n").utf8))
    #expect(run.status == 71)
    #expect(run.output == [])
    #expect(run.messages.contains("memory"))
  }
}
