/// A hash table from deliveries to numbers, made for hundreds of millions of them.
///
/// Open addressing, linear probing: Knuth, The Art of Computer Programming, vol. 3, section 6.4, algorithm L. The table is
/// in parts, by the hash of the key, and each part grows on its own, at four fifths full to twice its size. So there is no
/// long pause in which everything moves, and only the part that grows, a 128th of the table, is in memory twice.
///
/// Memory: 24 bytes for each slot, so 30 to 60 bytes for each delivery, and less than one more while a part grows.
package struct DeliveryTable: Sendable {
  private struct Slot {
    var high: UInt64 = 0
    var low: UInt64 = 0
    /// The webhook's place plus one; 0 if the slot is free.
    var webhook: UInt32 = 0
    var value: UInt32 = 0

    func holds(_ key: DeliveryKey) -> Bool {
      low == key.digest.low && high == key.digest.high && webhook == key.webhook + 1
    }
  }

  private struct Part {
    /// A power of two of them.
    var slots = Array(repeating: Slot(), count: 16)
    var usedCount = 0
  }

  /// Chosen by the upper bits of the hash; the lower ones choose the slot.
  private static let partBits = 7

  private var parts = Array(repeating: Part(), count: 1 << partBits)
  private let seed: HashSeed
  /// How many deliveries are in the table.
  package private(set) var count = 0

  /// An empty table; by default it has a seed of its own, so that no choice of events makes its look-ups slow.
  package init(seed: HashSeed = HashSeed()) { self.seed = seed }

  /// The number of `key`, or `nil` if it is not in the table.
  package func value(of key: DeliveryKey) -> UInt32? {
    let hash = key.hash(with: seed)
    let part = Self.part(for: hash)
    let slot = Self.slot(for: key, hash: hash, in: parts[part].slots)
    return parts[part].slots[slot].webhook == 0 ? nil : parts[part].slots[slot].value
  }

  /// Gives `key` the number that `change` makes of its present one, `nil` if it has none.
  ///
  /// - Complexity: expected O(1), amortized.
  @inline(__always)
  package mutating func update(_ key: DeliveryKey, _ change: (UInt32?) -> UInt32) {
    let hash = key.hash(with: seed)
    let part = Self.part(for: hash)
    var slot = Self.slot(for: key, hash: hash, in: parts[part].slots)
    if parts[part].slots[slot].webhook != 0 {
      parts[part].slots[slot].value = change(parts[part].slots[slot].value)
      return
    }
    if 5 * (parts[part].usedCount + 1) > 4 * parts[part].slots.count {
      grow(part)
      slot = Self.slot(for: key, hash: hash, in: parts[part].slots)
    }
    parts[part].slots[slot] = Slot(
      high: key.digest.high, low: key.digest.low, webhook: key.webhook + 1, value: change(nil))
    parts[part].usedCount += 1
    count += 1
  }

  private mutating func grow(_ part: Int) {
    var slots = Array(repeating: Slot(), count: 2 * parts[part].slots.count)
    for content in parts[part].slots where content.webhook != 0 {
      let key = DeliveryKey(
        XXH128(high: content.high, low: content.low), to: Int(content.webhook - 1))
      slots[Self.slot(for: key, hash: key.hash(with: seed), in: slots)] = content
    }
    parts[part].slots = slots
  }

  private static func part(for hash: UInt64) -> Int { Int(hash >> (64 - partBits)) }

  /// The slot that holds `key`, or the free one in which it belongs.
  @inline(__always)
  private static func slot(for key: DeliveryKey, hash: UInt64, in slots: [Slot]) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot].webhook != 0, !slots[slot].holds(key) { slot = (slot + 1) & mask }
    return slot
  }
}
