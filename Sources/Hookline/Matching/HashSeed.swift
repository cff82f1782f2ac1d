/// Random numbers that the hashes of a table depend on.
///
/// Tenants choose ids, codes and the values of contexts. If they knew how these are hashed, they could choose thousands that
/// share a slot, and each look-up would take as many steps.
package struct HashSeed: Equatable, Sendable {
  /// Each is combined with another part of a key before parts are multiplied, so that no part can be chosen to make a product 0.
  let first: UInt64
  let second: UInt64
  let third: UInt64
  let fourth: UInt64

  /// Draws a seed from `generator`.
  package init(using generator: inout some RandomNumberGenerator) {
    first = generator.next()
    second = generator.next()
    third = generator.next()
    fourth = generator.next()
  }

  /// Draws an unpredictable seed.
  package init() {
    var generator = SystemRandomNumberGenerator()
    self.init(using: &generator)
  }
}
