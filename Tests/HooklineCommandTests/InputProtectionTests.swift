import Foundation
import Testing

/// No file that a run reads is written by it, under any name and whenever it appears.
@Suite struct InputProtectionTests {
  @Test(arguments: [
    ("--rejects dump.ndjson dump.ndjson", "--rejects dump.ndjson: this run reads it"),
    ("--rejects-raw ./link dump.ndjson", "--rejects-raw ./link: this run reads it"),
    ("--rejects-raw dump.ndjson link", "--rejects-raw dump.ndjson: this run reads it"),
    ("--rejects dump.ndjson < dump.ndjson", "--rejects dump.ndjson: it is standard input"),
    ("--rejects dump.ndjson link > out", "--rejects dump.ndjson: this run reads it"),
    ("--rejects out /dev/null >> out", "--rejects out: it is standard output"),
    ("--rejects r --rejects-raw r dump.ndjson", "--rejects-raw r: --rejects writes to it"),
    ("-w w --rejects w dump.ndjson", "--rejects w: this run reads it"),
  ])
  func fileUsedOtherwiseIsNotWritten(options: String, message: String) throws {
    let scratch = try Scratch()
    let run = try MixedLines.run(
      options, in: scratch,
      before: "ln -s dump.ndjson link; echo kept > out; echo '[]' > w;")
    #expect(run.status == 73)
    #expect(run.messages == "hookline: \(message): name another file\n")
    let isUntouched = try scratch.bytes(of: "dump.ndjson") == MixedLines.bytes
    #expect(isUntouched)
    #expect(try scratch.bytes(of: "w") == Array("[]\n".utf8))
  }

  /// Rejects and messages would overwrite each other.
  @Test(arguments: ["--rejects", "--rejects-raw"]) func rejectsDoNotOverwriteMessages(
    option: String
  )
    throws
  {
    let scratch = try Scratch()
    let run = try MixedLines.run(
      "\(option) log dump.ndjson 2>> log", in: scratch, before: "echo kept > log;")
    #expect(run.status == 73)
    let log = try scratch.text(of: "log")
    #expect(log == "kept\nhookline: \(option) log: it is standard error: name another file\n")
  }

  /// They would be read as events, or as what a sender logged; and so would a message about that, so there is none.
  @Test(arguments: [
    "dump.ndjson 2>> dump.ndjson", "< link 2>> dump.ndjson", "- < dump.ndjson 2>> link",
    "-w w dump.ndjson 2>> w", "dump.ndjson 2<> dump.ndjson",
    "--seen dump.ndjson dump.ndjson 2>> dump.ndjson", "--minus w dump.ndjson 2>> w",
    "--seen w dump.ndjson 2>> w",
  ])
  func messagesAreNotWrittenToAFileThatIsRead(rest: String) throws {
    let scratch = try Scratch()
    let run = try MixedLines.run(
      rest, in: scratch, before: "ln -s dump.ndjson link; echo '[]' > w;")
    #expect(run.status == 73 && run.output.isEmpty && run.messages.isEmpty)
    let isUntouched = try scratch.bytes(of: "dump.ndjson") == MixedLines.bytes
    #expect(isUntouched)
    #expect(try scratch.bytes(of: "w") == Array("[]\n".utf8))
  }

