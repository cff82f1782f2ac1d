import Hookline
import SampleData
import Testing

/// Random webhooks and events.
///
/// They have few different ids, so that many match, and ids that differ in one bit, so that many nearly match.
struct RandomMatching {
  private var random: SeededGenerator
  private let companies: [ObjectID]
  private let others: [ObjectID]

  /// A source of webhooks and events that `seed` determines.
  init(seed: UInt64) throws {
    random = SeededGenerator(seed: seed)
    companies = try Self.neighbours(using: &random)
    // An id of all zeros is not an absent one.
    others = try Self.neighbours(using: &random) + [Self.id(Array(repeating: 0, count: 24))]
  }

  /// The next `count` webhooks.
  mutating func webhooks(_ count: Int) -> [Webhook] {
    (0..<count).map { number in
      Webhook(
        id: random(companies), company: random(companies), isActive: chance(5, of: 6),
        trigger: random(Trigger.allCases), url: "", code: "\(number)", context: restriction())
    }
  }

  /// The next `count` events.
  mutating func events(_ count: Int) -> [Event] {
    (0..<count).map { _ in
      Event(
        company: random(companies), type: random(EventType.allCases),
        action: random(EventAction.allCases), subject: restriction())
    }
  }

  /// `webhooks` in a random order.
  mutating func shuffled(_ webhooks: [Webhook]) -> [Webhook] {
    webhooks.shuffled(using: &random)
  }

  private mutating func restriction() -> Restriction {
    Restriction(survey: other(), group: other(), taskGroup: other())
  }

  private mutating func other() -> ObjectID? {
    chance(1, of: 2) ? random(others) : nil
  }

  private mutating func random<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &random)]
  }

  private mutating func chance(_ part: Int, of whole: Int) -> Bool {
    Int.random(in: 0..<whole, using: &random) < part
  }

  /// An id and two that differ from it in one bit each.
  private static func neighbours(using random: inout SeededGenerator) throws -> [ObjectID] {
    var digits = (0..<ObjectID.digitCount).map { _ in UInt8.random(in: 0...15, using: &random) }
    var ids = [try id(digits)]
    for _ in 0..<2 {
      let index = Int.random(in: digits.indices, using: &random)
      let bit: UInt8 = 1 << UInt8.random(in: 0...3, using: &random)
      digits[index] ^= bit
      ids.append(try id(digits))
      digits[index] ^= bit
    }
    return ids
  }

  private static func id(_ digits: [UInt8]) throws -> ObjectID {
    try #require(ObjectID(digits.map { String($0, radix: 16) }.joined()))
  }
}
