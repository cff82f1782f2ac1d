/// A value that can be a key of a ``KeyTable``.
package protocol TableKey: Equatable, Sendable {
  /// A number that depends on every bit of the key and on `seed`, so that keys that differ in few bits are far apart.
  func hash(with seed: HashSeed) -> UInt64
}

/// A hash table, at most half full, that finds the places of keys in a fixed array.
///
/// Open addressing, linear probing: Knuth, The Art of Computer Programming, vol. 3, section 6.4, algorithm L. Each slot has
/// half of its key's hash, which settles nearly all comparisons without reading the key, elsewhere in memory.
///
/// Each table has its own seed, so that no choice of keys makes its look-ups slow.
package struct KeyTable<Key: TableKey>: Sendable {
  private let keys: [Key]
  private let seed = HashSeed()
  /// For each slot, the upper half of its key's hash and, in the lower half, the key's place plus one; 0 if the slot is free.
  private let slots: [UInt64]

  /// The table of `keys`, fewer than 2³²; `body` is called for each in order, with its place and that of the first equal key,
  /// which can be its own.
  ///
  /// All keys are inserted in a loop that does little else, so that the processor waits for the memory of several slots at a
  /// time: 45 ns per key instead of 130 for 200,000 keys.
  ///
  /// - Complexity: expected O(n) for n keys.
  @inline(__always)
  package init(
    _ keys: [Key], _ body: (_ place: Int, _ first: Int) -> Void
  ) {
    var count = 16
    while count < 2 * keys.count { count *= 2 }
    // A local variable, because a property would be loaded again for each key.
    var slots = Array(repeating: UInt64(0), count: count)
    for place in keys.indices {
      let key = keys[place]
      let hash = key.hash(with: seed)
      let slot = Self.slot(for: key, hash: hash, in: slots, of: keys)
      if slots[slot] == 0 { slots[slot] = hash & ~0xFFFF_FFFF | UInt64(place + 1) }
      body(place, Int(slots[slot] & 0xFFFF_FFFF) - 1)
    }
    self.keys = keys
    self.slots = slots
  }

  /// The place of the first key that equals `key`, or `nil` if none does.
  @inline(__always)
  package func find(_ key: Key) -> Int? {
    let content = slots[Self.slot(for: key, hash: key.hash(with: seed), in: slots, of: keys)]
    return content == 0 ? nil : Int(content & 0xFFFF_FFFF) - 1
  }

  /// The slot that holds `key`, or the free one in which it belongs.
  @inline(__always)
  private static func slot(for key: Key, hash: UInt64, in slots: [UInt64], of keys: [Key]) -> Int {
    var slot = Int(hash >> 32) & (slots.count - 1)
    while slots[slot] != 0 {
      let content = slots[slot]
      if content >> 32 == hash >> 32, keys[Int(content & 0xFFFF_FFFF) - 1] == key { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }
}
