/// The webhooks of a set that an event can match, found by its company, its type and what it says of itself.
///
/// It answers exactly what ``Webhook/matches(_:)`` and ``Webhook/withholds(_:)`` say of each webhook, in the
/// order of the definitions. Inactive webhooks are not in it.
///
/// Cost: a look-up for each combination of members that webhooks of the event's company and type ask for, mostly none or one
/// and at most four, however many webhooks there are. A webhook stands under what it asks for, and also
/// under each way in which an event can leave a part of that unsaid: so those that withhold an event are found together,
/// and are not touched one by one.
public struct WebhookIndex: Sendable {
  private let asked: AskedFilter
  private let table: KeyTable<IndexKey>
  /// The places of webhooks in the definitions, those of one entry of the table next to each other and ascending.
  private let numbers: [Int]
  /// Where those of each entry begin, and behind the last where they end.
  private let starts: [Int]

  /// Makes the index of `webhooks`, which it knows by their places in the array.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  public init(_ webhooks: [Webhook]) {
    var keyCount = 0
    for webhook in webhooks where webhook.isActive { keyCount += 1 << webhook.asked.count }
    asked = AskedFilter(webhooks)
    var keys: [IndexKey] = []
    keys.reserveCapacity(keyCount)
    for webhook in webhooks where webhook.isActive { webhook.forEachKey { keys.append($0) } }
    // First the entry of each key and how many webhooks stand in it, then which.
    var entries: [Int] = []
    entries.reserveCapacity(keyCount)
    var ends = Array(repeating: 0, count: keyCount + 1)
    table = KeyTable(keys) { _, entry in
      entries.append(entry)
      ends[entry] += 1
    }
    var end = 0
    for entry in ends.indices {
      end += ends[entry]
      ends[entry] = end
    }
    // From behind, each webhook in front of those that come after it: so each end becomes a start.
    var numbers = Array(repeating: 0, count: keyCount)
    for number in webhooks.indices.reversed() where webhooks[number].isActive {
      for _ in 0..<1 << webhooks[number].asked.count {
        let entry = entries.removeLast()
        ends[entry] -= 1
        numbers[ends[entry]] = number
      }
    }
    self.numbers = numbers
    starts = ends
  }

  /// Finds the webhooks to which `event` is to be sent and those that withhold it.
  ///
  /// What `matches` held before is gone.
  ///
  /// - Complexity: expected O(m) where m webhooks match and all ask for the same members, else O(m log m).
  public func find(_ event: Event, into matches: inout Matches) {
    matches.clear()
    guard let trigger = Trigger(about: event.type), trigger.covers(event.type, event.action)
    else { return }
    let said = event.subject.said
    var foundCount = 0
    asked.forEachSet(askedFrom: event.company, trigger) { asked in
      let missing = asked.subtracting(said)
      let key = IndexKey(event.company, trigger, asked, missing, event.subject)
      guard let entry = table.find(key) else { return }
      if missing.isEmpty {
        for place in starts[entry]..<starts[entry + 1] { matches.due.append(numbers[place]) }
        foundCount += 1
      } else {
        matches.withheld.append(Matches.Withheld(group: entry, by: missing))
      }
    }
    if foundCount > 1 { matches.due.sort() }
  }

  /// The webhooks that withheld an event together, by their places in the definitions, ascending.
  func numbers(ofGroup group: Int) -> ArraySlice<Int> {
    numbers[starts[group]..<starts[group + 1]]
  }
}

extension Webhook {
  /// The members that the context asks for, where the trigger uses it.
  var asked: RestrictedMembers { context.used(by: trigger).said }

  /// Calls `body` with each key under which an event finds this webhook: one for each part of the members that it asks for
  /// that the event can leave unsaid.
  @inline(__always)
  fileprivate func forEachKey(_ body: (IndexKey) -> Void) {
    let asked = asked
    asked.forEachSubset { body(IndexKey(company, trigger, asked, $0, context)) }
  }
}
