import Hookline
import SampleData
import Testing

/// Events and jobs over time, compared with dictionaries by the text of the time.
@Suite struct ActivityTests {
  /// Random events in several parts, which are merged in another order, with limits that some rounds exceed.
  @Test(arguments: 0..<60) func activityIsThatOfTheSlowTwin(round: UInt64) throws {
    let seed = 31_000 + round
    var random = try RandomActivity(seed: seed)
    let webhooks = random.webhooks(Int(round % 7))
    let (hourLimit, pairLimit) = (
      [3, 20, 1 << 17][Int(round % 3)], [5, 60, 1 << 22][Int(round / 3 % 3)]
    )
    let empty = Activity(for: webhooks, hourLimit: hourLimit, pairLimit: pairLimit)
    var parts = Array(repeating: empty, count: 4)
    var twin = SlowActivity(webhookCount: webhooks.count)
    let mode = round % 4
    for line in 0..<300 {
      let event = random.event(mode)
      let due = random.due(event, webhooks)
      parts[line % 4].count(event, isMatched: !due.isEmpty)
      // Half of the events give their jobs later, in another part.
      let place = (line + line % 2) % 4
      parts[place].count(jobsFor: due, at: event.createdAt)
      twin.count(event, due: due)
    }
    for order in [[0, 1, 2, 3], [3, 1, 0, 2]] {
      var whole = empty
      for number in order { whole.add(parts[number]) }
      let unit = twin.unit(limit: hourLimit)
      #expect(whole.timeline.unit == unit, "seed \(seed)")
      #expect(Self.rows(whole.timeline) == twin.rows(unit), "seed \(seed)")
      let months = whole.timeline.summed(by: .month)
      #expect(Self.rows(months) == twin.rows(.month), "seed \(seed)")
      let days = Dictionary(
        uniqueKeysWithValues: whole.jobDays.counts().map {
          ("\($0.webhook) \($0.day.description.prefix(10))", $0.jobs)
        })
      let isComplete = twin.jobDays.count <= pairLimit
      #expect(whole.jobDays.isComplete == isComplete, "seed \(seed)")
      #expect(days == (isComplete ? twin.jobDays : [:]), "seed \(seed)")
      for number in webhooks.indices {
        #expect(whole.times(ofWebhook: number) == twin.times[number], "seed \(seed)")
      }
      #expect(whole.counts.jobs == twin.jobs, "seed \(seed)")
      #expect(whole.counts.matchedEventCount == twin.matchedCount, "seed \(seed)")
    }
  }

  /// The numbers of each bucket and type, by the text of the time.
  private static func rows(_ timeline: Timeline) -> [String: Timeline.Numbers] {
    let length = SlowActivity.length(timeline.unit)
    var rows: [String: Timeline.Numbers] = [:]
    for bucket in timeline.buckets {
      for type in EventType.allCases where bucket[type] != Timeline.Numbers() {
        let start = bucket.start.map { String($0.description.prefix(length)) } ?? "unknown"
        rows["\(start) \(type)"] = bucket[type]
      }
    }
    return rows
  }

  @Test func bucketsAreInOrderOfTimeAndUnknownTimesLast() throws {
    var timeline = Timeline()
    for time in ["2022-05-01T10:59:59.999Z", "0000-01-01", "9999-12-31T23:59:59.999Z", ""] {
      timeline.countEvent(.note, at: Moment(time), isMatched: true)
      for _ in 0..<2 { timeline.countJob(.note, at: Moment(time)) }
    }
    let starts = timeline.buckets.map { $0.start?.description ?? "" }
    #expect(
      starts == [
        "0000-01-01T00:00:00.000Z", "2022-05-01T10:00:00.000Z", "9999-12-31T23:00:00.000Z", "",
      ])
    let months = timeline.summed(by: .month).buckets.map { $0.start?.description.prefix(10) ?? "" }
    #expect(months == ["0000-01-01", "2022-05-01", "9999-12-01", ""])
    #expect(timeline.buckets[3][.note] == Timeline.Numbers(events: 1, matched: 1, jobs: 2))
    #expect(Timeline().buckets.isEmpty)
  }

  /// What the limits promise: 2^17 hours, and 2^20 pairs.
  @Test func limitsAreThoseOfTheDocumentation() throws {
    #expect(Timeline.limit == 131_072 && JobDays.limit == 1_048_576)
    var timeline = Timeline()
    for hour in 0...Timeline.limit {
      #expect(timeline.unit == .hour)
      let moment = Moment(milliseconds: hour * 3_600_000 + 1)
      timeline.countEvent(.task, at: moment, isMatched: false)
    }
    #expect(timeline.unit == .day)
    #expect(timeline.buckets.count == Timeline.limit / 24 + 1)
  }

  @Test func pairsAreCountedUpToTheLimit() throws {
    let (first, second) = (try #require(Moment("2022-05-01")), try #require(Moment("2022-05-02")))
    var days = JobDays(limit: 3)
    for (webhook, moment) in [(0, first), (0, second), (1, second), (1, second)] {
      days.count(webhook, at: moment)
    }
    #expect(days.isComplete && days.counts().map(\.jobs) == [1, 1, 2])
    days.count(1, at: first)
    #expect(!days.isComplete && days.counts().isEmpty)
  }
}

