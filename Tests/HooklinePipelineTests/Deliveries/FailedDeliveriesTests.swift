import Hookline
import HooklineSystem
import SampleData
import Testing

@testable import HooklinePipeline

/// Of the records of a log, the deliveries without a success come out once each, the oldest first, in memory or not.
@Suite struct FailedDeliveriesTests {
  private struct Record {
    let key: DeliveryKey
    let event: [UInt8]
    let isDelivered: Bool
    let createdAt: Moment?
    let triedAt: Moment?
    let line: Int
  }

  private static func records(_ random: inout SeededGenerator) -> [Record] {
    (0..<random.number(in: 0...300)).map { line in
      let event = random.number(in: 0...80)
      // Few times, so that many are equal, and one that is unknown.
      let times = [nil, 7, 5, 5, -3].map { $0.flatMap { Moment(milliseconds: $0) } }
      return Record(
        key: DeliveryKey(XXH128(high: UInt64(event), low: 0), to: event % 3),
        event: Array(repeating: UInt8(event), count: event * event),
        isDelivered: random.happens(inHundred: 15), createdAt: times[event % 5],
        triedAt: random.one(of: times), line: line / 2)
    }
  }

  /// Limits so small that everything is spilled, and the usual ones.
  @Test(arguments: [1, 1000, 20_000, 64 << 20], 0..<10 as Range<UInt64>)
  func deliveriesComeOutLikeThoseOfASortedArray(limit: Int, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let records = Self.records(&random)
    var deliveries = FailedDeliveries(keeping: limit)
    for record in records {
      if record.isDelivered {
        deliveries.addSuccess(record.key)
      } else {
        try deliveries.addFailure(
          of: record.key, record.event.span, createdAt: record.createdAt, triedAt: record.triedAt,
          line: record.line)
      }
    }
    let delivered = records.filter(\.isDelivered).map(\.key)
    let failed = records.enumerated().filter { !delivered.contains($1.key) }.sorted {
      first, second in
      let (a, b) = (first.element, second.element)
      let unknown = Moment(milliseconds: 1_000_000)
      let (createdA, createdB) = (a.createdAt ?? unknown, b.createdAt ?? unknown)
      let (triedA, triedB) = (a.triedAt ?? unknown, b.triedAt ?? unknown)
      if createdA != createdB { return createdA?.milliseconds ?? 0 < createdB?.milliseconds ?? 0 }
      if triedA != triedB { return triedA?.milliseconds ?? 0 < triedB?.milliseconds ?? 0 }
      return first.offset < second.offset
    }.map(\.element)
    var expected: [Record] = []
    for record in failed where !expected.contains(where: { $0.key == record.key }) {
      expected.append(record)
    }

    try deliveries.sort()
    for record in expected {
      let next = try #require(try deliveries.next(), "seed \(seed)")
      #expect(next.delivery.delivery == record.key, "seed \(seed)")
      #expect(next.delivery.line == record.line, "seed \(seed)")
      #expect(next.delivery.eventTime == record.createdAt, "seed \(seed)")
      #expect(next.event == record.event, "seed \(seed)")
    }
    #expect(try deliveries.next() == nil)
    #expect(
      deliveries.leftOut[.delivered] == records.count - failed.count
        && deliveries.leftOut[.triedAgain] == failed.count - expected.count, "seed \(seed)")
  }

  /// The places of texts are numbers of 32 bits, so texts begin at multiples of some bytes; none may touch another.
  @Test(arguments: [0, 1, 127, 128, 129, 1000], [1, 300, 1 << 20])
  func textComesBackAsItWas(count: Int, limit: Int) throws {
    var texts = SpilledBytes(limit: limit)
    let all = (0..<20).map { [UInt8](repeating: UInt8($0), count: count + $0) }
    let numbers = try all.map { text throws(SystemError) in try texts.append(text.span) }
    for (number, text) in zip(numbers, all) {
      #expect(try texts.text(number) == text)
    }
  }

  /// The author of events can make two of different length whose digests are equal.
  @Test(arguments: [(1, 300), (300, 1)], [1, 1 << 20])
  func textOfTheFirstTryComesBackWhole(counts: (first: Int, second: Int), limit: Int) throws {
    let key = DeliveryKey(XXH128(high: 1, low: 2), to: 0)
    let other = DeliveryKey(XXH128(high: 1, low: 3), to: 1)
    var deliveries = FailedDeliveries(keeping: limit)
    let events = [(key, counts.first), (other, 200), (key, counts.second)].map {
      ($0, [UInt8](repeating: UInt8($1 % 256), count: $1))
    }
    for (key, event) in events {
      try deliveries.addFailure(of: key, event.span, createdAt: nil, triedAt: nil, line: 0)
    }
    try deliveries.sort()
    #expect(try deliveries.next()?.event == events[0].1)
    #expect(try deliveries.next()?.event == events[1].1)
    #expect(try deliveries.next() == nil)
  }
}
