internal import JSONScanning

/// One of several shares of all webhooks, each of which is in exactly one.
///
/// The shard of a webhook depends on its `_id` alone, so that other webhooks can come and go without moving it.
public struct Shard: Hashable, Sendable {
  /// Which of the shards this is, from 1.
  public let number: Int
  /// How many shards there are.
  public let count: Int

  /// Shard `number` of `count`, or `nil` if there is no such shard.
  public init?(_ number: Int, of count: Int) {
    guard number >= 1, number <= count else { return nil }
    (self.number, self.count) = (number, count)
  }

  /// Whether the webhook whose `_id` is `id` is in this shard.
  ///
  /// It is if this is the shard with the number 1 + h mod ``count``, where h is the lower half of the XXH128 hash of the 24
  /// digits in lower case: the last 16 digits that `printf %s ID | xxh128sum` prints.
  public func contains(_ id: ObjectID) -> Bool {
    let digits = id.digits
    return XXH128(of: digits.span).low % UInt64(count) == UInt64(number - 1)
  }
}

extension Shard: LosslessStringConvertible {
  /// The shard that `text`, such as `2/5`, describes, or `nil` if there is none.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: ASCII.slash, omittingEmptySubsequences: false)
    guard parts.count == 2, parts.joined().allSatisfy(ASCII.isDigit),
      let number = Int(Substring(parts[0])), let count = Int(Substring(parts[1]))
    else { return nil }
    self.init(number, of: count)
  }

  /// The number and the count, such as `2/5`.
  public var description: String { "\(number)/\(count)" }
}
