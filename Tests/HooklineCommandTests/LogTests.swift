import Foundation
import Glibc
import SampleData
import Testing

/// `--from log` gives the jobs of a direct run again, from the platform's delivery log.
@Suite struct LogTests {
  /// How many events are wrapped in log records.
  static let eventCount = TestSize.debug(500, release: 20_000)

  /// An event that was sent to a webhook.
  private struct Delivery: Hashable {
    var event: [UInt8]
    var subscription: String
  }

  /// The ids of the sample webhooks, and one that belongs to none.
  private static let webhooks: [String] =
    String(decoding: Fixtures.webhooks(), as: UTF8.self)
    .matches(of: /"_id": "([0-9a-fA-F]+)"/).map { $0.1.lowercased() } + ["00000000deadbeef00000000"]

  /// The jobs of a direct run over `events`, by delivery.
  private func directJobs(of events: [[UInt8]]) throws -> [Delivery: [UInt8]] {
    let run = try BuiltBinary.run(
      DirectRun.webhooks, input: Array(events.joined(separator: [lineFeed])))
    #expect(run.status == 0)
    var jobs: [Delivery: [UInt8]] = [:]
    for line in run.lines {
      let text = String(decoding: line, as: UTF8.self)
      let subscription = try #require(text.firstMatch(of: /"subscription":"([0-9a-f]+)"/)?.1)
      let event = try #require(text.range(of: #","event":"#)?.upperBound)
      let delivery = Delivery(
        event: Array(text[event...].utf8.dropLast()), subscription: String(subscription))
      jobs[delivery] = Array(line)
    }
    return jobs
  }

  /// Each event is wrapped for some webhooks, due or not: the log must give the jobs that a direct run gives for these pairs,
  /// byte for byte.
  @Test(arguments: SampleLog.Form.allCases)
  func aLogGivesTheJobsOfADirectRun(form: SampleLog.Form) throws {
    var samples = SampleEvents(seed: 7)
    var random = SeededGenerator(seed: 7)
    let events = (0..<Self.eventCount).map { _ in
      let event = trimmed(samples.next())
      // An event over several lines loses its white space, so the events of the direct run have none either.
      return form == .pretty ? SampleLog.compacted(event) : event
    }
    let direct = try directJobs(of: events)
    var deliveries = events.flatMap { event in
      (0..<2).map { _ in
        Delivery(event: event, subscription: Self.webhooks.randomElement(using: &random) ?? "")
      }
    }
    // Most of these are not due; the log also has all that are.
    deliveries += direct.keys.sorted {
      // An order that depends on the seed alone.
      $0.subscription == $1.subscription
        ? $0.event.lexicographicallyPrecedes($1.event) : $0.subscription < $1.subscription
    }
    deliveries.shuffle(using: &random)
    let records = deliveries.map { SampleLog.record($0.event, to: $0.subscription) }
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--from", "log"], input: SampleLog.file(records, in: form))
    #expect(run.status == 0)
    let expected = deliveries.compactMap { direct[$0] }
    let isSame = run.lines.elementsEqual(expected) { $0.elementsEqual($1) }
    #expect(isSame && expected.count >= direct.count && direct.count > Self.eventCount / 4)
    // Records without a job are reported, and the numbers add up.
    let told = run.messages.matches(of: /(\d+) records? without a job/).map { Int($0.1) ?? 0 }
    let withheld = run.messages.matches(of: /(\d+) \w+ events? without/).map { Int($0.1) ?? 0 }
    #expect((told + withheld).reduce(run.lines.count, +) == records.count)
  }

  private func trimmed(_ event: [UInt8]) -> [UInt8] {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    return Array(event.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }

  /// Log records for all jobs of the fixtures, with `statuses` in turn.
  private func records(statuses: [Int] = [500]) throws -> [[UInt8]] {
    try DirectRun.run.lines.enumerated().map { number, line in
      let text = String(decoding: line, as: UTF8.self)
      let subscription = try #require(text.firstMatch(of: /"subscription":"([0-9a-f]+)"/)?.1)
      let event = try #require(text.range(of: #","event":"#)?.upperBound)
      return SampleLog.record(
        Array(text[event...].utf8.dropLast()), to: String(subscription),
        status: statuses[number % statuses.count])
    }
  }

  @Test(arguments: SampleLog.Form.allCases) func onlyFailedOnes(form: SampleLog.Form) throws {
    let records = try records(statuses: [200, 409, 209, 210, 0])
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--from=log", "--failed", "--count"],
      input: SampleLog.file(records, in: form))
    #expect(String(decoding: run.output, as: UTF8.self).contains("\n85  jobs in all\n"))
    #expect(run.messages.hasPrefix("hookline: 57 records without a job: delivered, status 200"))
  }

