internal import Hookline

/// A day and an hour in UTC, in parts.
struct CalendarDate {
  /// The days since 1970-01-01.
  let day: Int
  let hour: Int
  private let date: GregorianDate

  /// The date of `moment`.
  init(of moment: Moment) {
    let hours = moment.milliseconds.quotient(by: Moment.millisecondsPerHour)
    day = hours.quotient(by: 24)
    hour = hours - 24 * day
    date = GregorianDate(day: day)
  }

  /// The start of a day.
  init(day: Int) {
    self.day = day
    hour = 0
    date = GregorianDate(day: day)
  }

  var year: Int { date.year }
  /// From 1 to 12.
  var month: Int { date.month }
  var dayOfMonth: Int { date.day }
  var monthName: String { Self.monthNames[month - 1] }

  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
