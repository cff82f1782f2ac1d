/// Sets of definitions with which those of a run are compared.
public struct OtherDefinitions: Sendable {
  /// The sets whose jobs are left out.
  private let subtracted: [FormerWebhooks]
  /// The set whose jobs are added, to be compared with those of the run.
  private let added: FormerWebhooks?
  /// Finds the webhooks of ``added``, by their places among those that it has.
  private let index: WebhookIndex
  /// The place in the run of each webhook that ``added`` has, ascending.
  private let numbers: [Int]
  /// What the index found for an event.
  private var found = Matches()
  /// Whether there is no set, so that nothing changes.
  let isEmpty: Bool
  /// Whether there are sets whose jobs are left out.
  let subtractsAny: Bool
  /// Whether no job is left out for now: a run that decides on deliveries asks about each at its end.
  var defersSubtraction = false

  /// Leaves out the jobs of the sets `subtracted`, and adds those of the set `added`, if there is one.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  public init(subtracting subtracted: [FormerWebhooks] = [], adding added: FormerWebhooks? = nil) {
    self.subtracted = subtracted
    self.added = added
    subtractsAny = !subtracted.isEmpty
    isEmpty = subtracted.isEmpty && added == nil
    let known = added?.webhooks ?? []
    index = WebhookIndex(known.compactMap(\.self))
    numbers = known.indices.filter { known[$0] != nil }
  }

  /// Whether one of the sets whose jobs are left out sends `event` to the webhook at `number`.
  ///
  /// - Complexity: O(sets).
  func subtracts(_ event: Event, at number: Int) -> Bool {
    subtracted.contains { $0.send(event, to: number) }
  }

  /// Changes `matches`, the webhooks to which the definitions of the run send `event`, as the other sets ask for.
  ///
  /// If the event is from a record of the delivery log, it is that of a delivery to the webhook at `addressee`.
  ///
  /// - Returns: To how many webhooks the definitions of the run send the event, without those left out.
  /// - Complexity: O(webhooks found · sets).
  mutating func apply(
    to matches: inout Matches, of event: Event, recordedFor addressee: Int? = nil
  ) -> Int {
    if subtractsAny, !defersSubtraction {
      var keptCount = 0
      for index in matches.due.indices {
        let number = matches.due[index]
        if subtracts(event, at: number) {
          matches.subtracted.append(number)
        } else {
          matches.due[keptCount] = number
          keptCount += 1
        }
      }
      matches.due.removeLast(matches.due.count - keptCount)
    }
    let dueCount = matches.due.count
    guard let added else { return dueCount }
    let others: [Int]
    if let addressee {
      others = added.send(event, to: addressee) ? [addressee] : []
    } else {
      index.find(event, into: &found)
      others = found.due.map { numbers[$0] }
    }
    // Mostly both sets send an event to the same webhooks.
    guard others != matches.due else { return dueCount }
    let due = Set(matches.due)
    matches.due += others.filter { number in
      !due.contains(number) && (defersSubtraction || !subtracts(event, at: number))
    }
    matches.due.sort()
    return dueCount
  }
}
