/// Random numbers that the hashes of a table depend on.
///
/// Tenants choose ids, codes and the values of contexts. If they knew how these are hashed, they could choose thousands that
/// share a slot, and make each look-up take thousands of steps.
package struct HashSeed: Equatable, Sendable {
  /// Each number is combined with a part of a key before parts are multiplied, so that no choice of a part makes a product 0.
  let first: UInt64
  let second: UInt64
  let third: UInt64
  let fourth: UInt64

  /// A seed from `generator`.
  package init(using generator: inout some RandomNumberGenerator) {
    first = generator.next()
    second = generator.next()
    third = generator.next()
    fourth = generator.next()
  }

  /// An unpredictable seed, from the system's generator.
  package init() {
    var generator = SystemRandomNumberGenerator()
    self.init(using: &generator)
  }
}
