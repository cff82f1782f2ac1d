/// How many events of each kind no webhook gets, for each company in the definitions.
///
/// A company takes memory only once it has such an event.
struct UnsentEvents: Sendable {
  private struct Count {
    var eventCount = 0
    var withheldCount = 0
  }

  /// For each company, by its place, the number of its row of ``counts`` plus one; 0 if it has none.
  private var rows: [Int]
  /// One count for each kind in each row.
  private var counts: [Count] = []

  /// No events, for companies with places below `companyCount`.
  init(companyCount: Int) { rows = Array(repeating: 0, count: companyCount) }

  /// Counts `event`, whose company has this place, and which may be withheld from a webhook.
  mutating func count(_ event: Event, ofCompanyAt place: Int, isWithheld: Bool) {
    let index = rowStart(ofCompanyAt: place) + event.kind.number
    counts[index].eventCount += 1
    if isWithheld { counts[index].withheldCount += 1 }
  }

  /// Adds those that `other` counted, of the same companies.
  mutating func add(_ other: UnsentEvents) {
    for place in other.rows.indices where other.rows[place] > 0 {
      let start = rowStart(ofCompanyAt: place)
      let otherStart = (other.rows[place] - 1) * EventKind.all.count
      for kind in EventKind.all.indices {
        counts[start + kind].eventCount += other.counts[otherStart + kind].eventCount
        counts[start + kind].withheldCount += other.counts[otherStart + kind].withheldCount
      }
    }
  }

  /// The kinds that occurred, by the place of the company, whose id is `company` of that place.
  func list(_ company: (Int) -> ObjectID) -> [WebhookUsage.Unsent] {
    rows.indices.filter { rows[$0] > 0 }.flatMap { place in
      let start = (rows[place] - 1) * EventKind.all.count
      return zip(EventKind.all, counts[start..<start + EventKind.all.count])
        .filter { $0.1.eventCount > 0 }.map { kind, count in
          WebhookUsage.Unsent(
            company: company(place), type: kind.type, action: kind.action,
            eventCount: count.eventCount, withheldCount: count.withheldCount)
        }
    }
  }

  /// The start of the company's row, which is added if it has none.
  private mutating func rowStart(ofCompanyAt place: Int) -> Int {
    if rows[place] == 0 {
      counts += repeatElement(Count(), count: EventKind.all.count)
      rows[place] = counts.count / EventKind.all.count
    }
    return (rows[place] - 1) * EventKind.all.count
  }
}
