import Hookline
import Invariants
import SampleData
import Testing

/// What is written for curl sends the bytes of the event and never a file: a value that begins with `@` would be the name of one.
@Suite struct CurlJobTests {
  /// Texts that are not curl's own configuration, so that the twin is known to notice them.
  @Test(arguments: [
    "data-raw = \"a", "data-raw = \"a\"b\n", " data-raw = \"a\"\n",
    "data-raw = \"a\\\"\n", "data-raw=\"a\"\n",
  ])
  func twinRefusesOtherConfigurations(text: String) {
    #expect(CurlConfiguration(Array(text.utf8)) == nil)
  }

  @Test func twinSeesFiles() throws {
    let text = "next\njson = \"{\"\njson = \"@/etc/passwd\"\n"
    let configuration = try #require(CurlConfiguration(Array(text.utf8)))
    #expect(CurlConfiguration.body(of: configuration.operations[1]) == nil)
  }

  /// Around the lengths at which an event is cut, for bytes with and without an escape.
  @Test(arguments: [96 << 10, 64 << 10, 128 << 10, 160 << 10], ["a", "\"", "\\", "@", "é"])
  func jobsOfEachLengthAreRight(length: Int, character: String) {
    for offset in -3...3 {
      let filling = Array(repeating: Array(character.utf8), count: length + offset).joined()
      for end in [length + offset, (length + offset) / 2] {
        let event = Array("{".utf8) + filling.prefix(end)
        let contradiction = CurlJob.contradiction(in: event)
        #expect(contradiction == nil, "\(event.count) bytes")
      }
    }
  }

  /// A run of `@` that the first cut is in, from its start to its end, and one that is too long.
  @Test(arguments: [1, 2, 4095, 4096, 4097, 4098, 9000])
  func cutsAvoidRuns(length: Int) {
    for start in [
      65_535 - length, 65_536 - length, 65_537 - length, 65_533, 65_534, 65_535, 65_536,
    ] {
      for before in ["a", "\"", "\\"] {
        var event = Array(repeating: UInt8(ascii: "b"), count: 200_000)
        event.replaceSubrange(
          start..<start + length, with: repeatElement(UInt8(ascii: "@"), count: length))
        event[start - 1] = before.utf8.first ?? 0
        let contradiction = CurlJob.contradiction(in: event)
        #expect(contradiction == nil, "\(length) from \(start) after \(before)")
      }
    }
  }

  /// To rerun a printed seed, paste it into the list.
  @Test(arguments: [UInt64.random(in: .min ... .max)])
  func jobsOfRandomEventsAreRight(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<TestSize.debug(3, release: 150) {
      let event = Self.event(using: &random)
      let contradiction = CurlJob.contradiction(in: event)
      #expect(contradiction == nil, "seed \(seed)")
    }
  }

  /// Up to 300 KB of runs and mixtures of what matters to curl.
  private static func event(using random: inout SeededGenerator) -> [UInt8] {
    let pieces = ["@", "@@@@@@@@", "\\", "\"", "\\\\n", "é", "a", "\t", "%{json}"].map {
      Array($0.utf8)
    }
    var event = Array("{".utf8)
    let length = Int.random(in: 1...300_000, using: &random)
    while event.count < length {
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        let byte = (pieces.randomElement(using: &random) ?? [0x61])[0]
        event += repeatElement(byte, count: Int.random(in: 0...5000, using: &random))
      case 1:
        // To just before a place at which a value without escapes ends.
        let room = 65_536 - event.count % 65_536
        event += repeatElement(0x61, count: max(0, room - Int.random(in: 0...4200, using: &random)))
      default:
        for _ in 0..<Int.random(in: 0...20_000, using: &random) {
          event += pieces.randomElement(using: &random) ?? []
        }
      }
    }
    return event
  }

  /// Wherever hookline is killed, curl must not send what there is of the last job.
  @Test(arguments: [0, 100_000]) func jobThatIsCutOffIsNotSent(length: Int) throws {
    let text = Array(SampleTask.event(#","x":"\#(String(repeating: "y", count: length))""#).utf8)
    let webhooks = [try SampleTask.webhook(1)]
    var product = Product.jobs(for: webhooks, as: .curl)
    var job: [UInt8] = []
    var router = Router(webhooks)
    #expect(router.route(text.span) == .matched(webhookCount: 1))
    let areRefused = product.addJobs(of: router.event, due: router.due, in: text.span, to: &job)
    #expect(!areRefused)
    let end = Array("proto = \"=http,https\"\n".utf8)
    #expect(Array(job.suffix(end.count)) == end)
    // The protocol is forbidden before the URL, and allowed nowhere else.
    let lines = String(decoding: job, as: UTF8.self).split(separator: "\n").map {
      String($0.prefix(20))
    }
    #expect(lines.prefix(2) == ["next", "proto = \"=ftp\""])
    #expect(lines.count { $0.hasPrefix("proto") } == 2)
  }

  /// If the jobs of an event cannot be written, no byte of them is.
  @Test func refusedJobsAreNotWritten() throws {
    var product = Product.jobs(
      for: [try SampleTask.webhook(1), try SampleTask.webhook(2)], as: .curl)
    var jobs: [UInt8] = []
    let text = Array(SampleTask.event(#","x":"\#(String(repeating: "@", count: 200_000))""#).utf8)
    var router = Router([try SampleTask.webhook(1), try SampleTask.webhook(2)])
    #expect(router.route(text.span) == .matched(webhookCount: 2))
    let areRefused = product.addJobs(of: router.event, due: router.due, in: text.span, to: &jobs)
    #expect(areRefused)
    #expect(jobs.isEmpty)
  }
}
