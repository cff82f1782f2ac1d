import SampleData
import Testing

@testable import Hookline

/// The hash table that finds webhooks finds the first of equal keys, however good their hashes are.
@Suite struct KeyTableTests {
  /// A key with a hash that the test chooses.
  private struct Key: TableKey, Hashable {
    let value: UInt64
    let hash: UInt64

    func hash(with seed: HashSeed) -> UInt64 { hash }
    static func == (one: Key, other: Key) -> Bool { one.value == other.value }
    func hash(into hasher: inout Hasher) { hasher.combine(value) }
  }

  /// Hash functions of values: a good one, and others.
  ///
  /// Their hashes collide in all bits, in the bits that choose the slot, or in those that are compared, or choose the last
  /// slots of the table.
  private static let hashes: [@Sendable (UInt64) -> UInt64] = [
    { $0 &* 0x9E37_79B9_7F4A_7C15 },
    { _ in 0 },
    { _ in .max },
    { $0 << 52 },
    { $0 },
    { ($0 % 3) << 32 },
    { ~(($0 % 5) << 32) },
  ]

  /// The table agrees with a dictionary on random keys, many of them equal.
  @Test(arguments: hashes.indices, [0, 1, 2, 8, 9, 700])
  func keyTableFindsTheFirstOfEqualKeys(hashing: Int, count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let hash = Self.hashes[hashing]
    func key(_ value: UInt64) -> Key { Key(value: value, hash: hash(value)) }
    let keys = (0..<count).map { _ in key(random.next() % UInt64(2 * count / 3 + 1)) }

    var expected: [Key: Int] = [:]
    var next = 0
    let table = KeyTable(keys) { place, first in
      #expect(place == next)
      next += 1
      if expected[keys[place]] == nil { expected[keys[place]] = place }
      #expect(first == expected[keys[place]])
    }
    #expect(next == count)
    for value in 0...UInt64(count) {
      #expect(table.find(key(value)) == expected[key(value)])
    }
  }
}
