/// A date of the Gregorian calendar, which is also used for the time before it was introduced.
package struct GregorianDate {
  /// The year; 0 is the one before year 1.
  package var year: Int
  /// The month, from 1.
  package var month: Int
  /// The day of the month, from 1.
  package var day: Int

  /// Whether the calendar has it.
  var exists: Bool {
    guard (1...12).contains(month) else { return false }
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    // From March on, months have 31 and 30 days in turn, except that July and August both have 31.
    let length = month == 2 ? (isLeapYear ? 29 : 28) : 30 + (month + month / 8) % 2
    return day >= 1 && day <= length
  }

  /// The days from 1970-01-01 to this date.
  ///
  /// The algorithm `days_from_civil` of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so
  /// that the leap day is the last of a year. The year must not be negative.
  var daysSince1970: Int {
    let year = month > 2 ? self.year : self.year - 1
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let era = (year + 400) / 400 - 1
    let yearOfEra = year - era * 400
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension GregorianDate {
  /// The date `day` days after 1970-01-01: `civil_from_days` of the same source.
  package init(day: Int) {
    let shifted = day + 719_468
    let dayOfEra = shifted.remainder(of: 146_097)
    let era = (shifted - dayOfEra) / 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month > 2 ? 0 : 1)
    self.day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
  }
}

extension Int {
  /// The quotient of a division that rounds down.
  package func quotient(by divisor: Int) -> Int { (self - remainder(of: divisor)) / divisor }

  /// The remainder of a division that rounds down, which is never negative.
  package func remainder(of divisor: Int) -> Int {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}
