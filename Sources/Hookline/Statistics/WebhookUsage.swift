/// How the events of a run concern each webhook of a set: how many it gets, how many it does not get, and why not.
///
/// It also counts the events that no webhook gets. It is about the definitions, so a job that is left out because of other
/// records, earlier runs or other definitions counts as a job. Each part of a run can have its own, and they are merged in any order.
///
/// Cost: up to four look-ups for each event and an addition for each of its jobs, however many webhooks there are. The events
/// that are about a webhook are counted once for all webhooks of the company with the same trigger, and those that its context
/// excludes are what is left of them.
public struct WebhookUsage: Sendable {
  /// What became of the events that are about one webhook: those of its company that its trigger covers.
  ///
  /// In a delivery log, these are the ones in records of deliveries to the webhook. An inactive webhook has none.
  public struct Figures: Equatable, Sendable {
    /// How many are to be sent to the webhook.
    public var jobCount = 0
    /// How many are not, because they have another value than the context asks for.
    public var otherContextCount = 0
    /// How many are withheld, only because they lack a member that the context asks for.
    public var cannotTellCount = 0
    /// The members that the context asks for and whose value no event has that is about such a webhook.
    public var unseen: RestrictedMembers = []

    /// How many there are.
    public var eventCount: Int { jobCount + otherContextCount + cannotTellCount }

    /// The figures of a webhook; by default it has no events.
    public init(
      jobCount: Int = 0, otherContextCount: Int = 0, cannotTellCount: Int = 0,
      unseen: RestrictedMembers = []
    ) {
      self.jobCount = jobCount
      self.otherContextCount = otherContextCount
      self.cannotTellCount = cannotTellCount
      self.unseen = unseen
    }
  }

  /// The events of one kind, of a company in the definitions, that no webhook gets.
  public struct Unsent: Equatable, Sendable {
    /// The company.
    public let company: ObjectID
    /// The type of the events.
    public let type: EventType
    /// What happened.
    public let action: EventAction
    /// How many there are.
    public let eventCount: Int
    /// How many of these do not say what some webhook asks for.
    public let withheldCount: Int

    /// The unsent events of one kind.
    package init(
      company: ObjectID, type: EventType, action: EventAction, eventCount: Int, withheldCount: Int
    ) {
      self.company = company
      self.type = type
      self.action = action
      self.eventCount = eventCount
      self.withheldCount = withheldCount
    }
  }

  private let webhooks: [Webhook]
  private let form: InputForm
  private let tables: UsageTables
  /// For each webhook, the events that are to be sent to it.
  private var jobCounts: [Int]
  /// For each webhook, the events that are not, only because they do not say something.
  private var cannotTellCounts: [Int]
  /// For each webhook of a delivery log, those that its context excludes.
  private var otherContextCounts: [Int]
  /// The events of a company that a trigger covers, at the place of the first of these webhooks; not in a delivery log.
  private var coveredCounts: [Int]
  /// Whether an event has the value, at the place of the first webhook that requires it.
  private var isSeen: [Bool]
  /// The events that are withheld from each group of the index, until these are resolved.
  private var groupCounts: [Int] = []
  private var unsentEvents: UnsentEvents

  /// The usage of `webhooks`, before any event, in an input of `form`.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  public init(_ webhooks: [Webhook], of form: InputForm = .events) {
    self.webhooks = webhooks
    self.form = form
    tables = UsageTables(webhooks)
    let zeros = Array(repeating: 0, count: webhooks.count)
    (jobCounts, cannotTellCounts, coveredCounts) = (zeros, zeros, zeros)
    otherContextCounts = form == .log ? zeros : []
    isSeen = Array(repeating: false, count: tables.valueCount)
    unsentEvents = UnsentEvents(companyCount: webhooks.count)
  }

  /// What became of the events that are about the webhook at `number`; complete only after the usage is resolved.
  public func figures(of number: Int) -> Figures {
    guard webhooks[number].isActive else { return Figures() }
    let (jobCount, cannotTellCount) = (jobCounts[number], cannotTellCounts[number])
    let otherContextCount =
      form == .log
      ? otherContextCounts[number]
      : coveredCounts[tables.coverage(of: number)] - jobCount - cannotTellCount
    var unseen: RestrictedMembers = []
    tables.forEachRequiredValue(of: number) { member, place in
      if !isSeen[place] { unseen.insert(member) }
    }
    return Figures(
      jobCount: jobCount, otherContextCount: otherContextCount, cannotTellCount: cannotTellCount,
      unseen: unseen)
  }

  /// The kinds of events that no webhook gets, by company in the order of the definitions, then by type and action.
  ///
  /// There are none in a delivery log, in which each record is about one webhook.
  ///
  /// - Complexity: O(n) for n webhooks.
  public var unsent: [Unsent] { unsentEvents.list { webhooks[$0].company } }

  /// Adds the counts of `other`, which are of other events and the same webhooks.
  ///
  /// - Complexity: O(n) for n webhooks.
  public mutating func add(_ other: WebhookUsage) {
    jobCounts.add(other.jobCounts)
    cannotTellCounts.add(other.cannotTellCounts)
    otherContextCounts.add(other.otherContextCounts)
    coveredCounts.add(other.coveredCounts)
    groupCounts.add(other.groupCounts)
    for place in isSeen.indices where other.isSeen[place] { isSeen[place] = true }
    unsentEvents.add(other.unsentEvents)
  }
}

