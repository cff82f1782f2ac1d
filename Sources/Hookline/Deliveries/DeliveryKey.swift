/// What identifies a delivery within a run: the event's bytes, by their hash, and the webhook.
///
/// Two jobs have the same id exactly if their keys are equal.
package struct DeliveryKey: TableKey {
  /// The hash of the event's bytes.
  package let digest: XXH128
  /// The place of the webhook in the definitions.
  package let webhook: UInt32

  /// The key of the delivery to the webhook at the place `webhook` of the event with this `digest`.
  package init(_ digest: XXH128, to webhook: Int) {
    self.digest = digest
    self.webhook = UInt32(webhook)
  }

  /// A number that depends on every bit of the key and on `seed`: tenants can choose events whose digests have much in common.
  @inline(__always)
  package func hash(with seed: HashSeed) -> UInt64 {
    let event = foldedProduct(digest.high ^ seed.first, digest.low ^ seed.second)
    return foldedProduct(event ^ seed.third, UInt64(webhook) ^ seed.fourth)
  }
}
