import Foundation
import Testing

/// The program starts and finds its arguments whatever the system around it lacks.
@Suite struct StartTests {
  /// A namespace of its own without `/proc`, and what it prints where that is not permitted.
  private static let withoutProc =
    "unshare -m sh -c 'mount -t tmpfs none /proc && exec \"$0\" \"$@\"'"
  static let canUnshare =
    (try? BuiltBinary.run(shell: "\(withoutProc) true").status) == 0

  private static let arguments = "-w fixtures/webhooks.json fixtures/events.ndjson"

  @Test(.enabled(if: canUnshare, "a mount namespace is not permitted here"))
  func argumentsAreFoundWithoutProc() throws {
    let run = try BuiltBinary.run(
      shell: "\(Self.withoutProc) $(command -v hookline) \(Self.arguments)")
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame && run.status == 0, "\(run.messages)")
  }

  /// A library that changes the environment before `main` moves it to where the runtime does not look for it.
  @Test func argumentsAreFoundAfterAPreloadedLibraryChangedTheEnvironment() throws {
    let scratch = try Scratch()
    let source = try scratch.file(
      "preload.c",
      holding: Array(
        """
        #include <stdlib.h>
        __attribute__((constructor)) static void change(void) { setenv("CHANGED", "1", 1); }
        """.utf8))
    let run = try BuiltBinary.run(
      shell: "clang -shared -fPIC -o \(scratch.folder.path())/preload.so \(source.path()) &&"
        + " LD_PRELOAD=\(scratch.folder.path())/preload.so hookline \(Self.arguments)")
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame && run.status == 0, "\(run.messages)")
  }
}
