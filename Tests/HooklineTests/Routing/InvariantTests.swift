import Hookline
import Invariants
import SampleData
import Testing

/// The invariants of ``RoutingCase``, each stated in words and checked on random definitions and events.
@Suite struct InvariantTests {
  private static let sentences = RoutingCase.checks.map(\.sentence)

  /// To repeat a run, paste the seed that it printed into the list.
  @Test(arguments: sentences, [1, UInt64.random(in: 0...1 << 48)])
  func invariantHoldsForRandomInput(sentence: String, seed: UInt64) throws {
    for samples in RoutingSamples.allCases {
      for routing in try samples.cases(seed: seed) {
        let contradiction = routing.contradiction(to: sentence)
        #expect(contradiction == nil, "\(samples), seed \(seed): \(sentence)")
        guard contradiction == nil else { break }
      }
    }
  }

  /// With few jobs or no rejected lines, the test of the invariants would prove little.
  @Test func invariantSamplesHaveEachKindOfLine() throws {
    var tally: [String: Int] = [:]
    for routing in try RoutingSamples.allCases.flatMap({ try $0.cases(seed: 1) }) {
      for (kind, count) in routing.tally { tally[kind, default: 0] += count }
    }
    for kind in ["blank", "rejected", "matched", "unmatched"] {
      #expect(tally[kind, default: 0] >= (kind == "blank" ? 1 : 40), "\(tally)")
    }
  }
}

/// The sources of definitions and events.
private enum RoutingSamples: CaseIterable {
  /// Few different ids, some of which differ in one bit.
  case ofFewIDs
  /// Events like the platform's, many of them long.
  case ofThePlatform
  /// Lines about half of which are rejected, and definitions for tasks, users and logouts.
  case corrupted

  /// The cases that `seed` determines.
  func cases(seed: UInt64) throws -> [RoutingCase] {
    switch self {
    case .ofFewIDs:
      try (0..<UInt64(Self.count)).map { number in
        var samples = SampleRouting(seed: seed + number)
        let definitions = samples.definitions(4 + Int(number) * 7 % 40)
        return try routing(definitions, (0..<12).map { _ in samples.event() }, seed: seed + number)
      }
    case .ofThePlatform:
      try {
        var events = SampleEvents(seed: seed)
        let lines = (0..<Self.count).map { _ in events.next() }
        return [try routing(Fixtures.webhooks(), lines, seed: seed)]
      }()
    case .corrupted:
      try {
        var corrupted = CorruptedLines(seed: seed)
        return try (0..<2).map { _ in
          let block = corrupted.block(ofLines: 2 * Self.count)
          let lines = block.split(separator: 0x0A).map { Array($0) }
          return try routing(Self.definitionsForAll, lines + [[]], seed: seed)
        }
      }()
    }
  }

  private func routing(
    _ definitions: [UInt8], _ lines: [[UInt8]], seed: UInt64
  ) throws -> RoutingCase {
    try #require(
      RoutingCase(definitions: definitions, lines: lines, seed: seed),
      "the definitions of seed \(seed) are not accepted")
  }

  private static let count = TestSize.debug(14, release: 150)

  private static let definitionsForAll = Array(
    ["create-edit-delete-task", "create-edit-delete-user", "logout-user"].enumerated()
      .map { number, trigger in
        #"{"_id":"62685990d918fb5557f9f99\#(number)","company":"625BC5429a54e8868bd89be2","#
          + #""isActive":true,"trigger":"\#(trigger)","url":"http://a.b","code":"c\#(number)"}"#
      }.joined(separator: "\n").utf8)
}
