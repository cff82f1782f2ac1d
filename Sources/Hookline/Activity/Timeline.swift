/// Numbers of events and jobs by time and type, in bounded memory however many different times the events have.
///
/// They are counted by the hour; if there are more hours than ``limit``, by the day; if there are more days, by the month. The
/// result depends only on what is counted: neither on the order nor on how it is divided among workers.
public struct Timeline: Sendable {
  /// How long a bucket is.
  public enum Unit: Int, Comparable, Sendable {
    case hour, day, month

    /// Whether `first` is shorter.
    public static func < (first: Unit, second: Unit) -> Bool { first.rawValue < second.rawValue }
  }

  /// The numbers of one type of events in one bucket.
  public struct Numbers: Equatable, Sendable {
    /// How many events.
    public var events = 0
    /// How many of them match at least one webhook.
    public var matched = 0
    /// How many jobs they give.
    public var jobs = 0

    /// These numbers; by default all are 0.
    public init(events: Int = 0, matched: Int = 0, jobs: Int = 0) {
      (self.events, self.matched, self.jobs) = (events, matched, jobs)
    }

    /// Adds those of `other`.
    public static func += (numbers: inout Numbers, other: Numbers) {
      numbers.events += other.events
      numbers.matched += other.matched
      numbers.jobs += other.jobs
    }
  }

  /// The most buckets, unless they are months, of which there are fewer.
  public static let limit = 1 << 17

  /// How long the buckets are.
  public private(set) var unit = Unit.hour
  private let limit: Int
  /// The row of each bucket, by its number.
  private var rows: [Int: Int] = [:]
  /// The numbers, row by row, one for each type; row 0 is for unreadable times.
  private var numbers: [Numbers] = []
  /// The bucket counted last, in milliseconds, and its row.
  private var (current, currentRow) = (0..<0, 0)

  private static let typeCount = EventType.allCases.count

  /// An empty timeline; only tests need another `limit`.
  package init(limit: Int = Timeline.limit) { self.limit = limit }

  /// Counts an event of `type` that happened at `moment`, `nil` if that is unknown.
  @inline(__always)
  package mutating func countEvent(
    _ type: EventType, at moment: Moment?, isMatched: Bool
  ) {
    let place = place(of: type, at: moment)
    numbers[place].events += 1
    numbers[place].matched += isMatched ? 1 : 0
  }

  /// Counts a job for an event of `type` that happened at `moment` and is counted by itself.
  package mutating func countJob(_ type: EventType, at moment: Moment?) {
    numbers[place(of: type, at: moment)].jobs += 1
  }

  /// Adds what `other` counted.
  ///
  /// - Complexity: expected O(buckets of `other`).
  package mutating func add(_ other: Timeline) {
    while unit < other.unit { lengthenBuckets() }
    if !other.numbers.isEmpty { add(other.numbers[0..<Self.typeCount], toRow: row(of: nil)) }
    for (bucket, otherRow) in other.rows {
      let row = row(ofBucket: bucket, of: other.unit)
      add(other.numbers[otherRow * Self.typeCount..<(otherRow + 1) * Self.typeCount], toRow: row)
    }
  }

  private mutating func add(_ row: ArraySlice<Numbers>, toRow number: Int) {
    for (type, numbers) in row.enumerated() {
      self.numbers[number * Self.typeCount + type] += numbers
    }
  }

  /// Where ``numbers`` has those of events of `type` at `moment`.
  @inline(__always)
  private mutating func place(of type: EventType, at moment: Moment?) -> Int {
    if let moment, current.contains(moment.milliseconds) {
      return currentRow * Self.typeCount + type.place
    }
    return row(of: moment) * Self.typeCount + type.place
  }

  /// The row for events at `moment`, a new one if need be.
  private mutating func row(of moment: Moment?) -> Int {
    if numbers.isEmpty { addRow() }
    guard let moment else { return 0 }
    let bucket = Self.bucket(of: moment, unit)
    let row = row(ofBucket: bucket, of: unit)
    let number = Self.bucket(of: moment, unit)
    (current, currentRow) = (Self.extent(ofBucket: number, unit), row)
    return row
  }

