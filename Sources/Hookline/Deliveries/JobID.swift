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
    let digits = text.extracting((ObjectID.digitCount + 1)...)
    let high = sixteenDigits(digits.word(at: 0), digits.word(at: 8))
    let low = sixteenDigits(digits.word(at: 16), digits.word(at: 24))
    guard let webhook = ObjectID(startOf: text), high.wrong | low.wrong == 0 else { return nil }
    self.webhook = webhook
    digest = XXH128(high: high.value, low: low.value)
  }
}