  /// A sender that adds its results to each job writes a log.
  @Test func jobsAreTheLogOfTheirSender() throws {
    let run = try BuiltBinary.run(
      shell: "hookline -w fixtures/webhooks.json fixtures/events.ndjson 2> /dev/null"
        + " | sed 's/}$/,\"status\":503,\"retry\":1,\"response\":\"\"}/'"
        + " | hookline -w fixtures/webhooks.json --from log --failed")
    let isSame = try run.output == DirectRun.run.output
    #expect(isSame && run.status == 0 && run.messages == "")
  }

  @Test(arguments: [SampleLog.Form.compact, .pretty], [1, 7, 64, 4096])
  func readsOfAnySizeGiveTheSame(form: SampleLog.Form, size: Int) throws {
    let file = SampleLog.file(Array(try records().prefix(40)), in: form)
    let whole = try BuiltBinary.run(DirectRun.webhooks + ["--from", "log"], input: file)
    let (input, output) = (Pipe(), Pipe())
    // In packet mode (O_DIRECT, which Swift's Glibc does not name) each read returns what one write wrote.
    try #require(fcntl(input.fileHandleForWriting.fileDescriptor, F_SETFL, 0o40000) == 0)
    let child = Child(DirectRun.webhooks + ["--from", "log"])
    (child.process.standardInput, child.process.standardOutput) = (input, output)
    try child.start()
    let writer = Thread {
      for start in stride(from: 0, to: file.count, by: size) {
        let piece = file[start..<min(start + size, file.count)]
        try? input.fileHandleForWriting.write(contentsOf: piece)
      }
      try? input.fileHandleForWriting.close()
    }
    writer.start()
    let jobs = try output.fileHandleForReading.readToEnd() ?? Data()
    #expect(child.finish() == 0)
    let isSame = jobs.elementsEqual(whole.output)
    #expect(isSame && whole.lines.count == 40)
  }

