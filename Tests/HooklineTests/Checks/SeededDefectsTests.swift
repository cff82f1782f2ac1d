import Hookline
import SampleData
import Testing

/// Sets of definitions with defects that are known: each is found, and nothing else.
@Suite struct SeededDefectsTests {
  @Test(arguments: 0..<40) func eachSeededDefectIsFoundAndNothingElse(round: UInt64) throws {
    var set = DefectiveSet(seed: 1000 + round)
    set.add(defects: 1 + Int(round) % 12)
    let webhooks = try DefinitionSet([set.text]).webhooks()
    let found = DefinitionChecks.warnings(about: webhooks).map { warning in
      "\(warning.webhook?.code ?? "") \(warning.code.rawValue) \(warning.other?.code ?? "")"
    }
    #expect(found.sorted() == set.expected.sorted(), "seed \(1000 + round): \(set.text)")
  }

  /// All kinds of warnings occur in these sets.
  @Test func allKindsAreSeeded() throws {
    var codes: Set<String> = []
    for round in 0..<UInt64(40) {
      var set = DefectiveSet(seed: 1000 + round)
      set.add(defects: 1 + Int(round) % 12)
      codes.formUnion(set.expected.map { String($0.split(separator: " ")[1]) })
    }
    #expect(codes.count == 7)
  }

  /// Random sets with few different values, compared with the rules applied to each pair of webhooks.
  @Test(arguments: 0..<60) func warningsAreThoseOfTheRulesAppliedToEachPair(round: UInt64) throws {
    let seed = 5000 + round
    var random = SeededGenerator(seed: seed)
    let pool = "abc".map { digits($0) }
    let texts = (1...Int(round % 20 + 2)).map { number in
      definitionText(
        id: "\"" + String(number, radix: 16).padded(to: 24) + "\"",
        company: "\"\(random.one(of: pool))\"", isActive: "\(random.happens(inHundred: 80))",
        trigger: "\"\(random.one(of: [Trigger.task, .survey, .note]).name)\"",
        url: "\"https://\(random.one(of: ["a", "b", "B"])).com\"", code: "\"w\(number)\"",
        context: "{\"survey\":\"\(random.one(of: pool.prefix(2) + [""]))\",\"group\":\""
          + "\(random.one(of: pool.prefix(2) + [""]))\",\"taskGroup\":\""
          + "\(random.one(of: pool.prefix(2) + [""]))\"}")
    }
    let webhooks = try DefinitionSet(texts).webhooks()
    let found = DefinitionChecks.warnings(about: webhooks)
    for code in [DefinitionWarning.Code.sameEvents, .sameTarget] {
      let pairs = found.filter { $0.code == code }.map { [$0.webhook?.code, $0.other?.code] }
      #expect(pairs == SlowConflicts.pairs(of: webhooks, code), "seed \(seed)")
    }
  }
}

/// Which webhooks conflict, by what events they could get: each value of a small set or another one.
private enum SlowConflicts {
  static func pairs(of webhooks: [Webhook], _ code: DefinitionWarning.Code) -> [[String?]] {
    webhooks.indices.compactMap { number in
      let webhook = webhooks[number]
      guard webhook.isActive else { return nil }
      let earlier = webhooks[..<number].filter(\.isActive)
      let other: Webhook?
      if code == .sameTarget {
        other = earlier.first { other in
          other.url.lowercased() == webhook.url.lowercased()
            && zip(events(of: other), events(of: webhook)).contains { $0 && $1 }
        }
      } else {
        let first = earlier.first { events(of: $0) == events(of: webhook) }
        other = first?.url.lowercased() == webhook.url.lowercased() ? nil : first
      }
      return other.map { [webhook.code, $0.code] }
    }
  }

  /// Which of all events that differ for such contexts the webhook gets.
  private static func events(of webhook: Webhook) -> [Bool] {
    let companies = "abc".compactMap { ObjectID(digits($0)) }
    let values = "abd".compactMap { ObjectID(digits($0)) }
    return companies.flatMap { company in
      [EventType.task, .survey, .note].flatMap { type in
        values.flatMap { first in
          values.map { second in
            webhook.matches(
              Event(
                company: company, type: type, action: .edit,
                subject: Restriction(survey: first, group: second, taskGroup: first)))
          }
        }
      }
    }
  }
}
