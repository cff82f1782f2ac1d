import Foundation
import Glibc
import HooklineCommand
import SampleData
import Testing

/// `--check`: what may be wrong with the definitions.
@Suite struct CheckTests {
  @Test func formsAreAccepted() throws {
    for (value, form) in [("", CheckForm.text), ("=json", .json), ("=github", .github)] {
      #expect(
        try Invocation(line: "-w a --check\(value)")
          == .routing(["a"], []) { $0.mode = .check(form) })
      #expect(
        try Invocation(line: "-w a --check\(value) --strict b -")
          == .routing(["a"], ["b", "-"]) { ($0.mode, $0.isStrict) = (.check(form), true) })
    }
  }

  @Test(
    arguments: [
      ("-w a --check=xml", .invalidWord("--check", allowed: ["json", "github"], isOptional: true)),
      ("-w a --check=json --check", .repeatedOption("--check")),
      ("-w a --check --count", .twoModes("--check", "--count")),
      ("-w a --check -e", .modeWithoutJobs("--check", leaveOut: "-e")),
      ("-w a --check --max-jobs 1", .modeWithoutJobs("--check", leaveOut: "--max-jobs")),
      ("-w a --check --columns id", .modeWithoutJobs("--check", leaveOut: "--columns")),
      ("-w a --check --format json", .modeWithoutJobs("--check", leaveOut: "--format")),
      ("-w a --strict", .strictWithoutCheck),
      ("-w a --count --strict", .strictWithoutCheck),
      ("--check", .noDefinitions),
      ("-w - --check -", .standardInputTwice),
    ] as [(String, UsageError)])
  func wrongCommandLineIsRejected(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

  /// Without event files, standard input is left to whatever reads it next.
  @Test func standardInputIsNotReadWithoutOperands() throws {
    let scratch = try Scratch()
    _ = try scratch.file("in", holding: Array("first\nsecond\n".utf8))
    let run = try BuiltBinary.run(
      shell:
        "{ hookline -w '\(BuiltBinary.fixtures.path())/webhooks.json' --check > out; cat; } < in",
      in: scratch.folder)
    #expect(run == Run(status: 0, output: Array("first\nsecond\n".utf8), messages: ""))
    #expect(try scratch.text(of: "out").hasSuffix("19 active: no faults, 11 warnings\n"))
  }

  /// Definitions can come from standard input, which is `-` in JSON, as in records of rejected lines.
  @Test func definitionsCanComeFromStandardInput() throws {
    let input = Array(#"{"_id":1}"#.utf8)
    let text = try BuiltBinary.run(["-w", "-", "--check"], input: input)
    #expect(text.status == 78 && text.messages.isEmpty)
    #expect(
      String(decoding: text.lines[0], as: UTF8.self).hasPrefix("(standard input):1:1: fault: "))
    let json = try BuiltBinary.run(["-w", "-", "--check=json"], input: input)
    #expect(String(decoding: json.lines[0], as: UTF8.self).hasPrefix(#"{"file":"-","line":1,"#))
  }

  /// Warnings and faults are one set of objects with the same members.
  @Test func linesOfJSONHaveTheMembersOfTheContract() throws {
    let members: Set = ["file", "line", "column", "level", "code", "subscription", "message"]
    for arguments in [
      ["-w", "fixtures/webhooks.json", "--check=json", "fixtures/events.ndjson"],
      ["-w", "fixtures/events.ndjson", "--check=json"],
    ] {
      let run = try BuiltBinary.run(arguments)
      #expect(!run.lines.isEmpty)
      for line in run.lines {
        let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
        #expect(Set(try #require(object).keys) == members)
      }
    }
  }

  /// All faults are listed, not only the first of each file.
  @Test func allFaultsAreListed() throws {
    let scratch = try Scratch()
    let definition =
      #"{"_id":"x","isActive":true,"trigger":"logout-user","url":"http://a","code":"a"}"#
    let text = Array(repeating: definition, count: 1000).joined(separator: "\n")
    _ = try scratch.file("w", holding: Array(text.utf8))
    let run = try BuiltBinary.run(["-w", "w", "--check"], in: scratch.folder)
    #expect(run.status == 78 && run.lines.count == 2001 && run.messages.isEmpty)
    #expect(
      run.lines.last?.elementsEqual("2000 faults: correct them to see warnings".utf8)
        == true)
  }

  @Test func selectionErrorsAreMessages() throws {
    let run = try BuiltBinary.run(DirectRun.webhooks + ["--check", "--only", "form_north"])
    #expect(run.status == 78 && run.output.isEmpty && run.messages.contains("the nearest is"))
  }

  @Test func unreadableDefinitionsAreMessages() throws {
    let run = try BuiltBinary.run(["-w", "/nowhere", "--check"])
    #expect(run.status == 66 && run.output.isEmpty && !run.messages.isEmpty)
  }

  /// A reader that goes away ends the check silently, and an output that cannot be written is reported.
  @Test func outputIsWrittenLikeThatOfOtherModes() throws {
    for file in ["webhooks.json", "events.ndjson"] {
      let command = "hookline -w fixtures/\(file) --check"
      let full = try BuiltBinary.run(shell: "\(command) > /dev/full")
      #expect(full.status == 74)
      #expect(full.messages.hasSuffix("hookline: standard output: No space left on device\n"))
      let gone = try BuiltBinary.run(
        shell: "(sleep 0.1; \(command); echo $? > /dev/stderr) 2>&1 > >(exec true) | tail -n 1")
      #expect(String(decoding: gone.output, as: UTF8.self) == "\(128 + SIGPIPE)\n", "\(file)")
    }
  }

  /// The result depends on the events, and not on how they are read.
  @Test(arguments: ["", "--from log", "--from log --failed", "--rejects /dev/null --strict"])
  func outputIsIdenticalForAnyThreadCount(options: String) throws {
    let scratch = try Scratch()
    let isLog = options.contains("log")
    let lines = try isLog ? FixtureLog.records() : DirectRun.lines.map { Array($0) }
    let input = Array((lines + [Array("{".utf8)] + lines + lines).joined(separator: [lineFeed]))
    _ = try scratch.file("a", holding: input)
    let webhooks = ["-w", BuiltBinary.fixtures.appending(path: "webhooks.json").path()]
    let arguments =
      webhooks + options.split(separator: " ").map(String.init) + ["--check=json", "a"]
    func run(_ threads: String) throws -> Run {
      try BuiltBinary.run(["-j", threads, "--read-bytes", "509"] + arguments, in: scratch.folder)
    }
    let expected = try run("1")
    #expect(expected.status == 65 && expected.lines.count > 10)
    for threads in ["2", "5", "5"] { #expect(try run(threads) == expected, "\(threads) threads") }
  }

  /// The webhooks that never fired are those to which `--count` gives no job, whatever is selected.
  @Test(arguments: [
    "", "--company 625bc5429a54e8868bd89be2", "--since 2022-04-28", "--except wo_mirror",
    "--shard 1/3",
  ])
  func webhooksThatNeverFiredAreThoseWithoutJobs(selection: String) throws {
    let arguments =
      DirectRun.webhooks + selection.split(separator: " ").map(String.init)
      + ["fixtures/events.ndjson"]
    let check = try BuiltBinary.run(arguments + ["--check=json"])
    let never = String(decoding: check.output, as: UTF8.self)
      .matches(
        of:
          /"never-fired","subscription":"[0-9a-f]{24}","message":"([a-z0-9_]+) of company ([0-9a-f]+)/
      )
      .map { "\($0.1) \($0.2)" }
    let inactive = Set(try Fixtures.inactiveWebhooks())
    let count = try BuiltBinary.run(arguments + ["--count"])
    let without = String(decoding: count.output, as: UTF8.self)
      .matches(of: /(?m)^ *0  ([a-z0-9_]+) +([0-9a-f]{24})/).map { "\($0.1) \($0.2)" }
      .filter { !inactive.contains($0) }
    #expect(never == without)
  }

  /// From events of which none takes part nothing follows about webhooks.
  @Test(arguments: [("/dev/null", 0), ("fixtures/webhooks.json", 65)])
  func noEventGivesOneWarning(input: String, status: Int32) throws {
    let run = try BuiltBinary.run(DirectRun.webhooks + ["--check", input])
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(run.status == status)
    let warnings = text.split(separator: "\n").filter { $0.hasPrefix("events: warning") }
    #expect(warnings.count == 1)
    #expect(warnings[0].hasPrefix("events: warning: no-events: no event is selected: "))
  }

  /// `--stats` and `--rejects` go with it, also if no event is read.
  @Test func numbersOfTheRunAreWritten() throws {
    let scratch = try Scratch()
    let webhooks = ["-w", BuiltBinary.fixtures.appending(path: "webhooks.json").path()]
    let events = BuiltBinary.fixtures.appending(path: "events.ndjson").path()
    for (operands, count) in [([], 0), ([events], 343)] {
      let run = try BuiltBinary.run(
        webhooks + ["--check", "--stats", "s", "--rejects", "r"] + operands, in: scratch.folder)
      #expect(run.status == 0)
      #expect(try StatsObject(scratch.bytes(of: "s"))["events"] == count)
      #expect(try scratch.bytes(of: "r").isEmpty)
    }
  }
}

extension Fixtures {
  /// The code and the company of each inactive webhook.
  fileprivate static func inactiveWebhooks() throws -> [String] {
    let array = try JSONSerialization.jsonObject(with: Data(webhooks())) as? [[String: Any]]
    return (array ?? []).filter { $0["isActive"] as? Bool == false }.map { webhook in
      "\(webhook["code"] ?? "") \(webhook["company"] ?? "")"
    }
  }
}
