internal import Hookline
internal import JSONScanning
internal import SampleData

// What must hold between a case and a changed version of it.

extension RoutingCase {
  /// An event whose jobs change, or do not follow the order of the definitions, if the definitions are shuffled.
  func jobOutOfOrder() -> String? {
    var random = SeededGenerator(seed: seed)
    let shuffled = webhooks.shuffled(using: &random)
    var router = LineRouter(shuffled, kernel: .scalar)
    for (line, outcome) in zip(lines, outcomes) {
      let other = Outcome(line, by: &router)
      let places = Dictionary(uniqueKeysWithValues: shuffled.enumerated().map { ("\($1.id)", $0) })
      let order = other.subscriptions.map { places[$0] ?? -1 }
      guard other.verdict == outcome.verdict, Set(other.jobs) == Set(outcome.jobs),
        zip(order, order.dropFirst()).allSatisfy(<)
      else { return "\(other.subscriptions) in the order of \(shuffled.map(\.id)): \(line)" }
    }
    return nil
  }

  /// A line that matches other webhooks after respelling, or definitions that mean something else after it.
  func matchThatSpellingChanges() -> String? {
    var spelling = Respelling(seed: seed, breaksLines: true)
    let isMarked = definitions.starts(with: [0xEF, 0xBB, 0xBF])
    let respelled = spelling.respelled(Array(definitions.dropFirst(isMarked ? 3 : 0)))
    guard Self.webhooks(in: respelled) == webhooks else {
      return "other definitions: \(Self.notation(respelled))"
    }
    spelling = Respelling(seed: seed, breaksLines: false)
    var router = LineRouter(webhooks, kernel: .best)
    for (line, outcome) in zip(lines, outcomes) {
      guard case .matched = outcome.verdict else { continue }
      let other = spelling.respelled(line)
      let found = Outcome(other, by: &router)
      guard found.verdict == outcome.verdict, found.subscriptions == outcome.subscriptions else {
        return "\(found.verdict) and not \(outcome.verdict): \(Self.notation(other))"
      }
    }
    return nil
  }

  /// A line that loses a job if contexts are cleared, or gains one for a webhook whose context did not change.
  func jobThatAContextAdds() -> String? {
    var random = SeededGenerator(seed: seed)
    var cleared = webhooks
    for number in cleared.indices where Bool.random(using: &random) {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: cleared[number].context.survey = nil
      case 1: cleared[number].context.group = nil
      case 2: cleared[number].context.taskGroup = nil
      default: cleared[number].context = Restriction()
      }
    }
    let changed = zip(webhooks, cleared).filter { $0 != $1 }.map { "\($0.0.id)" }
    var router = LineRouter(cleared, kernel: .scalar)
    for (line, outcome) in zip(lines, outcomes) {
      let (before, after) = (outcome.subscriptions, Outcome(line, by: &router).subscriptions)
      guard Set(after).isSuperset(of: before), Set(after).subtracting(before).isSubset(of: changed)
      else { return "\(after) instead of \(before): \(Self.notation(line))" }
    }
    return nil
  }

  /// An event with one bit flipped that still gets a job without the flipped bit.
  func flippedBitNotNoticed() -> String? {
    var random = SeededGenerator(seed: seed)
    var router = LineRouter(webhooks, kernel: .best)
    for (line, outcome) in zip(lines, outcomes) where !outcome.jobs.isEmpty {
      for _ in 0..<Self.flipsInLine {
        var flipped = line
        let place = Int.random(in: line.indices, using: &random)
        flipped[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        // A line feed would split it into two lines.
        guard flipped[place] != 0x0A else { continue }
        let found = Outcome(flipped, by: &router)
        let tail = Self.trimmed(flipped) + Array("}".utf8)
        // White space around an event is not part of it.
        let mayBeSame = Self.trimmed(flipped) == Self.trimmed(line)
        guard
          found.jobs.allSatisfy({ $0.suffix(tail.count).elementsEqual(tail) }),
          mayBeSame || Set(found.jobs).isDisjoint(with: outcome.jobs)
        else { return "bit of byte \(place), \(found.verdict): \(Self.notation(flipped))" }
      }
    }
    return nil
  }

  private static let flipsInLine = 8
}
