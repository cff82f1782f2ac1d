internal import JSONScanning

/// Values that must be unique in a set of webhooks, such as `_id`, in the order in which definitions have them.
struct Claims<Claim: TableKey> {
  private var claims: [Claim] = []
  /// The place of each claim.
  private var places: [DefinitionFault.Place] = []

  /// Notes that `claim` was found at `place`.
  mutating func append(_ claim: Claim, at place: DefinitionFault.Place) {
    claims.append(claim)
    places.append(place)
  }

  /// Reserves room for `count` claims.
  mutating func reserveCapacity(_ count: Int) {
    claims.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  /// Notes a fault for each claim of `member` that repeats an earlier one.
  ///
  /// - Complexity: expected O(n) for n claims.
  func noteFaults(of member: WebhookMember, in faults: inout FaultList) {
    _ = KeyTable(claims) { place, first in
      guard first != place else { return }
      faults.note(.taken(member), at: places[place], earlier: places[first])
    }
  }
}

/// A webhook's code, which no other webhook of the same company may have.
package struct OwnedCode: TableKey {
  /// The company.
  private let company: ObjectID
  /// The webhook's code.
  private let code: String

  /// The claim of `company` to `code`.
  package init(_ code: String, of company: ObjectID) {
    self.company = company
    self.code = code
  }

  /// A number that depends on every byte of the company, of the code and of `seed`.
  ///
  /// Each word of eight bytes is folded into those before it; the length distinguishes trailing zeros from nothing.
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
  /// A number that depends on every bit of the id and on `seed`; ids of one machine differ in few bits.
  @inline(__always)
  package func hash(with seed: HashSeed) -> UInt64 {
    foldedProduct(
      foldedProduct(high ^ seed.first, UInt64(low) ^ seed.second), 0x8EBC_6AF0_9C88_C6E3)
  }
}