  /// The shell has emptied the file, so that a message does not add to what was in it.
  @Test func messagesThatReplacedAnInputAreReported() throws {
    let scratch = try Scratch()
    let run = try MixedLines.run("dump.ndjson 2> dump.ndjson", in: scratch)
    #expect(run.status == 73)
    #expect(
      try scratch.text(of: "dump.ndjson")
        == "hookline: standard error: this run reads it: the shell's > has emptied it: restore it, then"
        + " write the messages to another file\n")
  }

  /// As with `cat`: the jobs would be read as events.
  @Test(arguments: ["dump.ndjson >> link", "< link >> dump.ndjson", "--count link >> dump.ndjson"])
  func jobsAreNotWrittenToAnInput(rest: String) throws {
    let scratch = try Scratch()
    let run = try MixedLines.run(rest, in: scratch, before: "ln -s dump.ndjson link;")
    #expect(run.status == 73)
    let content = rest.contains("--count") ? "output" : "jobs"
    #expect(
      run.messages
        == "hookline: standard output: this run reads it: write the \(content) to another file\n")
    let isUntouched = try scratch.bytes(of: "dump.ndjson") == MixedLines.bytes
    #expect(isUntouched)
  }

  /// The shell has emptied the file before the program starts, which a user should know.
  @Test(arguments: [
    ("dump.ndjson > dump.ndjson", "jobs"), ("-w w dump.ndjson > w", "jobs"),
    ("--minus w dump.ndjson > w", "jobs"), ("--diff w dump.ndjson > w", "output"),
    ("-w w --check > w", "output"), ("-w w --count dump.ndjson > w", "output"),
    ("--count --seen w dump.ndjson > w", "output"),
  ])
  func emptiedInputIsReported(line: String, content: String) throws {
    let run = try MixedLines.run(line, in: Scratch(), before: "echo '[]' > w;")
    #expect(run.status == 73)
    let use = line.contains("--seen") ? "--seen reads it" : "this run reads it"
    #expect(
      run.messages
        == "hookline: standard output: \(use): the shell's > has emptied it: restore it,"
        + " then write the \(content) to another file\n")
  }

  /// As in a job of cron: the file of events was taken for the value of the option.
  @Test(arguments: ["--rejects", "--rejects-raw", "--stats"], ["", "-", "/dev/stdin"])
  func fileIsNotEmptiedIfThereAreNoEvents(option: String, name: String) throws {
    let scratch = try Scratch()
    let run = try MixedLines.run("\(option) dump.ndjson \(name) < /dev/null", in: scratch)
    #expect(run.status == 73)
    #expect(
      run.messages
        == "hookline: \(option) dump.ndjson: it is not empty, and standard input has no events:"
        + " also name the file of events\n")
    let isUntouched = try scratch.bytes(of: "dump.ndjson") == MixedLines.bytes
    #expect(isUntouched)
  }

  /// A check needs no events, but a file that would be written about them can be the file of events.
  @Test(arguments: ["--rejects", "--rejects-raw", "--stats"])
  func fileIsNotEmptiedByACheckWithoutEvents(option: String) throws {
    let scratch = try Scratch()
    let run = try MixedLines.run("--check \(option) dump.ndjson", in: scratch)
    #expect(run.status == 73 && run.output.isEmpty)
    #expect(
      run.messages
        == "hookline: \(option) dump.ndjson: it is not empty, and no events are read:"
        + " also name the file of events\n")
    let isUntouched = try scratch.bytes(of: "dump.ndjson") == MixedLines.bytes
    #expect(isUntouched)
    #expect(try MixedLines.run("--check \(option) new", in: scratch).status == 0)
  }

  /// Also if there are faults, which are written before any other output would be.
  @Test(arguments: ["[{}]", "{}"]) func faultsAreNotWrittenToTheDefinitions(text: String) throws {
    let scratch = try Scratch()
    let definitions = Array("\(text)\n".utf8)
    _ = try scratch.file("d", holding: definitions)
    let run = try scratch.run("hookline -w d --check >> d")
    #expect(run.status == 73)
    #expect(
      run.messages
        == "hookline: standard output: this run reads it: write the output to another file\n")
    #expect(try scratch.bytes(of: "d") == definitions)
  }

  /// What is written to a device is not read back from it.
  @Test func deviceCanBeReadAndWritten() throws {
    let run = try MixedLines.run("/dev/null > /dev/null", in: Scratch())
    #expect(run.status == 0 && run.messages == "")
  }

  /// Once created as an output, the file would be read as an input and grow without end.
  @Test(
    arguments: ["--rejects", "--rejects-raw"],
    [("new", "new"), ("./new", "new"), ("new", "./new"), ("link", "new")])
  func missingInputIsNotCreatedAsAnOutput(option: String, names: (input: String, output: String))
    throws
  {
    let scratch = try Scratch()
    let run = try OneBadLine.run(
      "ln -s new link; \(OneBadLine.hookline) -j1 bad \(names.input) \(option) \(names.output)",
      in: scratch)
    #expect(run.status == 73)
    #expect(
      run.messages == "hookline: \(option) \(names.output): this run reads it: name another file\n")
    #expect(!scratch.contains("new"))
  }

  /// A hard link that is made during the run can give the output the name of an input.
  @Test func inputLinkedToAnOutputIsNotRead() throws {
    let scratch = try Scratch()
    let run = try OneBadLine.run(
      "mkfifo fifo; { sleep 0.3; ln r late; cat bad; } > fifo & "
        + "\(OneBadLine.hookline) fifo late bad --rejects-raw r; s=$?; cat r; exit $s", in: scratch)
    #expect(run.status == 66)
    #expect(
      run.messages.contains(
        "hookline: late: this run writes to it, so it was not read: name another output file\n"))
    #expect(String(decoding: run.output, as: UTF8.self) == "7\n7\n")
  }

  @Test func inputFIFOIsNotOpenedAsAnOutput() throws {
    let scratch = try Scratch()
    let run = try OneBadLine.run(
      "mkfifo fifo; timeout 20 \(OneBadLine.hookline) fifo --rejects fifo", in: scratch)
    #expect(run.status == 73)
    #expect(run.messages == "hookline: --rejects fifo: this run reads it: name another file\n")
  }

  /// As on a stale network file system: the input could be the very file that is to be emptied.
  @Test(arguments: ["EIO", "ESTALE", "EACCES"])
  func unidentifiedInputIsTakenForTheOutput(error: String) throws {
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
    let run = try OneBadLine.run(
      "LD_PRELOAD=\(library) \(OneBadLine.hookline) bad --rejects ./bad; s=$?; cat bad; exit $s",
      in: scratch)
    #expect(run.status == 73)
    #expect(
      run.messages.hasPrefix("hookline: bad: cannot check whether it is also an output file: "))
    #expect(String(decoding: run.output, as: UTF8.self) == "7\n")
    // Without an output file that could be the same, the input is read.
    #expect(
      try OneBadLine.run("LD_PRELOAD=\(library) \(OneBadLine.hookline) bad", in: scratch).status
        == 65)
  }
}
