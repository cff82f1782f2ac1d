/// What webhooks are found by: a company, a trigger, what they ask for, and the values of that which an event says.
struct IndexKey: Equatable, Sendable {
  private let company: ObjectID
  /// The trigger, the members asked for, and those of them that are not said.
  private let tag: UInt32
  /// The values that are asked for and said; a trigger uses two at most.
  private let first: ObjectID
  private let second: ObjectID

  /// The key of `company` and `trigger`, where `asked` is asked for and the values are those of `subject`, except that
  /// those of `missing` are not said.
  @inline(__always)
  init(
    _ company: ObjectID, _ trigger: Trigger, _ asked: RestrictedMembers,
    _ missing: RestrictedMembers, _ subject: Restriction
  ) {
    self.company = company
    tag = UInt32(trigger.rawValue) << 16 | UInt32(asked.rawValue) << 8 | UInt32(missing.rawValue)
    let said = asked.subtracting(missing)
    // No trigger uses a task's group and a survey.
    first =
      (said.contains(.taskGroup)
        ? subject.taskGroup : said.contains(.surveyId) ? subject.survey : nil) ?? ObjectID()
    second = (said.contains(.group) ? subject.group : nil) ?? ObjectID()
  }

  /// A number that depends on every bit of the key.
  ///
  /// Products of twice the width, folded, as in Yi Wang's wyhash; ids of one machine differ in few bits. It guards against
  /// accidents only: whoever writes the definitions is trusted.
  @inline(__always)
  var hash: UInt64 {
    func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
      let product = a.multipliedFullWidth(by: b)
      return product.high ^ product.low
    }
    let own = mix(
      company.high ^ 0x9E37_79B9_7F4A_7C15,
      UInt64(company.low) << 32 ^ UInt64(tag) ^ 0xD6E8_FEB8_6659_FD93)
    let values = mix(
      first.high ^ second.high &* 0xA24B_AED4_963E_E407 ^ 0xE703_7ED1_A0B4_28DB,
      UInt64(first.low) << 32 ^ UInt64(second.low) ^ 0x8EBC_6AF0_9C88_C6E3)
    return mix(own ^ 0x5896_59B3_3CAF_8D61, values ^ 0x1D8E_4E27_C47D_124F)
  }
}

/// A hash table of keys, numbered in the order in which they came; at most half full.
///
/// Open addressing, linear probing: Knuth, The Art of Computer Programming, vol. 3, section 6.4, algorithm L.
struct IndexTable: Sendable {
  private var keys: [IndexKey] = []
  /// For each slot the number of its key and one more, or 0 where it is free.
  private var slots: [UInt32]
  /// The number of slots, a power of two, less one.
  private let mask: Int

  /// Makes a table with room for `capacity` keys.
  init(capacity: Int) {
    var count = 16
    while count < 2 * capacity { count *= 2 }
    mask = count - 1
    slots = Array(repeating: 0, count: count)
  }

  /// The number of `key`, or `nil` where it is not in the table.
  func find(_ key: IndexKey) -> Int? {
    let number = Int(slots[slot(for: key)])
    return number == 0 ? nil : number - 1
  }

  /// The number of `key`, which is put in the table if it was not there.
  mutating func insert(_ key: IndexKey) -> Int {
    let slot = slot(for: key)
    if slots[slot] == 0 {
      keys.append(key)
      slots[slot] = UInt32(keys.count)
    }
    return Int(slots[slot]) - 1
  }

  /// The slot that holds `key`, or the free one in which it belongs.
  private func slot(for key: IndexKey) -> Int {
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while slots[slot] != 0, keys[Int(slots[slot]) - 1] != key { slot = (slot + 1) & mask }
    return slot
  }
}
