import Foundation
import Testing

/// `--rejects` and `--rejects-raw` write no file that the run reads, under any name and at any time, nor one that another
/// run writes.
@Suite struct OutputFileTests {
  private static let hookline = "hookline -w \(BuiltBinary.fixtures.path())/webhooks.json"

  private func run(_ shell: String, in scratch: Scratch) throws -> Run {
    try BuiltBinary.run(shell: "printf '7\\n' > bad; \(shell)", in: scratch.folder)
  }

  private func text(_ file: String, in scratch: Scratch) throws -> String {
    try String(contentsOf: scratch.folder.appending(path: file), encoding: .utf8)
  }

  /// Once created as an output, the file would be read as an input and grow without end.
  @Test(
    arguments: ["--rejects", "--rejects-raw"],
    [("new", "new"), ("./new", "new"), ("new", "./new"), ("link", "new")])
  func anInputThatDoesNotExistYetIsNoOutput(option: String, names: (input: String, output: String))
    throws
  {
    let scratch = try Scratch()
    let run = try run(
      "ln -s new link; \(Self.hookline) -j1 bad \(names.input) \(option) \(names.output)",
      in: scratch)
    #expect(run.status == 73)
    #expect(
      run.messages == "hookline: \(option) \(names.output): it is read: name another file\n")
    #expect(!FileManager.default.fileExists(atPath: scratch.folder.appending(path: "new").path()))
  }

  /// A hard link that is made during the run can give the output the name of an input.
  @Test func anInputThatBecomesAnOutputIsNotRead() throws {
    let scratch = try Scratch()
    let run = try run(
      "mkfifo fifo; { sleep 0.3; ln r late; cat bad; } > fifo & "
        + "\(Self.hookline) fifo late bad --rejects-raw r; s=$?; cat r; exit $s", in: scratch)
    #expect(run.status == 66)
    #expect(run.messages.contains("hookline: late: this run writes to it\n"))
    #expect(String(decoding: run.output, as: UTF8.self) == "7\n7\n")
  }

  @Test(arguments: ["--rejects", "--rejects-raw"]) func twoRunsDoNotWriteTheSameFile(option: String)
    throws
  {
    let scratch = try Scratch()
    let run = try run(
      "mkfifo fifo; exec 7<> fifo; \(Self.hookline) fifo \(option) r 2> first & "
        + "cat bad >&7; until [ -s r ]; do sleep 0.02; done; cp r before;"
        + " \(Self.hookline) bad \(option) r; s=$?; cmp r before; cat bad >&7;"
        + " until [ $(wc -l < r) = 2 ]; do sleep 0.02; done; kill $!; wait $!; exit $s", in: scratch
    )
    #expect(run.status == 73)
    #expect(
      run.messages == "hookline: \(option) r: another run writes to it: name another file\n")
    #expect(run.output == [])
  }

  /// A run that created the file, but found it locked by another run, does not remove it.
  @Test func aRunThatIsTooLateLeavesTheFile() throws {
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
    let run = try run(
      "LD_PRELOAD=\(library) \(Self.hookline) bad --rejects-raw r & late=$!;"
        + " until [ -e r ]; do sleep 0.02; done;"
        + " { cat bad; sleep 2; } | \(Self.hookline) --rejects-raw r; first=$?; wait $late;"
        + " echo $first $?; cat r", in: scratch)
    #expect(String(decoding: run.output, as: UTF8.self) == "65 73\n7\n")
  }

  /// Any number of runs can append to a file through a descriptor that is open for appending.
  @Test(arguments: ["/dev/fd/3", "/proc/self/fd/3", "/proc/thread-self/fd/3", "link", "r"])
  func aDescriptorThatIsAppendedToKeepsWhatItHas(name: String) throws {
    let scratch = try Scratch()
    let run = try run(
      "echo kept > r; ln -s /dev/fd/3 link; exec 3>> r;"
        + " \(Self.hookline) bad --rejects-raw \(name) & "
        + "\(Self.hookline) bad --rejects-raw \(name); wait $!; cat r", in: scratch)
    #expect(String(decoding: run.output, as: UTF8.self) == "kept\n7\n7\n")
  }

  /// The piece of an overlong line that was not read to its end stays, and so does what was in the file before.
  @Test func whatIsAppendedIsNotTakenBack() throws {
    let scratch = try Scratch()
    let run = try run(
      "echo kept > r; { head -c 300000 /dev/zero; exec sleep 30; } | { exec 3>> r;"
        + " \(Self.hookline) --max-line-bytes 99 --rejects-raw /dev/fd/3 - &"
        + " until [ $(stat -c %s r) = 300005 ]; do sleep 0.02; done; kill $!; wait $!;"
        + " pkill -P $$ sleep; head -c 5 r; stat -c %s r; }", in: scratch)
    #expect(String(decoding: run.output, as: UTF8.self) == "kept\n300005\n")
  }

  @Test func aFIFOThatIsReadIsNotWaitedForAsAnOutput() throws {
    let scratch = try Scratch()
    let run = try run("mkfifo fifo; timeout 20 \(Self.hookline) fifo --rejects fifo", in: scratch)
    #expect(run.status == 73)
    #expect(run.messages == "hookline: --rejects fifo: it is read: name another file\n")
  }

  /// As on a stale network file system: the input could be the very file that is to be emptied.
  @Test(arguments: ["EIO", "ESTALE", "EACCES"])
  func anInputThatCannotBeIdentifiedMayBeTheOutput(error: String) throws {
    let scratch = try Scratch()
    let library = try Preload.library(
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <errno.h>
      #include <string.h>
      #include <sys/stat.h>
      int stat(const char *path, struct stat *status) {
        int (*system_stat)(const char *, struct stat *) = dlsym(RTLD_NEXT, "stat");
        if (strcmp(path, "bad")) return system_stat(path, status);
        errno = \(error);
        return -1;
      }
      """, in: scratch)
    let run = try run(
      "LD_PRELOAD=\(library) \(Self.hookline) bad --rejects ./bad; s=$?; cat bad; exit $s",
      in: scratch)
    #expect(run.status == 73)
    #expect(run.messages.hasPrefix("hookline: bad: what file that is cannot be found out: "))
    #expect(String(decoding: run.output, as: UTF8.self) == "7\n")
    // Without an output file that could be the same, the input is read.
    #expect(try self.run("LD_PRELOAD=\(library) \(Self.hookline) bad", in: scratch).status == 65)
  }

  @Test func aFileSystemWithoutLocksIsWritten() throws {
    let scratch = try Scratch()
    let library = try Preload.library(
      """
      #include <errno.h>
      int flock(int descriptor, int operation) { errno = ENOLCK; return -1; }
      """, in: scratch)
    let run = try run(
      "LD_PRELOAD=\(library) \(Self.hookline) bad --rejects-raw r", in: scratch)
    #expect(run.status == 65)
    #expect(try text("r", in: scratch) == "7\n")
  }

  /// Otherwise the definitions would silently consume what was meant as events.
  @Test func aPipeIsNotReadUnderTwoNames() throws {
    let scratch = try Scratch()
    let run = try run(
      "mkfifo fifo; exec 7<> fifo; cat \(BuiltBinary.fixtures.path())/webhooks.json >&7;"
        + " timeout 20 hookline -w fifo <&7", in: scratch)
    #expect(run.status == 64)
    #expect(run.messages.hasPrefix("hookline: standard input can be read only once: "))
  }
}