// How events are counted.

extension WebhookUsage {
  /// Counts the event of a record for which `router` has just returned `verdict`.
  ///
  /// The router must be for the same webhooks and the same form of input.
  ///
  /// - Complexity: O(jobs + webhooks from which the event is withheld); a group of the index counts as one.
  public mutating func count(_ verdict: Router.Verdict, by router: borrowing Router) {
    switch verdict {
    case .blank, .rejected, .skipped: break
    case .matched:
      count(
        router.event, due: router.due, subtracted: router.subtracted, withheld: router.withheld)
    case .notDue(let reason):
      countExcluded(
        router.event, from: reason == .otherContext ? router.addressee?.number : nil)
    }
  }

  /// Counts `event`, of a record that is not due for its webhook, which is at `number` if its context excludes the event.
  package mutating func countExcluded(_ event: Event, from number: Int?) {
    noteValues(of: event)
    if let number { otherContextCounts[number] += 1 }
  }

  /// Counts `event`, which is to be sent to the webhooks at the places `due`, and is `withheld` from others.
  ///
  /// It would also be sent to those `subtracted` if other definitions did not do so, too.
  package mutating func count(
    _ event: Event, due: [Int], subtracted: [Int] = [], withheld: [Matches.Withheld]
  ) {
    noteValues(of: event)
    for number in due { jobCounts[number] += 1 }
    for number in subtracted { jobCounts[number] += 1 }
    for withheld in withheld {
      switch withheld.webhooks {
      case .one(let number): cannotTellCounts[number] += 1
      case .group(let group):
        groupCounts.extend(to: group + 1)
        groupCounts[group] += 1
      }
    }
    guard due.isEmpty, subtracted.isEmpty, form == .events,
      let company = tables.place(of: event.company)
    else { return }
    unsentEvents.count(event, ofCompanyAt: company, isWithheld: !withheld.isEmpty)
  }

  /// Notes the values of `event`, and that it is about all webhooks of its company that cover it.
  @inline(__always)
  private mutating func noteValues(of event: Event) {
    guard let trigger = Trigger(about: event.type), trigger.covers(event.type, event.action),
      let place = tables.coverage(by: trigger, of: event.company)
    else { return }
    coveredCounts[place] += 1
    let (first, second) = tables.places(ofValuesIn: event, trigger)
    if let first { isSeen[first] = true }
    if let second { isSeen[second] = true }
  }

  /// Replaces the groups of webhooks that `router` found by their webhooks.
  ///
  /// - Complexity: O(webhooks of those groups).
  package mutating func resolve(_ router: borrowing Router) { resolve(router.index) }

  /// Replaces the groups of `index` that were counted by their webhooks.
  package mutating func resolve(_ index: WebhookIndex) {
    for (group, count) in groupCounts.enumerated() where count > 0 {
      for number in index.numbers(ofGroup: group) { cannotTellCounts[number] += count }
    }
    groupCounts = []
  }
}

extension [Int] {
  /// Adds each element of `other` to the one at the same place, which is 0 if there is none.
  fileprivate mutating func add(_ other: [Int]) {
    extend(to: other.count)
    for index in other.indices { self[index] += other[index] }
  }

  /// Appends zeros until there are at least `count` elements.
  fileprivate mutating func extend(to count: Int) {
    if count > self.count { append(contentsOf: repeatElement(0, count: count - self.count)) }
  }
}
