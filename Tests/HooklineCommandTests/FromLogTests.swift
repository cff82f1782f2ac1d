import Foundation
import Hookline
import HooklineCommand
import SampleData
import Testing

/// `--from log` gives the jobs of a direct run again, from the platform's delivery log.
@Suite struct FromLogTests {
  @Test(
    arguments: [
      ("-w a --from events", .routing()),
      ("-w a --from=log x", .routing(["a"], ["x"]) { $0.form = .log }),
    ] as [(String, Invocation)])
  func fromOptionIsAccepted(line: String, expected: Invocation) throws {
    #expect(try Invocation(line: line) == expected)
  }

  @Test(
    arguments: [
      ("-w a --from logs", .invalidWord("--from", allowed: ["events", "log"], isOptional: false)),
      ("-w a --from=", .invalidWord("--from", allowed: ["events", "log"], isOptional: false)),
      ("-w a --from log --from log", .repeatedOption("--from")),
    ] as [(String, UsageError)])
  func wrongFormIsRejected(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

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
  func logGivesTheJobsOfADirectRun(form: SampleLog.Form) throws {
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
    let notDue = run.messages.matches(of: /(\d+) records? without a job/).map { Int($0.1) ?? 0 }
    let withheld = run.messages.matches(of: /(\d+) \w+ events? without/).map { Int($0.1) ?? 0 }
    #expect((notDue + withheld).reduce(run.lines.count, +) == records.count)
  }

  private func trimmed(_ event: [UInt8]) -> [UInt8] {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    return Array(event.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }

  /// The good records and the fixed ones together give the jobs of the fixed whole.
  @Test(arguments: SampleLog.Form.allCases)
  func rejectedRecordsCanBeFixedAndRunAgain(form: SampleLog.Form) throws {
    let scratch = try Scratch()
    let broken = try FixtureLog.records().enumerated().map { number, record in
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
      DirectRun.webhooks + ["--from", "log"], input: SampleLog.file(FixtureLog.records(), in: form))
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
}
