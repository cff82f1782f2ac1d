import Hookline
import SampleData
import Testing

/// Compares the index with the rule that it makes faster, ``Webhook/matches(_:)``.
@Suite struct WebhookIndexTests {
  private static let eventCount = 100

  /// In a release build, a million pairs in sets of 50 webhooks and a million in sets of 8.
  @Test(arguments: [50, 8], [1, UInt64.random(in: 0...UInt64.max)])
  func indexFindsExactlyTheMatchingWebhooks(webhookCount: Int, seed: UInt64) throws {
    let pairCount = TestSize.debug(120_000, release: 500_000)
    let setCount = pairCount / webhookCount / Self.eventCount
    var dueCount = 0
    var withheldCount = 0
    for seed in (0..<UInt64(setCount)).map({ seed &+ $0 }) {
      var random = try RandomMatching(seed: seed)
      let webhooks = random.webhooks(webhookCount)
      let index = WebhookIndex(webhooks)
      var matches = Matches()
      for event in random.events(Self.eventCount) {
        index.find(event, into: &matches)
        try #require(
          Self.isRight(matches, of: index, webhooks, for: event),
          "to repeat: \(webhookCount) webhooks, seed \(seed)")
        dueCount += matches.due.count
        withheldCount += matches.withheld.count
      }
    }
    #expect(
      dueCount > pairCount / 500 && withheldCount > pairCount / 5000,
      "hardly a test: \(dueCount), \(withheldCount)")
  }

  /// Whether `matches` has exactly the webhooks that match or withhold by their own rule, in order.
  private static func isRight(
    _ matches: Matches, of index: WebhookIndex, _ webhooks: [Webhook], for event: Event
  ) -> Bool {
    let due = webhooks.indices.filter { webhooks[$0].matches(event) }
    var withheld: [RestrictedMembers: [Int]] = [:]
    for (number, webhook) in webhooks.enumerated() {
      let members = webhook.withholds(event)
      if !members.isEmpty { withheld[members, default: []].append(number) }
    }
    return matches.due == due && Self.withheld(matches, by: index) == withheld
  }

  /// The webhooks that were withheld, by the members that the event lacks.
  private static func withheld(
    _ matches: Matches, by index: WebhookIndex
  ) -> [RestrictedMembers: [Int]] {
    var tally = WithheldTally()
    tally.count(matches.withheld, line: 0)
    tally.resolve(index)
    return Dictionary(
      tally.nonzero.map { ($0.members, $0.webhooks.numbers) }, uniquingKeysWith: +)
  }

  /// The security property on its own: only the two companies are compared.
  @Test(arguments: [2, UInt64.random(in: 0...UInt64.max)])
  func indexNeverJoinsTwoCompanies(seed: UInt64) throws {
    var dueCount = 0
    for seed in (0..<100).map({ seed &+ $0 }) {
      var random = try RandomMatching(seed: seed)
      let webhooks = random.webhooks(50)
      let index = WebhookIndex(webhooks)
      var matches = Matches()
      for event in random.events(Self.eventCount) {
        index.find(event, into: &matches)
        for number in matches.due + Self.withheld(matches, by: index).values.flatMap(\.self) {
          try #require(
            webhooks[number].company.description == event.company.description,
            "to repeat: seed \(seed)")
        }
        dueCount += matches.due.count
      }
    }
    #expect(dueCount > 1000, "hardly a test")
  }

  /// The order of the definitions decides only the order of the matches.
  @Test(arguments: [3, UInt64.random(in: 0...UInt64.max)])
  func indexFindsTheSameForAnyOrderOfDefinitions(seed: UInt64) throws {
    var random = try RandomMatching(seed: seed)
    let webhooks = random.webhooks(400)
    let permuted = random.shuffled(webhooks)
    let index = WebhookIndex(webhooks)
    let permutedIndex = WebhookIndex(permuted)
    var matches = Matches()
    for event in random.events(Self.eventCount) {
      index.find(event, into: &matches)
      let codes = matches.due.map { webhooks[$0].code }
      try #require(Self.isAscending(matches), "to repeat: seed \(seed)")
      permutedIndex.find(event, into: &matches)
      let permutedCodes = matches.due.map { permuted[$0].code }
      try #require(Self.isAscending(matches), "to repeat: seed \(seed)")
      try #require(codes.sorted() == permutedCodes.sorted(), "to repeat: seed \(seed)")
    }
  }

  private static func isAscending(_ matches: Matches) -> Bool {
    zip(matches.due, matches.due.dropFirst()).allSatisfy(<)
  }

  /// Two companies are distinguished even if their ids differ in only one bit, whichever it is.
  @Test func indexDistinguishesCompaniesByEachBit() throws {
    let zero = try id("0")
    for index in 0..<ObjectID.digitCount {
      for digit in "1248" {
        var digits = Array(repeating: "0" as Character, count: ObjectID.digitCount)
        digits[index] = digit
        let other = try #require(ObjectID(String(digits)))
        let companies = [zero, other]
        let webhooks = companies.map {
          Webhook(id: $0, company: $0, trigger: .note, url: "", code: "")
        }
        let webhookIndex = WebhookIndex(webhooks)
        var matches = Matches()
        for (number, company) in companies.enumerated() {
          let event = Event(
            company: company, type: .note, action: .edit, subject: Restriction())
          webhookIndex.find(event, into: &matches)
          #expect(matches.due == [number])
        }
      }
    }
  }

  @Test func indexFindsNothingWithoutActiveWebhooks() throws {
    let a = try id("a")
    let inactive = Webhook(id: a, company: a, isActive: false, trigger: .task, url: "", code: "")
    let event = Event(company: a, type: .task, action: .edit, subject: Restriction())
    for webhooks in [[], [inactive]] {
      var matches = Matches()
      WebhookIndex([Webhook(id: a, company: a, trigger: .task, url: "", code: "")])
        .find(event, into: &matches)
      #expect(matches.due == [0])
      WebhookIndex(webhooks).find(event, into: &matches)
      #expect(matches.due.isEmpty && matches.withheld.isEmpty)
    }
  }

  /// 20,000 webhooks of 5,000 companies whose ids differ in six digits, wherever these are.
  @Test(arguments: [0, 5, 10, 15, 18])
  func indexFindsWebhooksInALargeSet(differingFrom first: Int) throws {
    let companies = try (0..<5000).map { number in
      var digits = Array(repeating: "a" as Character, count: ObjectID.digitCount)
      for (place, digit) in String(100_000 + number).enumerated() { digits[first + place] = digit }
      return try #require(ObjectID(String(digits)))
    }
    let webhooks = (0..<20_000).map { number in
      let company = companies[number % companies.count]
      let trigger: Trigger = number.isMultiple(of: 3) ? .task : .user
      return Webhook(
        id: company, company: company, isActive: !number.isMultiple(of: 7), trigger: trigger,
        url: "", code: "")
    }
    let index = WebhookIndex(webhooks)
    var matches = Matches()
    for (place, company) in companies.enumerated() {
      for (type, isTask) in [(EventType.task, true), (.user, false)] {
        let event = Event(company: company, type: type, action: .create, subject: Restriction())
        index.find(event, into: &matches)
        let numbers = stride(from: place, to: webhooks.count, by: companies.count).filter {
          $0.isMultiple(of: 3) == isTask && !$0.isMultiple(of: 7)
        }
        try #require(matches.due == numbers)
      }
    }
  }
}
