import Foundation
import HooklineCommand
import Testing

/// The message about a wrong command line says what to write instead.
@Suite struct UsageErrorTests {
  @Test(
    arguments: [
      (.unknown("--webhook"), "unknown option --webhook: the nearest is --webhooks"),
      (.unknown("--compnay"), "unknown option --compnay: the nearest is --company"),
      (.unknown("--form"), "unknown option --form: the nearest is --from"),
      (.unknown("--fail"), "unknown option --fail: the nearest is --failed"),
      (.unknown("--max-job"), "unknown option --max-job: the nearest is --max-jobs"),
      (.unknown("--reject"), "unknown option --reject: the nearest is --rejects"),
      (.unknown("--help-me"), "unknown option --help-me"),
      (.unknown("-count"), "unknown option -count: the nearest is --count"),
      (.unknown("-x"), "unknown option -x"),
      (.unknown("---"), "unknown option ---"),
      (.unknown("--"), "unknown option --"),
      (.unknown("-webhooks"), "unknown option -webhooks: the nearest is --webhooks"),
      (.unknown("--attempts"), "unknown option --attempts"),
      (.unknown("--sort"), "unknown option --sort"),
      (.unknown("--kernels"), "unknown option --kernels"),
      (.unknown("--\u{1B}[2J"), #"unknown option --\x1b[2J"#),
      (.unknownOption([0x2D, 0xFF]), #"unknown option -\xff"#),
      (
        .unknown("-n"),
        "unknown option -n: --count shows what would be sent, and --max-jobs N stops before job N+1"
      ),
      (.unknown("--dry-run"), "unknown option --dry-run: --count shows what would be sent"),
      (.unknown("-o"), "unknown option -o: jobs go to standard output, so write > FILE"),
      (
        .unknown("--output"), "unknown option --output: jobs go to standard output, so write > FILE"
      ),
      (.unknown("-f"), "unknown option -f: name the file of events without an option"),
      (.unknown("--silent"), "unknown option --silent: 2> /dev/null discards the messages"),
      (
        .unknown("-v"),
        "unknown option -v: there is no verbose mode: --help lists all options"
      ),
      (.unknown("--parallel"), "unknown option --parallel: -j N sets the number of threads"),
      (.unknown("-c"), "unknown option -c: -w FILE names the webhook definitions"),
      (.unknown("--limit"), "unknown option --limit: --max-jobs N stops before job N+1"),
      (
        .invalidByteCount("--max-line-bytes"),
        "--max-line-bytes must be a number of bytes, such as 100000, 64K or 1M"
      ),
      (
        .hyphenForOutputFile("--rejects-raw"),
        "--rejects-raw -: standard output is for jobs: name a file, or a descriptor such as /dev/fd/3"
      ),
      (
        .optionAsValue("--rejects", next: "-w"),
        "--rejects needs a value before -w: if that is the value, write --rejects=-w"
      ),
      (.missingValue("--webhooks", value: "FILE"), "--webhooks needs a value: --webhooks FILE"),
      (
        .emptyValue("--explain"), "--explain= has no value: leave out the equals sign"
      ),
      (
        .unexpectedValue("--version"), "--version takes no value: leave out what follows the option"
      ),
      (.invalidNumber("--max-jobs"), "--max-jobs must be a whole number from 0 on, such as 100"),
      (.repeatedOption("--company"), "--company is given twice: give it only once"),
    ] as [(UsageError, String)])
  func messageSaysWhatToWrite(error: UsageError, message: String) {
    #expect(error.description == message)
  }

  @Test(arguments: ["-webhooks a", "-webhooks=a", "-w a -explain", "-w a -quiet"])
  func longOptionWithOneHyphenIsNoticed(line: String) throws {
    let option = try #require(line.firstMatch(of: /-[a-z]{2,}/)).output
    #expect(throws: UsageError.unknown(String(option))) { try Invocation(line: line) }
  }

  @Test(arguments: [("-w=a", "-w"), ("-w a -j=2", "-j"), ("-ew=a", "-w")])
  func equalsSignAfterALetterIsNoticed(line: String, option: String) {
    #expect(throws: UsageError.equalsAfterLetter(option)) { try Invocation(line: line) }
  }

  /// The name of an option, or of its form, is a file only if there is one.
  @Test(arguments: [
    ("--count json", "json", "--count=json"), ("--explain all", "all", "--explain=all"),
    ("--check events", "events", nil), ("--explain github", "github", nil),
    ("count", "count", "--count"), ("rejects-raw", "rejects-raw", "--rejects-raw"),
    ("json", "json", nil), ("kernel", "kernel", nil),
  ])
  func forgottenHyphensAreNoticed(line: String, name: String, meant: String?) throws {
    let (scratch, webhooks) = (try Scratch(), BuiltBinary.fixtures.appending(path: "webhooks.json"))
    let command = "hookline -w '\(webhooks.path())' \(line)"
    let run = try BuiltBinary.run(shell: command, in: scratch.folder)
    if let meant {
      let message = "\(name): no such file: if the option is meant, write \(meant)"
      #expect(run.messages == "hookline: \(message)\nhookline: run 'hookline --help' for help\n")
      #expect(run.status == 64)
    } else {
      #expect(run.messages.contains("hookline: \(name): No such file or directory\n"))
      #expect(run.status == 66)
    }
    _ = try scratch.file(name, holding: [])
    #expect(try BuiltBinary.run(shell: command, in: scratch.folder).status == 0)
  }

  /// A time or a URL is a file only if there is one.
  @Test(arguments: [
    ("--since 2022-05-01 18:30 e", "18:30: no such file: if it is a time"),
    ("--until 2022-05-01 8:30:00Z", "8:30:00Z: no such file: if it is a time"),
    ("18:30", nil), ("--since 2022-05-01 18:30x", nil),
    ("https://example.com/log", "a URL cannot be read"),
    ("--seen HTTP://user:secret@example.com e", "a URL cannot be read"),
    ("-w http://a e", "a URL cannot be read"), ("http:/a", nil), ("ftp://a", nil),
  ])
  func timesAndURLsAreNoFiles(line: String, message: String?) throws {
    let (scratch, webhooks) = (try Scratch(), BuiltBinary.fixtures.appending(path: "webhooks.json"))
    _ = try scratch.file("e", holding: [])
    let run = try BuiltBinary.run(
      shell: "hookline -w '\(webhooks.path())' \(line)", in: scratch.folder)
    #expect(run.status == (message == nil ? 66 : 64))
    #expect(run.messages.hasPrefix("hookline: \(message ?? "")"))
    #expect(!run.messages.contains("secret") && run.output.isEmpty)
  }

  @Test(arguments: [
    ("e:21", "e:21: no such file: to read that line alone, write sed -n 21p e | hookline"),
    (
      "'e e:3:17'",
      "e e:3:17: no such file: to read that line alone, write sed -n 3p 'e e' | hookline"
    ),
    (
      "--report report.html e",
      "report.html: the page goes to standard output, so write > report.html"
    ),
    ("--report e e.HTM", "e.HTM: the page goes to standard output, so write > e.HTM"),
    ("x:21", nil), ("--from log e:21", nil), ("e:", nil), ("e:a", nil), (":21", nil),
    ("--count report.html", nil),
  ])
  func lineAndPageAreNoFiles(line: String, message: String?) throws {
    let (scratch, webhooks) = (try Scratch(), BuiltBinary.fixtures.appending(path: "webhooks.json"))
    for name in ["e", "e e", "e.HTM"] { _ = try scratch.file(name, holding: []) }
    let run = try BuiltBinary.run(
      shell: "hookline -w '\(webhooks.path())' \(line)", in: scratch.folder)
    #expect(run.status == (message == nil ? 66 : 64))
    #expect(run.messages.hasPrefix("hookline: \(message ?? "")"))
  }

  @Test(arguments: [("-W a", "-w"), ("-w a -J 2", "-j"), ("-w a -E", "-e"), ("-w a -H", "-h")])
  func letterInTheOtherCaseIsNoticed(line: String, meant: String) throws {
    let option = try #require(line.firstMatch(of: /-[A-Z]/)).output
    let error = #expect(throws: UsageError.unknown(String(option))) { try Invocation(line: line) }
    #expect(error?.description == "unknown option \(option): the nearest is \(meant)")
  }

  @Test(arguments: ["-w a -q=1", "-w a -e=x", "-V=1", "-eq= -w a"])
  func flagTakesNoValue(line: String) {
    #expect {
      try Invocation(line: line)
    } throws: { error in
      if case .unexpectedValue = error as? UsageError { true } else { false }
    }
  }

  @Test func fileNamedLikeATimeIsRead() throws {
    let (scratch, webhooks) = (try Scratch(), BuiltBinary.fixtures.appending(path: "webhooks.json"))
    _ = try scratch.file("18:30", holding: [])
    let command = "hookline -w '\(webhooks.path())' --since 2022-05-01 18:30"
    #expect(try BuiltBinary.run(shell: command, in: scratch.folder).status == 0)
  }
}