/// Random webhooks and events.
private struct RandomActivity {
  private var random: SeededGenerator
  private let company: ObjectID

  init(seed: UInt64) throws {
    random = SeededGenerator(seed: seed)
    company = try #require(ObjectID("62685990d918fb5557f9f992"))
  }

  mutating func webhooks(_ count: Int) -> [Webhook] {
    (0..<count).map { _ in
      Webhook(
        id: company, company: company, trigger: random.one(of: Trigger.allCases), url: "", code: "a"
      )
    }
  }

  /// An event at a time that `mode` says: within hours, days, years, or any.
  mutating func event(_ mode: UInt64) -> Event {
    let width = [10_000_000, 3_000_000_000, 200_000_000_000, 0][Int(mode)]
    let start = 1_651_000_000_000
    let milliseconds =
      width == 0
      ? random.number(in: -62_167_219_200_000...253_402_300_799_999)
      : start + random.number(in: 0...width)
    let isKnown = random.number(in: 0...9) > 0
    return Event(
      company: company,
      type: random.one(of: EventType.allCases), action: .edit, subject: Restriction(),
      createdAt: isKnown ? Moment(milliseconds: milliseconds) : nil)
  }

  /// Some of the webhooks that are about the type of `event`.
  mutating func due(_ event: Event, _ webhooks: [Webhook]) -> [Int] {
    webhooks.indices.filter {
      webhooks[$0].trigger.type == event.type && random.number(in: 0...3) > 0
    }
  }
}

/// The same numbers, by text.
private struct SlowActivity {
  var jobs: [Int]
  var matchedCount = 0
  var times: [ClosedRange<Moment>?]
  var jobDays: [String: Int] = [:]
  private var events: [(event: Event, jobs: Int)] = []

  init(webhookCount: Int) {
    jobs = Array(repeating: 0, count: webhookCount)
    times = Array(repeating: nil, count: webhookCount)
  }

  mutating func count(_ event: Event, due: [Int]) {
    events.append((event, due.count))
    matchedCount += due.isEmpty ? 0 : 1
    for number in due {
      jobs[number] += 1
      guard let moment = event.createdAt else { continue }
      jobDays["\(number) \(moment.description.prefix(10))", default: 0] += 1
      let (first, last) = (times[number]?.lowerBound ?? moment, times[number]?.upperBound ?? moment)
      times[number] = min(first, moment)...max(last, moment)
    }
  }

  static func length(_ unit: Timeline.Unit) -> Int {
    switch unit {
    case .hour: 13
    case .day: 10
    case .month: 7
    }
  }

  /// The shortest unit with at most `limit` different times.
  func unit(limit: Int) -> Timeline.Unit {
    func count(_ unit: Timeline.Unit) -> Int {
      Set(events.compactMap { $0.event.createdAt?.description.prefix(Self.length(unit)) }).count
    }
    return count(.hour) <= limit ? .hour : count(.day) <= limit ? .day : .month
  }

  func rows(_ unit: Timeline.Unit) -> [String: Timeline.Numbers] {
    var rows: [String: Timeline.Numbers] = [:]
    for (event, jobs) in events {
      let time = event.createdAt.map { String($0.description.prefix(Self.length(unit))) }
      rows["\(time ?? "unknown") \(event.type)", default: Timeline.Numbers()] += Timeline.Numbers(
        events: 1, matched: jobs > 0 ? 1 : 0, jobs: jobs)
    }
    return rows
  }
}
