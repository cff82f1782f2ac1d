/// A point in time in the samples.
struct SampleMoment {
  /// The milliseconds since 1970-01-01T00:00:00Z, which must not be negative.
  var milliseconds: Int

  /// The time as the platform writes it: `2022-04-27T21:28:15.186Z`.
  var text: String {
    let (year, month, day) = date
    let time = milliseconds % Self.millisecondsPerDay
    return [
      Self.digits(year, 4), "-", Self.digits(month, 2), "-", Self.digits(day, 2), "T",
      Self.digits(time / 3_600_000, 2), ":", Self.digits(time / 60_000 % 60, 2), ":",
      Self.digits(time / 1000 % 60, 2), ".", Self.digits(time % 1000, 3), "Z",
    ].joined()
  }

  private static let millisecondsPerDay = 86_400_000

  /// The year, the month and the day of the month, the last two counted from 1.
  private var date: (year: Int, month: Int, day: Int) {
    var day = milliseconds / Self.millisecondsPerDay
    var year = 1970
    while day >= Self.monthLengths(in: year).reduce(0, +) {
      day -= Self.monthLengths(in: year).reduce(0, +)
      year += 1
    }
    var month = 1
    for length in Self.monthLengths(in: year) where day >= length {
      day -= length
      month += 1
    }
    return (year, month, day + 1)
  }

  /// The lengths of the months in a year of 1970...2099, when every fourth year is a leap year.
  private static func monthLengths(in year: Int) -> [Int] {
    [31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    String(number).padded(to: count)
  }
}
