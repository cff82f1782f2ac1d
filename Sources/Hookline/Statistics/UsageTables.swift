/// The tables by which ``WebhookUsage`` finds what an event is about; copies share them.
struct UsageTables: Sendable {
  private let companies: KeyTable<ObjectID>
  private let coverages: KeyTable<Coverage>
  /// For each webhook, the place of the first with its company and trigger.
  private let firstCoverages: [Int]
  private let wishes: KeyTable<Wish>
  /// The place of each webhook's first wish and, after the last webhook, their number; a webhook's are adjacent.
  private let wishStarts: [Int]
  /// For each wish, the member that it is about, and the place of the first equal one.
  private let wishMembers: [(member: RestrictedMembers, first: Int)]

  /// The tables of `webhooks`.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  init(_ webhooks: [Webhook]) {
    companies = KeyTable(webhooks.map(\.company)) { _, _ in }
    var firstCoverages: [Int] = []
    firstCoverages.reserveCapacity(webhooks.count)
    coverages = KeyTable(webhooks.map { Coverage(company: $0.company, trigger: $0.trigger) }) {
      firstCoverages.append($1)
    }
    self.firstCoverages = firstCoverages
    var (wishes, members, starts) = ([Wish](), [RestrictedMembers](), [0])
    for webhook in webhooks {
      webhook.context.used(by: webhook.trigger).forEachValue { member, value in
        wishes.append(Wish(company: webhook.company, member: member, value: value))
        members.append(member)
      }
      starts.append(wishes.count)
    }
    var wishMembers: [(RestrictedMembers, Int)] = []
    wishMembers.reserveCapacity(wishes.count)
    self.wishes = KeyTable(wishes) { wishMembers.append((members[$0], $1)) }
    (wishStarts, self.wishMembers) = (starts, wishMembers)
  }

  /// How many values the webhooks ask for.
  var wishCount: Int { wishMembers.count }

  /// The place of the first webhook of `company`, or `nil` if there is none.
  func place(of company: ObjectID) -> Int? { companies.find(company) }

  /// The place of the first webhook with the company and the trigger of the one at `number`.
  func coverage(of number: Int) -> Int { firstCoverages[number] }

  /// The place of the first webhook of `company` with `trigger`, or `nil` if there is none.
  func coverage(by trigger: Trigger, of company: ObjectID) -> Int? {
    coverages.find(Coverage(company: company, trigger: trigger))
  }

  /// Calls `body` with each member that the webhook at `number` asks for, and the place of the first equal wish.
  func forEachWish(of number: Int, _ body: (RestrictedMembers, Int) -> Void) {
    for wish in wishMembers[wishStarts[number]..<wishStarts[number + 1]] {
      body(wish.member, wish.first)
    }
  }

  /// The places of the first wishes for the values that `event`, which `trigger` covers, has; `nil` if there is no such wish.
  ///
  /// A trigger uses at most two members.
  @inline(__always)
  func wishes(for event: Event, _ trigger: Trigger) -> (Int?, Int?) {
    let subject = event.subject
    switch trigger {
    case .task: return (wish(.taskGroup, subject.taskGroup, of: event.company), nil)
    case .survey:
      return (
        wish(.surveyId, subject.survey, of: event.company),
        wish(.group, subject.group, of: event.company)
      )
    case .user, .property, .note, .logout: return (nil, nil)
    }
  }

  @inline(__always)
  private func wish(
    _ member: RestrictedMembers, _ value: ObjectID?, of company: ObjectID
  ) -> Int? {
    value.flatMap { wishes.find(Wish(company: company, member: member, value: $0)) }
  }
}

/// What decides which events can be about a webhook, besides its context.
private struct Coverage: TableKey {
  let company: ObjectID
  let trigger: Trigger

  @inline(__always)
  func hash(with seed: HashSeed) -> UInt64 {
    foldedProduct(company.hash(with: seed) ^ seed.third, UInt64(trigger.rawValue) ^ seed.fourth)
  }
}

/// A value that the contexts of a company's webhooks ask for.
private struct Wish: TableKey {
  let company: ObjectID
  let member: RestrictedMembers
  let value: ObjectID

  @inline(__always)
  func hash(with seed: HashSeed) -> UInt64 {
    foldedProduct(
      company.hash(with: seed) ^ seed.third ^ UInt64(member.rawValue),
      value.hash(with: seed) ^ seed.fourth)
  }
}

extension Restriction {
  /// Calls `body` with each member that has a value, and the value.
  fileprivate func forEachValue(_ body: (RestrictedMembers, ObjectID) -> Void) {
    if let taskGroup { body(.taskGroup, taskGroup) }
    if let survey { body(.surveyId, survey) }
    if let group { body(.group, group) }
  }
}
