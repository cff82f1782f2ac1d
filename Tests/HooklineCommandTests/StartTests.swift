import Foundation
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
  @Test func argumentsAreFoundAfterALibraryChangedTheEnvironment() throws {
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
  func closedDescriptorWithoutDevNullEndsTheRun(number: Int) throws {
    let scratch = try Scratch()
    let run = try BuiltBinary.run(
      shell: Namespaces.without("/dev")
        + " $(command -v hookline) \(Self.arguments) --rejects \(scratch.folder.path())/r"
        + " \(number)>&-")
    #expect(run.status == 71)
    #expect(run.output == [])
    #expect(
      number == 2
        || run.messages == "hookline: a standard stream is closed, and /dev/null cannot be"
          + " opened in its place: No such file or directory\n"
    )
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path()).isEmpty)
  }
}
