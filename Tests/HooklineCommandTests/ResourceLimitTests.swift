import Foundation
import SampleData
import Testing

/// With little memory or few descriptors the program makes do with fewer threads, or reports what it lacks.
@Suite struct ResourceLimitTests {
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

  /// If descriptors are short, fewer threads and their pipes are made, so that enough are left for the files.
  @Test(arguments: Array(stride(from: 12, through: 44, by: TestSize.debug(3, release: 1))))
  func fewDescriptorsMeanFewerThreads(count: Int) throws {
    let run = try BuiltBinary.run(
      shell: "cat fixtures/events.ndjson | { ulimit -n \(count);"
        + " hookline -w fixtures/webhooks.json -j 8 --read-bytes 5000 - fixtures/events.ndjson; }")
    let isTwice = try run.output == DirectRun.run.output + DirectRun.run.output
    #expect(run.status == 0 && isTwice, "\(run.messages)")
  }

  /// Four descriptors are what the dynamic loader needs.
  @Test(arguments: ["", "--rejects /dev/null"])
  func lackOfDescriptorsIsReported(options: String) throws {
    let run = try BuiltBinary.run(
      shell:
        "ulimit -n 4; exec hookline \(options) -w fixtures/webhooks.json fixtures/events.ndjson")
    #expect(run.status == 71)
    #expect(run.messages.hasSuffix(": Too many open files\n"))
    #expect(run.output == [])
  }

  /// A line for which there is no memory is a read error, not a crash.
  @Test func lackOfMemoryForALineIsReported() throws {
    let run = try BuiltBinary.run(
      shell: "{ cat fixtures/events.ndjson; head -c 50000000 /dev/zero; } |"
        + " { ulimit -v 60000; exec hookline --max-line-bytes 100000000 \(DirectRun.webhooks[0])"
        + " \(DirectRun.webhooks[1]); }")
    #expect(run.status == 74)
    #expect(
      run.messages.contains(": Cannot allocate memory after line 343: the rest was not read\n"))
    #expect(run.lines.count == 142)
  }

  @Test func lackOfMemoryForJobsThatAreDoneIsReported() throws {
    let run = try BuiltBinary.run(
      shell: "head -c 60000000 /dev/zero |"
        + " { ulimit -v 60000; exec hookline --seen - \(DirectRun.webhooks[0])"
        + " \(DirectRun.webhooks[1]) fixtures/events.ndjson; }")
    #expect(run.status == 71 && run.output == [])
    #expect(
      run.messages
        == "hookline: --seen (standard input): Cannot allocate memory: nothing was read\n")
  }

  /// A log array that cannot be read to its end can be read on from the place that the message names.
  @Test func logArrayIsReadOnAfterAReadError() throws {
    let scratch = try Scratch()
    let log = SampleLog.file(try FixtureLog.records(), in: .compact)
    _ = try scratch.file("log", holding: log)
    let hookline =
      "hookline --from log -w '\(BuiltBinary.fixtures.appending(path: "webhooks.json").path())'"
    let all = try scratch.run("\(hookline) log")
    let first = try scratch.run(
      "{ head -c -1 log; printf ','; head -c 50000000 /dev/zero; } |"
        + " { ulimit -v 60000; exec \(hookline) --max-line-bytes 100000000; }")
    #expect(first.status == 74)
    let message =
      /: Cannot allocate memory after byte ([0-9]+): run again from there, with \[ before it\n/
    let place = try #require(first.messages.firstMatch(of: message)?.1)
    let offset = try #require(Int(place))
    let rest = try scratch.run("{ printf '['; tail -c +\(offset + 1) log; } | \(hookline)")
    #expect(first.output + rest.output == all.output && !first.output.isEmpty)
  }

  /// Room for definitions is reserved by the length of those before, but not so much that there is no memory for it.
  @Test func littleMemoryIsEnoughForALongTextAfterShortDefinitions() throws {
    let run = try BuiltBinary.run(
      shell: "file=$(mktemp) && trap 'rm \"$file\"' EXIT"
        + " && { cat; head -c 40000000 /dev/zero | tr '\\0' ' '; } > \"$file\""
        + " && ulimit -v 80000 && hookline -w \"$file\" fixtures/events.ndjson",
      input: Self.definitions(2_000))
    #expect(run.status == 0, "\(run.messages)")
  }

  /// The lower limit leaves too little memory to read the definitions, the higher one to parse them.
  @Test(arguments: [25_000, 45_000])
  func lackOfMemoryForDefinitionsIsReported(kilobytes: Int) throws {
    let run = try BuiltBinary.run(
      shell: "ulimit -v \(kilobytes); exec hookline -w - fixtures/events.ndjson",
      input: Self.definitions(80_000))
    #expect(run.status == 71)
    #expect(run.output == [])
    #expect(run.messages.contains("memory"))
  }

  /// A file of `count` definitions, as short as they can be.
  private static func definitions(_ count: Int) -> [UInt8] {
    let definitions = (0..<count).map { number in
      let id = String(format: "%024x", number)
      return #"{"_id":"\#(id)","company":"\#(id)","isActive":true,"trigger":"logout-user","#
        + #""url":"https://example.com/","code":"logout"}"#
    }
    return [UInt8](definitions.joined(separator: "\n").utf8)
  }
}
