import SampleData
import Testing

@testable import Hookline

/// The table of deliveries agrees with a dictionary, however alike the hashes of the events are.
@Suite struct DeliveryTableTests {
  /// Digests in which only the named bits differ, so that a weak hash of them would collide.
  private static let digests: [@Sendable (UInt64) -> XXH128] = [
    { XXH128(high: $0, low: 0) }, { XXH128(high: 0, low: $0) },
    { XXH128(high: $0 << 40, low: $0 << 40) }, { XXH128(high: $0, low: $0) },
  ]

  @Test(arguments: digests.indices, [10, 5000])
  func tableAgreesWithADictionary(kind: Int, count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    var table = DeliveryTable(seed: HashSeed(using: &random))
    var expected: [String: UInt32] = [:]
    for step in 0..<3 * count {
      let digest = Self.digests[kind](UInt64(random.number(in: 0...count)))
      let webhook = random.number(in: 0...2)
      let key = DeliveryKey(digest, to: webhook)
      let name = "\(digest) \(webhook)"
      #expect(table.value(of: key) == expected[name], "step \(step)")
      table.update(key) { ($0 ?? 0) + 7 }
      expected[name] = (expected[name] ?? 0) + 7
      #expect(table.count == expected.count)
    }
  }

  /// Keys of one event for different webhooks, and of different events for one, have different hashes.
  @Test func hashDependsOnEveryPart() {
    var random = SeededGenerator(seed: 1)
    let seed = HashSeed(using: &random)
    let keys = [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)].map {
      DeliveryKey(XXH128(high: UInt64($0.0), low: UInt64($0.1)), to: $0.2)
    }
    #expect(Set(keys.map { $0.hash(with: seed) }).count == keys.count)
    #expect(keys[0].hash(with: seed) != keys[0].hash(with: HashSeed(using: &random)))
  }
}
