internal import JSONScanning

/// The id of a job, as it is read back: the webhook's `_id`, a hyphen, and the hash of the event's bytes.
package struct JobID: Equatable, Sendable {
  /// The webhook's `_id`.
  package let webhook: ObjectID
  /// The hash of the event's bytes.
  package let digest: XXH128

  /// The length of an id in bytes.
  static let length = ObjectID.digitCount + 1 + 32

  /// The id that `text` is, with digits in either case, or `nil` if it is something else.
  init?(_ text: Span<UInt8>) {
    guard text.count == Self.length, text[ObjectID.digitCount] == ASCII.minus else { return nil }
    let digest = ObjectID.digitCount + 1
    guard let first = eightDigits(text.word(at: 0)), let second = eightDigits(text.word(at: 8)),
      let third = eightDigits(text.word(at: 16)),
      let fourth = eightDigits(text.word(at: digest)),
      let fifth = eightDigits(text.word(at: digest + 8)),
      let sixth = eightDigits(text.word(at: digest + 16)),
      let seventh = eightDigits(text.word(at: digest + 24))
    else { return nil }
    webhook = ObjectID(high: UInt64(first) << 32 | UInt64(second), low: third)
    self.digest = XXH128(
      high: UInt64(fourth) << 32 | UInt64(fifth), low: UInt64(sixth) << 32 | UInt64(seventh))
  }
}
