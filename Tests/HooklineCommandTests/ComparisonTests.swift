import Foundation
import HooklineCommand
import HooklineSystem
import SampleData
import Testing

/// `--minus` and `--diff`: what a change of definitions adds and takes away.
@Suite struct ComparisonTests {
  @Test func comparisonOptionsAreAccepted() throws {
    let (b, c) = (FileName(Array("b".utf8)), FileName(Array("c".utf8)))
    #expect(try Invocation(line: "-w a --minus b --minus=c") == .routing { $0.minus = [b, c] })
    #expect(
      try Invocation(line: "-w a --diff b")
        == .routing { $0.mode = .changes(since: b) })
  }

  @Test(
    arguments: [
      ("--diff b --diff b", .repeatedOption("--diff")),
      ("--diff b --count", .twoModes("--diff", "--count")),
      ("--diff b -e", .modeWithoutJobs("--diff", leaveOut: "-e")),
      ("--diff", .missingValue("--diff", value: "OLD")),
      ("--minus", .missingValue("--minus", value: "OLD")),
      ("--minus -", .standardInputTwice), ("--diff /dev/stdin", .standardInputTwice),
    ] as [(String, UsageError)])
  func wrongUseIsRejected(options: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: "-w a \(options)") }
  }

  /// The fixtures with some definitions changed, and how the numbers of jobs follow from each other.
  @Test(arguments: [[], ["-j", "4", "--read-bytes", "999"], ["--from", "log"], ["--unique"]])
  func numbersOfJobsAddUp(options: [String]) throws {
    let scratch = try Scratch()
    let events =
      options.contains("log")
      ? try scratch.file(
        "log", holding: Array(FixtureLog.records().joined(separator: [lineFeed]))
      ).path()
      : BuiltBinary.fixtures.appending(path: "events.ndjson").path()
    let new = BuiltBinary.fixtures.appending(path: "webhooks.json")
    let text = String(decoding: try Data(contentsOf: new), as: UTF8.self)
    let changed = text.replacing("\"isActive\": false", with: "\"isActive\": true")
      .replacing("62701f0c5be2a70008d14e38", with: "62701f0c5be2a70008d14e44")
    #expect(changed != text)
    let old = try scratch.file("old", holding: Array(changed.utf8)).path()
    func lines(_ arguments: [String]) throws -> Set<[UInt8]> {
      let run = try BuiltBinary.run(arguments + options + [events])
      #expect(run.status == 0, "\(run.messages)")
      return Set(run.lines.map { Array($0) })
    }
    let (before, after) = (try lines(["-w", old]), try lines(["-w", new.path()]))
    let gained = try lines(["-w", new.path(), "--minus", old])
    let lost = try lines(["-w", old, "--minus", new.path()])
    #expect(gained == after.subtracting(before) && lost == before.subtracting(after))
    #expect(!gained.isEmpty && after.count == before.count - lost.count + gained.count)
    let run = try BuiltBinary.run(["-w", new.path(), "--diff", old] + options + [events])
    let total = String(decoding: run.lines.last ?? [], as: UTF8.self)
    #expect(
      total.hasPrefix(
        "\(gained.count) job\(gained.count == 1 ? "" : "s") gained, \(lost.count) lost, "
          + "\(after.count - gained.count) unchanged; "), "\(total)")
  }

  @Test func eventsWhoseJobsAreAllLeftOutAreCountedAsMatched() throws {
    let webhooks = BuiltBinary.fixtures.appending(path: "webhooks.json").path()
    let events = BuiltBinary.fixtures.appending(path: "events.ndjson").path()
    func unmatched(_ options: [String]) throws -> [String] {
      let run = try BuiltBinary.run(["-w", webhooks, "--count"] + options + [events])
      return run.lines.map { String(decoding: $0, as: UTF8.self) }
        .filter { $0.contains("match nothing") }
    }
    let without = try unmatched([])
    #expect(!without.isEmpty)
    #expect(try unmatched(["--minus", webhooks]) == without)
  }

  @Test func fileOfOldDefinitionsIsNotOverwritten() throws {
    let scratch = try Scratch()
    let new = BuiltBinary.fixtures.appending(path: "webhooks.json")
    let bytes = [UInt8](try Data(contentsOf: new))
    let old = try scratch.file("old", holding: bytes)
    for option in ["--minus", "--diff"] {
      let run = try BuiltBinary.run(
        ["-w", new.path(), option, "old", "--rejects", "old", "/dev/null"], in: scratch.folder)
      #expect(run.status == 73)
      #expect(try [UInt8](Data(contentsOf: old)) == bytes)
    }
  }

  /// One pipe cannot be read for two things.
  @Test func oldDefinitionsCanBeReadFromAPipe() throws {
    let run = try BuiltBinary.run(
      shell:
        "cat fixtures/webhooks.json | hookline -w fixtures/webhooks.json --diff -"
        + " fixtures/events.ndjson")
    #expect(
      run.lines.map { String(decoding: $0, as: UTF8.self) } == [
        "0 jobs gained, 0 lost, 142 unchanged; 343 events"
      ])
  }
}