  /// The row for the bucket that contains `bucket`, which is as long as `bucketUnit`.
  private mutating func row(ofBucket bucket: Int, of bucketUnit: Unit) -> Int {
    while true {
      let number = Self.bucket(bucket, of: bucketUnit, in: unit)
      if let row = rows[number] { return row }
      if rows.count < limit || unit == .month {
        if numbers.isEmpty { addRow() }
        addRow()
        let row = numbers.count / Self.typeCount - 1
        rows[number] = row
        return row
      }
      lengthenBuckets()
    }
  }

  private mutating func addRow() {
    numbers += repeatElement(Numbers(), count: Self.typeCount)
  }

  /// Counts by the next longer unit from now on.
  private mutating func lengthenBuckets() {
    guard let longer = Unit(rawValue: unit.rawValue + 1) else { return }
    var result = Timeline(limit: limit)
    result.unit = longer
    if !numbers.isEmpty { result.add(numbers[0..<Self.typeCount], toRow: result.row(of: nil)) }
    for (bucket, row) in rows {
      let place = result.row(ofBucket: bucket, of: unit)
      result.add(numbers[row * Self.typeCount..<(row + 1) * Self.typeCount], toRow: place)
    }
    self = result
  }
}

// Buckets are numbered from that of 1970-01-01.

extension Timeline {
  private static let hoursPerDay = 24

  private static func bucket(of moment: Moment, _ unit: Unit) -> Int {
    bucket(moment.milliseconds.quotient(by: Moment.millisecondsPerHour), of: .hour, in: unit)
  }

  /// The number of the bucket that contains `bucket`, which is not longer.
  private static func bucket(_ bucket: Int, of unit: Unit, in longer: Unit) -> Int {
    if unit == longer { return bucket }
    let day = unit == .hour ? bucket.quotient(by: hoursPerDay) : bucket
    if longer == .day { return day }
    let date = GregorianDate(day: day)
    return (date.year - 1970) * 12 + date.month - 1
  }

  /// From the start of a bucket to that of the next one, in milliseconds since 1970.
  private static func extent(ofBucket number: Int, _ unit: Unit) -> Range<Int> {
    start(ofBucket: number, unit)..<start(ofBucket: number + 1, unit)
  }

  private static func start(ofBucket number: Int, _ unit: Unit) -> Int {
    switch unit {
    case .hour: return number * Moment.millisecondsPerHour
    case .day: return number * Moment.millisecondsPerDay
    case .month:
      let month = number.remainder(of: 12)
      let date = GregorianDate(year: 1970 + number.quotient(by: 12), month: month + 1, day: 1)
      return date.daysSince1970 * Moment.millisecondsPerDay
    }
  }
}

extension Timeline {
  /// The numbers of a bucket that is not empty.
  public struct Bucket: Equatable, Sendable {
    /// When it begins, or `nil` if it has the events without a readable time.
    public let start: Moment?
    fileprivate let numbers: [Numbers]

    /// The numbers of the events of `type`.
    public subscript(type: EventType) -> Numbers { numbers[type.place] }

    /// The numbers of all events.
    public var total: Numbers { numbers.reduce(into: Numbers()) { $0 += $1 } }
  }

  /// The numbers of all events.
  public var total: Numbers { numbers.reduce(into: Numbers()) { $0 += $1 } }

  /// All buckets that are not empty, in order of time; that of unreadable times is the last.
  ///
  /// - Complexity: O(n log n) for n buckets.
  public var buckets: [Bucket] {
    let timed = rows.sorted { $0.key < $1.key }.map { bucket, row in
      (Moment(milliseconds: Self.start(ofBucket: bucket, unit)), row)
    }
    let all = timed + (numbers.isEmpty ? [] : [(nil, 0)])
    return all.map { start, row in
      Bucket(
        start: start,
        numbers: Array(numbers[row * Self.typeCount..<(row + 1) * Self.typeCount]))
    }.filter { $0.total != Numbers() }
  }

  /// The same numbers in buckets that are at least as long as `unit`.
  ///
  /// - Complexity: expected O(buckets).
  public func summed(by unit: Unit) -> Timeline {
    var result = self
    while result.unit < unit { result.lengthenBuckets() }
    return result
  }
}