  /// The good records and the fixed ones together give the jobs of the fixed whole.
  @Test(arguments: SampleLog.Form.allCases)
  func rejectedRecordsCanBeMendedAndRunAgain(form: SampleLog.Form) throws {
    let scratch = try Scratch()
    let broken = try records().enumerated().map { number, record in
      number.isMultiple(of: 3) ? Array("@".utf8) + record : record
    }
    let file = SampleLog.file(broken, in: form)
    _ = try scratch.file("log", holding: file)
    let webhooks = "-w \(BuiltBinary.fixtures.path())/webhooks.json --from log"
    let first = try BuiltBinary.run(
      shell: "hookline \(webhooks) --rejects r --rejects-raw raw log", in: scratch.folder)
    let second = try BuiltBinary.run(
      shell: "sed 's/^@//' raw | hookline \(webhooks)", in: scratch.folder)
    #expect((first.status, second.status) == (65, 0))
    let whole = try BuiltBinary.run(
      DirectRun.webhooks + ["--from", "log"], input: SampleLog.file(records(), in: form))
    // Raw records are on one line, with spaces for line feeds, so the ids of events that had line feeds differ.
    func sorted(_ run: Run) -> [[UInt8]] {
      run.lines.map { line in
        // Without the id.
        SampleLog.compacted(Array(form == .pretty ? line.dropFirst(65) : line))
      }
    }
    let jobs = Set(sorted(first) + sorted(second))
    let isSame = jobs == Set(sorted(whole))
    #expect(isSame && first.lines.count + second.lines.count == 142)
    // The rejects file has the exact bytes of the rejected records, and their places.
    let kept = try Data(contentsOf: scratch.folder.appending(path: "r")).split(separator: lineFeed)
    #expect(kept.count == 48)
    for record in kept {
      let object = try #require(
        JSONSerialization.jsonObject(with: Data(record)) as? [String: Any])
      let (offset, length) = (object["offset"] as? Int ?? 0, object["length"] as? Int ?? 0)
      let text = (object["text"] as? String).map { Array($0.utf8) }
      #expect(text == Array(file[offset..<offset + length]))
      let before = file[..<offset].split(separator: lineFeed, omittingEmptySubsequences: false)
      #expect(object["line"] as? Int == before.count)
      let place = "log:\(before.count):\((before.last?.count ?? 0) + 1): invalid-json: "
      #expect(record != kept.first || first.messages.hasPrefix("hookline: " + place))
    }
  }

  /// After a signal in the middle of an array, the message says what to put before the rest, which gives the missing jobs.
  @Test(arguments: [SampleLog.Form.compact, .pretty])
  func theRestOfAnArrayGivesTheMissingJobs(form: SampleLog.Form) throws {
    let count = InterruptedRuns.repetitions * 2
    let records = Array(repeating: try records(), count: count).flatMap(\.self)
    let file = SampleLog.file(records, in: form)
    let log = ["--from", "log"]
    var stoppedCount = 0
    let rounds = InterruptedRuns.count / 2
    try InterruptedRuns.make(rounds, over: file, options: log, by: SIGTERM) { run, whole in
      let place = try /byte (\d+): run again from there(?:, with (\[\]?) before it)?\n/
        .firstMatch(in: run.messages)
      guard let place, let byte = Int(place.1) else {
        let isOver = run.status == 0 && run.output == whole
        #expect(isOver || run.status == 128 + SIGTERM && run.output.isEmpty)
        return
      }
      #expect(run.status == 128 + SIGTERM)
      let prefix = Array((place.2 ?? "").utf8)
      let rest = try BuiltBinary.run(
        DirectRun.webhooks + log, input: prefix + file.dropFirst(byte))
      let isSame = run.output + rest.output == whole
      #expect(isSame && rest.status == 0, "\(run.messages)")
      if byte > 0, byte < file.count { stoppedCount += 1 }
    }
    #expect(stoppedCount > 0 || rounds < 20)
  }

  /// In a file of lines the rest gives the missing jobs even if it begins with `[` or a byte-order mark; a last line whose job
  /// was written is not part of it.
  @Test func theRestOfLinesGivesTheMissingJobs() throws {
    let odd = ["[1]\n", " \n[{}]\n", "\u{FEFF}{}\n"].map { Array($0.utf8) }
    let lines = try records().enumerated().map { number, record in
      record + [lineFeed] + (number.isMultiple(of: 2) ? odd[number / 2 % odd.count] : [])
    }
    let count = InterruptedRuns.repetitions
    let file = Array(Array(repeating: lines, count: count).joined().joined().dropLast())
    let log = ["--from", "log"]
    try InterruptedRuns.make(InterruptedRuns.count, over: file, options: log, by: SIGTERM) {
      run, whole in
      let place = try /byte (\d+): run again from there(?:, with (0) before it)?\n/
        .firstMatch(in: run.messages)
      guard let place, let byte = Int(place.1) else { return }
      let prefix = Array((place.2 ?? "").utf8)
      let rest = try BuiltBinary.run(
        DirectRun.webhooks + log, input: prefix + file.dropFirst(byte))
      let isSame = run.output + rest.output == whole
      #expect(isSame, "byte \(byte) of \(file.count)")
    }
  }

  /// A file without a line feed at its end, such as an API response, keeps its own line numbers in the places that are
  /// reported at the end.
  @Test func theFirstOfAKindIsNamedInItsOwnFile() throws {
    let scratch = try Scratch()
    let records = try records(statuses: [200, 500])
    let files = [records[0], records[1]].map { SampleLog.file([$0], in: .compact) }
    let names = try files.enumerated().map { try scratch.file("\($0)", holding: $1).path() }
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--from", "log", "--failed"] + names)
    #expect(
      run.messages
        == "hookline: 1 record without a job: delivered, status 200 to 209 (first: \(names[0]):1)\n"
    )
  }

  /// However the bytes arrive, the same records are too long, and the same part of them is kept.
  @Test(arguments: [
    "[123456  ,2]", "[123456\n7 ,2]", "[1     ,2]", "[{\n\"a\":\n1}\r\n]", "[{}        ",
    "123456\r\n7\n",
    "123456\r\r\n", "   123456\n", "[[1,\n2,3]]", "1\n[1\n", "[\"a\nb\",\n1]",
  ])
  func theSameIsTooLongHoweverItComes(text: String) throws {
    let bytes = Array(text.utf8)
    var outcomes: [Run] = []
    for cut in stride(from: 0, to: bytes.count, by: TestSize.debug(2, release: 1)) {
      let scratch = try Scratch()
      _ = try scratch.file("a", holding: Array(bytes[..<cut]))
      _ = try scratch.file("b", holding: Array(bytes[cut...]))
      outcomes.append(
        try BuiltBinary.run(
          shell:
            "{ cat a; sleep 0.05; cat b; } | hookline -w \(BuiltBinary.fixtures.path())/webhooks.json"
            + " --from log --max-line-bytes 4 --rejects r --rejects-raw raw; s=$?; cat r raw; exit $s",
          in: scratch.folder))
    }
    for outcome in outcomes { #expect(outcome == outcomes[0]) }
    #expect(outcomes[0].status == 65)
  }
}
