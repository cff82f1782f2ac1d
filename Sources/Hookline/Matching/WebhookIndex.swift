/// The webhooks of a set that an event can match, found by its company and type.
///
/// It answers exactly what ``Webhook/matches(_:)`` and ``Webhook/withholds(_:)`` say of each webhook, in the
/// order of the definitions. Inactive webhooks are not in it.
///
/// Cost: one look-up in a hash table at most half full (open addressing, linear probing: Knuth, The Art of
/// Computer Programming, vol. 3, section 6.4, algorithm L), then one comparison for each active webhook of that
/// company and trigger.
public struct WebhookIndex: Sendable {
  /// An active webhook: its place in the definitions, and what it asks for.
  private struct Candidate {
    let number: Int
    let restriction: Restriction
  }

  /// The candidates of one company and trigger, next to each other; empty where the slot is free.
  private struct Slot {
    var company: ObjectID
    var trigger: Trigger
    var candidates: Range<Int>
  }

  private var candidates: [Candidate] = []
  private var slots: [Slot]
  /// The number of slots, a power of two, less one.
  private let mask: Int

  /// Makes the index of `webhooks`, which it knows by their places in the array.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  public init(_ webhooks: [Webhook]) {
    var capacity = 16
    while capacity < 2 * webhooks.count { capacity *= 2 }
    mask = capacity - 1
    slots = Array(
      repeating: Slot(company: ObjectID(), trigger: .user, candidates: 0..<0),
      count: capacity)

    let active = webhooks.indices.filter { webhooks[$0].isActive }
    let groups = Dictionary(grouping: active) { Key(webhooks[$0].company, webhooks[$0].trigger) }
    for (key, numbers) in groups {
      let first = candidates.count
      candidates += numbers.map {
        Candidate(number: $0, restriction: webhooks[$0].context.used(by: key.trigger))
      }
      let slot = self.slot(for: key.company, key.trigger)
      slots[slot] = Slot(
        company: key.company, trigger: key.trigger, candidates: first..<candidates.count)
    }
  }

  /// Finds the webhooks to which `event` is to be sent and those that withhold it.
  ///
  /// What `matches` held before is gone.
  ///
  /// - Complexity: O(active webhooks of the event's company and trigger).
  public func find(_ event: Event, into matches: inout Matches) {
    matches.clear()
    guard let trigger = Trigger(about: event.type), trigger.covers(event.type, event.action)
    else { return }
    for position in slots[slot(for: event.company, trigger)].candidates {
      switch candidates[position].restriction.verdict(on: event.subject) {
      case .met: matches.due.append(candidates[position].number)
      case .broken: continue
      case .unanswered(let members):
        matches.withheld.append(Matches.Withheld(number: candidates[position].number, by: members))
      }
    }
  }

  /// The slot that holds `company` and `trigger`, or the free one in which they belong.
  private func slot(for company: ObjectID, _ trigger: Trigger) -> Int {
    var slot = home(of: company, trigger)
    while !slots[slot].candidates.isEmpty,
      slots[slot].company != company || slots[slot].trigger != trigger
    {
      slot = (slot + 1) & mask
    }
    return slot
  }

  /// Where the search for `company` and `trigger` begins.
  ///
  /// Fibonacci hashing (Knuth, as above): ids of one machine differ in few bits, and only the product's
  /// topmost bits depend on all of them.
  private func home(of company: ObjectID, _ trigger: Trigger) -> Int {
    let word = company.high ^ UInt64(company.low) << 16 ^ UInt64(trigger.rawValue)
    let slotBits = UInt64(slots.count.trailingZeroBitCount)
    return Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> (64 - slotBits))
  }

  /// What candidates are grouped by.
  private struct Key: Hashable {
    let company: ObjectID
    let trigger: Trigger

    init(_ company: ObjectID, _ trigger: Trigger) {
      self.company = company
      self.trigger = trigger
    }
  }
}

extension Restriction {
  /// What an event's values mean for a restriction.
  fileprivate enum Verdict {
    /// Each value that is asked for is there and equal.
    case met
    /// A value that is asked for is there and differs.
    case broken
    /// No value differs, and some that are asked for are not there: it fails closed.
    case unanswered(RestrictedMembers)
  }

  /// Judges the values of an event by this restriction.
  fileprivate func verdict(on subject: Restriction) -> Verdict {
    var unanswered: RestrictedMembers = []
    let clauses: [3 of (RestrictedMembers, ObjectID?, ObjectID?)] = [
      (.taskGroup, taskGroup, subject.taskGroup),
      (.surveyId, survey, subject.survey),
      (.group, group, subject.group),
    ]
    for index in clauses.indices {
      let (member, asked, said) = clauses[index]
      guard let asked, asked != said else { continue }
      guard said == nil else { return .broken }
      unanswered.insert(member)
    }
    return unanswered.isEmpty ? .met : .unanswered(unanswered)
  }
}
