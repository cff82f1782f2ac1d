internal import Hookline

/// The columns into which a plot divides the time of the events.
///
/// They are hours if all events happened within three days, otherwise days, or the shortest unit that gives few columns. A long
/// time without events is left out: one event with a wrong date must not squeeze all others into a corner.
struct PlotColumns {
  /// The most columns.
  static let limit = 100
  /// The least room, in columns.
  private static let leastSlotCount = 12
  /// The most empty columns in a row that are shown.
  private static let longestGap = 7
  /// If there are fewer milliseconds from the first event to the last, columns are hours.
  private static let hourlyDuration = 3 * Moment.millisecondsPerDay

  /// Whether columns are hours for events in the hours that begin at these `moments`.
  static func areHours(_ moments: [Moment]) -> Bool {
    guard let first = moments.min(), let last = moments.max() else { return false }
    return last.milliseconds - first.milliseconds < hourlyDuration
  }

  /// How long a column is.
  let unit: PlotUnit
  /// The number of each column's time, ascending; `nil` stands for a longer time without events.
  let numbers: [Int?]
  private let places: [Int: Int]

  /// The columns for events at `moments`, which are known with the precision `known`.
  init(for moments: [Moment], knownTo known: Timeline.Unit) {
    let first: PlotUnit =
      switch known {
      case .hour where Self.areHours(moments): .hour
      case .hour, .day: .day
      case .month: .month
      }
    let units = PlotUnit.allCases.filter { $0.rawValue >= first.rawValue }
    let columns = units.lazy.map { ($0, Self.numbers(of: moments, $0)) }
    (unit, numbers) = columns.first { $0.1.count <= Self.limit } ?? (.century, [])
    places = Dictionary(
      numbers.enumerated().compactMap { place, number in number.map { ($0, place) } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func numbers(of moments: [Moment], _ unit: PlotUnit) -> [Int?] {
    let used = Set(moments.map { unit.number(of: $0) }).sorted()
    var numbers: [Int?] = []
    for number in used {
      if case .some(.some(let last)) = numbers.last {
        if unit == .hour || number - last - 1 <= longestGap {
          numbers += (last + 1..<number).map { $0 }
        } else {
          numbers.append(nil)
        }
      }
      numbers.append(number)
    }
    return numbers
  }

  /// For how many columns there is room, so that a few are not wide.
  var slotCount: Int { max(numbers.count, Self.leastSlotCount) }

  /// The place of the column that contains `moment`, or `nil` if there is none.
  func place(of moment: Moment) -> Int? { places[unit.number(of: moment)] }

  /// The name of the column at `place`, in full; empty if it is a gap.
  func name(at place: Int) -> String { numbers[place].map { unit.name(of: $0) } ?? "" }
}
