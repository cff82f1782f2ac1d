/// A table with one byte for what the webhooks of a company with one trigger ask for, which saves most look-ups that would find
/// nothing.
///
/// Companies and triggers can share a byte, which then has what any of them asks for: too much, never too little. So it decides
/// nothing; only comparing a whole ``IndexKey`` does.
///
/// Memory: 4 to 8 bytes per webhook, at least 64.
struct AskedFilter: Sendable {
  /// In each byte, one bit for each set of members, by its raw value; it is 1 if a webhook asks for that set.
  ///
  /// The lower bits of the hash of a company and a trigger give the place of their byte; the count is a power of two.
  private let bytes: [UInt8]
  private let seed = HashSeed()

  /// The filter of those of `webhooks` that are active.
  ///
  /// - Complexity: O(n) for n webhooks.
  init(_ webhooks: [Webhook]) {
    var count = 64
    while count < 4 * webhooks.count { count *= 2 }
    var bytes = Array(repeating: UInt8(0), count: count)
    for webhook in webhooks where webhook.isActive {
      let place = Self.place(of: webhook.company, webhook.trigger, among: count, seed)
      bytes[place] |= 1 << webhook.asked.rawValue
    }
    self.bytes = bytes
  }

  /// Calls `body` with each set of members that a webhook of `company` with `trigger` asks for, and perhaps with others, in the
  /// order of their raw values.
  @inline(__always)
  func forEachSet(
    askedFrom company: ObjectID, _ trigger: Trigger, _ body: (RestrictedMembers) -> Void
  ) {
    var sets = bytes[Self.place(of: company, trigger, among: bytes.count, seed)]
    while sets != 0 {
      body(RestrictedMembers(rawValue: UInt8(sets.trailingZeroBitCount)))
      sets &= sets - 1
    }
  }

  @inline(__always)
  private static func place(
    of company: ObjectID, _ trigger: Trigger, among count: Int, _ seed: HashSeed
  ) -> Int {
    let hash = foldedProduct(
      company.high ^ seed.first,
      UInt64(company.low) << 32 ^ UInt64(trigger.rawValue) ^ seed.second)
    return Int(truncatingIfNeeded: hash) & (count - 1)
  }
}
