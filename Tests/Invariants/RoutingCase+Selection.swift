internal import Hookline
internal import SampleData

// What must hold for the parts into which a selection divides a run: together they are the run without it.

extension RoutingCase {
  /// A line whose jobs are not, each once, those of the shards.
  func jobNotInOneShard() -> String? {
    var random = SeededGenerator(seed: seed)
    let count = random.number(in: 1...5)
    return lineNotDivided(
      into: (1...count).map { number in
        Self.selection { $0.shard = Shard(number, of: count) }
      })
  }

  /// A line whose jobs are not, each once, those of the webhooks that are named, and of all but those.
  func jobThatNamesDoNotDivide() -> String? {
    var random = SeededGenerator(seed: seed)
    var names: [String] = []
    for webhook in webhooks where random.happens(inHundred: 40) {
      let name = name(
        of: webhook, byCode: random.happens(inHundred: 50), inUpperCase: seed & 1 == 0)
      // An `_id` that is also the code of another webhook is refused as a name.
      let isAmbiguous = webhooks.contains { $0.id != webhook.id && $0.code == name }
      if !isAmbiguous { names.append(name) }
    }
    guard !names.isEmpty, names.count < webhooks.count else { return nil }
    return lineNotDivided(
      into: [Self.selection { $0.only = names }, Self.selection { $0.except = names }])
  }

  /// The `_id` of `webhook`, or its code if it is asked for and stands for no other.
  private func name(of webhook: Webhook, byCode: Bool, inUpperCase: Bool) -> String {
    let isUnique =
      webhooks.count { $0.code == webhook.code } == 1
      && !webhooks.contains { $0 != webhook && $0.id == ObjectID(webhook.code) }
    if byCode, isUnique { return webhook.code }
    return inUpperCase ? "\(webhook.id)".uppercased() : "\(webhook.id)"
  }

  /// A line whose jobs are not, each once, those before a time, between it and another one, and from that one on; if the time of
  /// the event cannot be read, it must be skipped for that reason in each part.
  func jobThatTimesDoNotDivide() -> String? {
    var random = SeededGenerator(seed: seed)
    let known = lines.compactMap { line in
      ReferenceParser.values(of: line).first?.value.member("createdAt")?.value.text
        .flatMap { Moment($0) }
    }
    guard let first = known.randomElement(using: &random),
      let second = known.randomElement(using: &random)
    else { return nil }
    let (early, late) = (min(first, second), max(first, second))
    return lineNotDivided(into: [
      Self.selection { $0.until = early },
      Self.selection { ($0.since, $0.until) = (early, late) },
      Self.selection { $0.since = late },
    ])
  }

  private static func selection(_ change: (inout Selection) -> Void) -> Selection {
    var selection = Selection()
    change(&selection)
    return selection
  }

  /// A line of which the parts do not have the jobs of the line, each in one part and in the same order.
  private func lineNotDivided(into parts: [Selection]) -> String? {
    var routers: [LineRouter] = []
    for part in parts {
      do throws(SelectionError) {
        let selected = try SelectedWebhooks(of: webhooks, by: part)
        routers.append(LineRouter(selected.webhooks, selecting: part))
      } catch {
        return "\(part): \(error)"
      }
    }
    for (line, outcome) in zip(lines, outcomes) {
      let found = routers.indices.map { Outcome(line, by: &routers[$0]) }
      let isInOrder = found.allSatisfy { part in
        part.jobs == outcome.jobs.filter { part.jobs.contains($0) }
      }
      let isUnreadable = found.allSatisfy { $0.verdict == .skipped(.unreadableTime) }
      let isWhole =
        found.map(\.jobs.count).reduce(0, +) == outcome.jobs.count
        && Set(found.flatMap(\.jobs)) == Set(outcome.jobs)
      guard isInOrder, isWhole || isUnreadable else {
        return "\(parts): \(found.map(\.verdict)) of \(outcome.verdict): \(Self.notation(line))"
      }
    }
    return nil
  }
}
