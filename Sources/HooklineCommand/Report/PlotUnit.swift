internal import Hookline

/// How long a column of a plot is.
enum PlotUnit: Int, CaseIterable {
  case hour, day, week, month, year, decade, century

  /// The number of the column that contains `moment`; those of columns that follow each other differ by one.
  func number(of moment: Moment) -> Int {
    let date = CalendarDate(of: moment)
    switch self {
    case .hour: return date.day * 24 + date.hour
    case .day: return date.day
    // Weeks begin on Mondays; 1970-01-01 was a Thursday.
    case .week: return (date.day + 3).quotient(by: 7)
    case .month: return date.year * 12 + date.month - 1
    case .year: return date.year
    case .decade: return date.year / 10
    case .century: return date.year / 100
    }
  }

  /// The name of the column with this `number`, in full.
  func name(of number: Int) -> String {
    switch self {
    case .hour:
      let day = number.quotient(by: 24)
      return PlotUnit.day.name(of: day) + ", " + Self.time(number - 24 * day)
    case .day:
      let date = CalendarDate(day: number)
      return "\(date.dayOfMonth) \(date.monthName) \(NumberText.padded(date.year, 4))"
    case .week: return "week of " + PlotUnit.day.name(of: 7 * number - 3)
    case .month:
      return "\(CalendarDate.monthNames[number % 12]) \(NumberText.padded(number / 12, 4))"
    case .year: return NumberText.padded(number, 4)
    case .decade: return NumberText.padded(10 * number, 4) + "s"
    case .century:
      let first = 100 * number
      return "\(NumberText.padded(first, 4))–\(NumberText.padded(first + 99, 4))"
    }
  }

  /// The name of the column with this `number`, short enough for an axis.
  func shortName(of number: Int) -> String {
    switch self {
    case .hour:
      let day = number.quotient(by: 24)
      let hour = number - 24 * day
      return hour == 0 ? PlotUnit.day.shortName(of: day) : Self.time(hour)
    case .day:
      let date = CalendarDate(day: number)
      return "\(date.dayOfMonth) \(date.monthName.prefix(3))"
    case .week: return PlotUnit.day.shortName(of: 7 * number - 3)
    case .month:
      let name = CalendarDate.monthNames[number % 12].prefix(3)
      return "\(name) \(NumberText.padded(number / 12, 4))"
    case .year, .decade, .century: return name(of: number)
    }
  }

  /// The year of the column with this `number` if its short name does not say it, else `nil`.
  func yearWithoutName(of number: Int) -> Int? {
    switch self {
    case .hour: CalendarDate(day: number.quotient(by: 24)).year
    case .day: CalendarDate(day: number).year
    case .week: CalendarDate(day: 7 * number - 3).year
    case .month, .year, .decade, .century: nil
    }
  }

  /// What the columns are called together: `by day`.
  var title: String { "by \(self)" }

  private static func time(_ hour: Int) -> String { NumberText.padded(hour, 2) + ":00" }
}
