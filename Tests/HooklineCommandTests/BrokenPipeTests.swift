import Foundation
import Glibc
import Testing

/// When the reader of the jobs is gone, the program ends silently; when that of the messages is gone, it goes on.
@Suite struct BrokenPipeTests {
  /// The program dies of SIGPIPE if its reader is gone, however that signal was inherited.
  @Test(arguments: [[], [SIGPIPE]]) func closedReaderEndsTheRunSilently(blocked: [Int32]) throws {
    for inherited in ["", "trap '' PIPE; "] {
      let scratch = try Scratch()
      let messages = try scratch.file("messages")
      let child = Child(
        [
          "-c",
          inherited + "exec 8> >(true); wait $!;"
            + " exec hookline -w fixtures/webhooks.json fixtures/events.ndjson >&8",
        ], of: URL(filePath: "/bin/bash"))
      child.process.standardError = try FileHandle(forWritingTo: messages)
      try child.start(blocking: blocked)
      #expect(child.finish() == 128 + SIGPIPE)
      #expect(try Data(contentsOf: messages).isEmpty)
    }
  }

  @Test func closedReaderEndsAThreadedRunSilently() throws {
    let run = try BuiltBinary.run(
      shell: "cat fixtures/events.ndjson{,,,,,,,} | hookline -w fixtures/webhooks.json -j 3"
        + " --read-bytes 5000 | head -n 1; exit ${PIPESTATUS[1]}")
    #expect(run.status == 128 + SIGPIPE)
    #expect(run.lines.count == 1 && run.messages == "")
  }

  /// Reads of standard input that no longer return, as if another process had taken the bytes that poll reported; from then
  /// on writes of jobs fail as if their reader were gone.
  private static let blockedReads = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <errno.h>
    #include <stdatomic.h>
    #include <unistd.h>
    static atomic_int reads, blocked;
    ssize_t read(int fd, void *bytes, size_t count) {
      if (fd == 0 && atomic_fetch_add(&reads, 1) >= 12)
        for (blocked = 1;;) pause();
      return ((ssize_t (*)(int, void *, size_t))dlsym(RTLD_NEXT, "read"))(fd, bytes, count);
    }
    ssize_t write(int fd, const void *bytes, size_t count) {
      for (int i = 0; fd == 1 && reads >= 12 && i < 50; i++) {
        if (blocked) return errno = EPIPE, -1;
        usleep(10000);
      }
      return ((ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write"))(fd, bytes, count);
    }
    """

  @Test func closedReaderEndsTheRunWhileAnotherWorkerReads() throws {
    let scratch = try Scratch()
    let library = try Preload.library(Self.blockedReads, in: scratch)
    let run = try BuiltBinary.run(
      shell: "LD_PRELOAD=\(library) timeout -s KILL 20 hookline -w fixtures/webhooks.json -j 2"
        + " --read-bytes 4000 < fixtures/events.ndjson")
    #expect(run.status == 128 + SIGPIPE)
    #expect(run.messages == "")
  }

  @Test func closedReaderOfMessagesChangesNothing() throws {
    let run = try BuiltBinary.run(
      shell: "exec 9> >(true); wait $!; echo '{}' | cat - fixtures/events.ndjson |"
        + " hookline -w fixtures/webhooks.json 2>&9")
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame)
    #expect(run.status == 65)
  }
}
