/// The tables by which ``WebhookUsage`` finds what an event is about; copies share them.
struct UsageTables: Sendable {
  private let companies: KeyTable<ObjectID>
  private let coverages: KeyTable<Coverage>
  /// For each webhook, the place of the first with its company and trigger.
  private let firstCoverages: [Int]
  private let requiredValues: KeyTable<RequiredValue>
  /// The place of each webhook's first required value and, after the last webhook, their number; a webhook's are adjacent.
  private let valueStarts: [Int]
  /// For each required value, the member that must have it, and the place of the first equal one.
  private let valueMembers: [(member: RestrictedMembers, first: Int)]

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
    var (values, members, starts) = ([RequiredValue](), [RestrictedMembers](), [0])
    for webhook in webhooks {
      webhook.context.used(by: webhook.trigger).forEachValue { member, value in
        values.append(RequiredValue(company: webhook.company, member: member, value: value))
        members.append(member)
      }
      starts.append(values.count)
    }
    var valueMembers: [(RestrictedMembers, Int)] = []
    valueMembers.reserveCapacity(values.count)
    requiredValues = KeyTable(values) { valueMembers.append((members[$0], $1)) }
    (valueStarts, self.valueMembers) = (starts, valueMembers)
  }

  /// How many values the webhooks require.
  var valueCount: Int { valueMembers.count }

  /// The place of the first webhook of `company`, or `nil` if there is none.
  func place(of company: ObjectID) -> Int? { companies.find(company) }

  /// The place of the first webhook with the company and the trigger of the one at `number`.
  func coverage(of number: Int) -> Int { firstCoverages[number] }

  /// The place of the first webhook of `company` with `trigger`, or `nil` if there is none.
  func coverage(by trigger: Trigger, of company: ObjectID) -> Int? {
    coverages.find(Coverage(company: company, trigger: trigger))
  }

  /// Calls `body` with each member that the webhook at `number` asks for, and the place of the first equal value.
  func forEachRequiredValue(of number: Int, _ body: (RestrictedMembers, Int) -> Void) {
    for value in valueMembers[valueStarts[number]..<valueStarts[number + 1]] {
      body(value.member, value.first)
    }
  }

  /// The places of the first required values that `event`, which `trigger` covers, has; `nil` if no webhook requires one.
  ///
  /// A trigger uses at most two members.
  @inline(__always)
  func places(ofValuesIn event: Event, _ trigger: Trigger) -> (Int?, Int?) {
    let subject = event.subject
    switch trigger {
    case .task: return (place(.taskGroup, subject.taskGroup, of: event.company), nil)
    case .survey:
      return (
        place(.surveyId, subject.survey, of: event.company),
        place(.group, subject.group, of: event.company)
      )
    case .user, .property, .note, .logout: return (nil, nil)
    }
  }

  @inline(__always)
  private func place(
    _ member: RestrictedMembers, _ value: ObjectID?, of company: ObjectID
  ) -> Int? {
    value.flatMap { value in
      requiredValues.find(RequiredValue(company: company, member: member, value: value))
    }
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

/// A value that contexts of a company's webhooks require of a member.
private struct RequiredValue: TableKey {
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
