/// What only one webhook of a set may have, such as an `_id`, as it was found in one definition after the other.
struct Claims<Claim: TableKey> {
  private var claims: [Claim] = []
  /// Where each stands.
  private var places: [DefinitionFault.Place] = []

  /// Notes that `claim` stands at `place`.
  mutating func append(_ claim: Claim, at place: DefinitionFault.Place) {
    claims.append(claim)
    places.append(place)
  }

  /// Notes a fault for each claim of `member` that was made before.
  ///
  /// - Complexity: expected O(n) for n claims.
  func noteFaults(of member: WebhookMember, in faults: inout FaultList) {
    _ = KeyTable(claims) { place, first in
      guard first != place else { return }
      faults.note(.taken(member), at: places[place], earlier: places[first])
    }
  }
}

/// A name that a company gave to a webhook, which no other webhook of the company may have.
package struct OwnedCode: TableKey {
  /// The company.
  private let company: ObjectID
  /// The webhook's code.
  private let code: String

  /// Makes the claim of `company` to `code`.
  package init(_ code: String, of company: ObjectID) {
    self.company = company
    self.code = code
  }

  /// A number in which every byte of both and of `seed` has a share.
  ///
  /// Eight bytes at a time, each word folded into those before it; the length tells zeros at the end from nothing.
  package func hash(with seed: HashSeed) -> UInt64 {
    let bytes = code.utf8.span
    var hash = company.hash(with: seed) ^ UInt64(bytes.count)
    var offset = 0
    while offset + 8 <= bytes.count {
      hash = foldedProduct(hash ^ seed.third, bytes.word(at: offset) ^ seed.fourth)
      offset += 8
    }
    var rest: UInt64 = 0
    for index in offset..<bytes.count { rest = rest << 8 | UInt64(bytes[index]) }
    return foldedProduct(hash ^ seed.second, rest ^ seed.fourth)
  }
}

extension ObjectID: TableKey {
  /// A number in which every bit of the id and of `seed` has a share; ids of one machine differ in few bits.
  @inline(__always)
  package func hash(with seed: HashSeed) -> UInt64 {
    foldedProduct(
      foldedProduct(high ^ seed.first, UInt64(low) ^ seed.second), 0x8EBC_6AF0_9C88_C6E3)
  }
}
