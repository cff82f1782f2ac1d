/// An index of the active webhooks of a set by company, trigger and the context values that an event must have.
///
/// It finds exactly the webhooks for which ``Webhook/matches(_:)`` is true or ``Webhook/withholds(_:)`` is not empty.
///
/// Cost: one look-up for each combination of members that webhooks of the event's company and type ask for, mostly none or one
/// and at most four, however many webhooks there are. A webhook is listed under the members that it asks for, once for each
/// subset of them that an event can lack, so that those from which an event is withheld are found together, not one by one.
public struct WebhookIndex: Sendable {
  private let asked: AskedFilter
  private let table: KeyTable<IndexKey>
  /// The places of webhooks in the definitions; those of one entry of the table are adjacent and ascending.
  private let numbers: [UInt32]
  /// The start of each entry in `numbers` and, after the last one, the end.
  private let starts: [UInt32]

  /// The index of `webhooks`, which it identifies by their places in the array.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  public init(_ webhooks: [Webhook]) {
    var keyCount = 0
    for webhook in webhooks where webhook.isActive { keyCount += 1 << webhook.asked.count }
    asked = AskedFilter(webhooks)
    var keys: [IndexKey] = []
    // The webhook of each key, so that `numbers` is filled without the webhooks themselves, which are thirty times as long.
    var owners: [UInt32] = []
    keys.reserveCapacity(keyCount)
    owners.reserveCapacity(keyCount)
    let all = webhooks.span
    for number in all.indices where all[number].isActive {
      // For a closure that uses a webhook, the compiler would copy all of it, with its strings.
      let (company, trigger) = (all[number].company, all[number].trigger)
      let (asked, context) = (all[number].asked, all[number].context)
      // One key for each subset of the members it asks for that an event can lack.
      asked.forEachSubset { missing in
        keys.append(IndexKey(company, trigger, asked, missing, context))
        owners.append(UInt32(number))
      }
    }
    // First the entry of each key and the number of webhooks in each entry, then the webhooks.
    var entries: [UInt32] = []
    entries.reserveCapacity(keyCount)
    var ends = Array(repeating: UInt32(0), count: keyCount + 1)
    table = KeyTable(keys) { _, entry in
      entries.append(UInt32(entry))
      ends[entry] += 1
    }
    var end: UInt32 = 0
    for entry in ends.indices {
      end += ends[entry]
      ends[entry] = end
    }
    // Backwards, each webhook before those that come after it, so that each end becomes a start.
    var numbers = Array(repeating: UInt32(0), count: keyCount)
    for place in entries.indices.reversed() {
      let entry = Int(entries[place])
      ends[entry] -= 1
      numbers[Int(ends[entry])] = owners[place]
    }
    self.numbers = numbers
    starts = ends
  }

  /// Finds the webhooks to which `event` is to be sent and those from which it is withheld.
  ///
  /// The previous content of `matches` is removed.
  ///
  /// - Complexity: expected O(m) if m webhooks match and all ask for the same members, else O(m log m).
  public func find(_ event: Event, into matches: inout Matches) {
    matches.clear()
    find(event, intoEmpty: &matches)
  }

  /// Does the same as ``find(_:into:)`` for `matches` that are empty.
  @inline(__always)
  func find(_ event: Event, intoEmpty matches: inout Matches) {
    guard let trigger = Trigger(about: event.type), trigger.covers(event.type, event.action)
    else { return }
    let present = event.subject.present
    var foundCount = 0
    asked.forEachSet(askedFrom: event.company, trigger) { asked in
      let missing = asked.subtracting(present)
      let key = IndexKey(event.company, trigger, asked, missing, event.subject)
      guard let entry = table.find(key) else { return }
      if missing.isEmpty {
        for place in places(ofEntry: entry) { matches.due.append(Int(numbers[place])) }
        foundCount += 1
      } else {
        matches.withheld.append(Matches.Withheld(group: entry, by: missing))
      }
    }
    if foundCount > 1 { matches.due.sort() }
  }

  /// The webhooks of `group`, by their places in the definitions, ascending.
  func numbers(ofGroup group: Int) -> some Sequence<Int> {
    numbers[places(ofEntry: group)].lazy.map { Int($0) }
  }

  /// Where the webhooks of an entry of the table are in `numbers`.
  @inline(__always)
  private func places(ofEntry entry: Int) -> Range<Int> {
    Int(starts[entry])..<Int(starts[entry + 1])
  }
}

extension Webhook {
  /// The members that the context asks for and the trigger uses.
  var asked: RestrictedMembers { context.present.intersection(trigger.restrictedMembers) }
}
