import Foundation
import Testing

/// Two runs do not write the same file of rejected lines, unless both append to it.
@Suite struct OutputLockTests {
  @Test(arguments: ["--rejects", "--rejects-raw"]) func twoRunsDoNotWriteTheSameFile(option: String)
    throws
  {
    let scratch = try Scratch()
    let run = try OneBadLine.run(
      "mkfifo fifo; exec 7<> fifo; \(OneBadLine.hookline) fifo \(option) r 2> first & "
        + "cat bad >&7; until [ -s r ]; do sleep 0.02; done; cp r before;"
        + " \(OneBadLine.hookline) bad \(option) r; s=$?; cmp r before; cat bad >&7;"
        + " until [ $(wc -l < r) = 2 ]; do sleep 0.02; done; kill $!; wait $!; exit $s", in: scratch
    )
    #expect(run.status == 73)
    #expect(
      run.messages == "hookline: \(option) r: another run is writing to it: name another file\n")
    #expect(run.output == [])
  }

  /// A run that created the file, but found it locked by another run, does not remove it.
  @Test func runThatFindsALockLeavesTheFile() throws {
    let scratch = try Scratch()
    let library = try Preload.library(
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <unistd.h>
      int flock(int descriptor, int operation) {
        usleep(1000000);
        return ((int (*)(int, int))dlsym(RTLD_NEXT, "flock"))(descriptor, operation);
      }
      """, in: scratch)
    let run = try OneBadLine.run(
      "LD_PRELOAD=\(library) \(OneBadLine.hookline) bad --rejects-raw r & late=$!;"
        + " until [ -e r ]; do sleep 0.02; done;"
        + " { cat bad; sleep 2; } | \(OneBadLine.hookline) --rejects-raw r; first=$?; wait $late;"
        + " echo $first $?; cat r", in: scratch)
    #expect(String(decoding: run.output, as: UTF8.self) == "65 73\n7\n")
  }

  @Test func fileSystemWithoutLocksIsWritten() throws {
    let scratch = try Scratch()
    let library = try Preload.library(
      """
      #include <errno.h>
      int flock(int descriptor, int operation) { errno = ENOLCK; return -1; }
      """, in: scratch)
    let run = try OneBadLine.run(
      "LD_PRELOAD=\(library) \(OneBadLine.hookline) bad --rejects-raw r", in: scratch)
    #expect(run.status == 65)
    #expect(try scratch.text(of: "r") == "7\n")
  }

  /// Any number of runs can append to a file through a descriptor that is open for appending.
  @Test(arguments: ["/dev/fd/3", "/proc/self/fd/3", "/proc/thread-self/fd/3", "link", "r"])
  func runsThatAppendCanShareAFile(name: String) throws {
    let scratch = try Scratch()
    let run = try OneBadLine.run(
      "echo kept > r; ln -s /dev/fd/3 link; exec 3>> r;"
        + " \(OneBadLine.hookline) bad --rejects-raw \(name) & "
        + "\(OneBadLine.hookline) bad --rejects-raw \(name); wait $!; cat r", in: scratch)
    #expect(String(decoding: run.output, as: UTF8.self) == "kept\n7\n7\n")
  }

  /// The same for runs that were started one by one, and for one that has locked and emptied the file.
  @Test(arguments: ["/dev/fd/3 3>> r", "r"]) func runsDoNotOverwriteWhatOthersAppend(first: String)
    throws
  {
    let scratch = try Scratch()
    let run = try OneBadLine.run(
      """
      mkfifo fifo; exec 7<> fifo; echo old > r
      \(OneBadLine.hookline) fifo --rejects-raw \(first) & cat bad >&7
      until [ "$(tail -n 1 r)" = 7 ]; do sleep 0.02; done
      printf '8\\n9\\n' | \(OneBadLine.hookline) --rejects-raw /dev/fd/3 3>> r
      cat bad >&7; until [ $(grep -c 7 r) = 2 ]; do sleep 0.02; done; kill $!; wait $!; cat r
      """, in: scratch)
    let kept = first == "r" ? "" : "old\n"
    #expect(String(decoding: run.output, as: UTF8.self) == kept + "7\n8\n9\n7\n")
  }

  /// What is appended to a file must not become part of a line that was cut off.
  @Test(arguments: ["--rejects", "--rejects-raw", "--stats"])
  func fileWhoseLastLineIsCutOffIsNotAppendedTo(option: String) throws {
    let scratch = try Scratch()
    _ = try scratch.file("cut", holding: Array("{\"half".utf8))
    let run = try MixedLines.run("\(option) /dev/fd/3 dump.ndjson 3>> cut", in: scratch)
    #expect(run.status == 73 && run.output == [])
    #expect(
      run.messages
        == "hookline: \(option) /dev/fd/3: the file ends in an incomplete line: name another file\n"
    )
    #expect(try scratch.bytes(of: "cut") == Array("{\"half".utf8))
  }

  /// A run that reads nothing leaves no file that it has created.
  @Test(arguments: ["--rejects new --stats /absent/s", "--rejects new --rejects-raw new"])
  func refusedRunLeavesNoNewFile(options: String) throws {
    let scratch = try Scratch()
    let run = try MixedLines.run("\(options) dump.ndjson", in: scratch)
    #expect(run.status == 73 && run.output == [])
    #expect(!FileManager.default.fileExists(atPath: scratch.folder.path() + "/new"))
  }
}
