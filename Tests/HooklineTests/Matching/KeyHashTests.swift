import SampleData
import Testing

@testable import Hookline

/// The hashes of ids, codes and contexts: spread evenly, and seeded, so that keys cannot be chosen that make look-ups slow.
@Suite struct KeyHashTests {
  /// Similar keys, such as the ids that one machine makes, are spread over the slots as evenly as random ones.
  ///
  /// 65,536 random keys hit 51,570 of 131,072 slots.
  @Test func hashesOfSimilarKeysAreSpreadEvenly() throws {
    var random = SeededGenerator(seed: 0)
    let seed = HashSeed(using: &random)
    let id = try id("a")
    let number = { (number: Int) in String(0x10_0000 + number, radix: 16).dropFirst() }
    let families: [(Int) throws -> any TableKey] = [
      { try #require(ObjectID("6261612a8f1e99002e5" + number($0))) },
      { try #require(ObjectID(number($0) + "2a8f1e99002e5c8cce0")) },
      { try #require(ObjectID("6261612a" + number($0) + "1e99002e5c8")) },
      { OwnedCode("many_\($0)", of: id) },
      { OwnedCode("\($0)_wo_update_of_a_name_that_is_long", of: id) },
      { OwnedCode("a_name_that_is_long_and_ends_in_its_number_\($0)", of: id) },
      { OwnedCode(String(repeating: "0", count: $0 % 256) + "\($0 / 256)", of: id) },
      { OwnedCode("wo_update", of: try #require(ObjectID("6261612a8f1e99002e5" + number($0)))) },
      { count in
        let group = ObjectID("6261612a8f1e99002e5\(number(count))")
        return IndexKey(id, .task, .taskGroup, [], Restriction(taskGroup: group))
      },
      { count in
        let context = Restriction(
          survey: id, group: ObjectID("6261612a8f1e99002e5\(number(count))"))
        return IndexKey(id, .survey, [.surveyId, .group], [], context)
      },
    ]
    for (family, key) in families.enumerated() {
      var slots: Set<UInt64> = []
      for number in 0..<0x1_0000 { slots.insert(try key(number).hash(with: seed) >> 32 & 0x1_FFFF) }
      #expect(slots.count > 51_000, "family \(family)")
    }
  }

  /// Keys that collide if the constants in the hash are known: one makes a factor 0, in the other two values cancel out.
  @Test(arguments: 0..<3) func keysCannotBeChosenToCollide(number: Int) throws {
    var random = SeededGenerator(seed: UInt64(number))
    let seed = HashSeed(using: &random)
    let company = try id("a")
    func digits(_ high: UInt64, _ low: Int) -> String {
      let (high, low) = (String(high, radix: 16), String(low, radix: 16))
      return String(repeating: "0", count: 16 - high.count) + high
        + String(repeating: "0", count: 8 - low.count) + low
    }
    let families: [(Int) throws -> IndexKey] = [
      { number in
        let group = ObjectID(digits(0xE703_7ED1_A0B4_28DB, number))
        return IndexKey(company, .task, .taskGroup, [], Restriction(taskGroup: group))
      },
      { number in
        let second = UInt64(number)
        let first = second &* 0xA24B_AED4_963E_E407
        let context = Restriction(
          survey: ObjectID(digits(first, 1)), group: ObjectID(digits(second, 1)))
        return IndexKey(company, .survey, [.surveyId, .group], [], context)
      },
    ]
    for (family, key) in families.enumerated() {
      var slots: Set<UInt64> = []
      for number in 0..<0x1_0000 { slots.insert(try key(number).hash(with: seed) >> 32 & 0x1_FFFF) }
      #expect(slots.count > 51_000, "family \(family)")
    }
  }

  @Test func eachTableHasItsOwnSeed() {
    #expect(Set((0..<100).map { _ in HashSeed().first }).count == 100)
  }

  /// The hash of a code depends on each of its bytes and on its company.
  @Test func codeHashDependsOnEachByteAndTheCompany() throws {
    let codes = ["a", "b", "aa", "aaaaaaaa", "aaaaaaaaa", "baaaaaaaa", "aaaaaaaab", "0", "00"]
    let claims = try codes.flatMap { code in
      try ["a", "b"].map { OwnedCode(code, of: try id($0)) }
    }
    let seed = HashSeed()
    #expect(Set(claims.map { $0.hash(with: seed) }).count == claims.count)
    _ = KeyTable(claims) { place, first in #expect(place == first) }
  }
}
