import Foundation
import SampleData
import Testing

@testable import Hookline

/// Moments: which texts are dates and times, and of when.
@Suite struct MomentTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.001Z", 1),
      ("1969-12-31T23:59:59.999Z", -1), ("2022-04-27T21:28:15.186Z", 1_651_094_895_186),
      ("2022-04-27t21:28:15.186z", 1_651_094_895_186),
      // Digits after the third are cut off, also before 1970.
      ("2022-04-27T21:28:15.1869999Z", 1_651_094_895_186),
      ("1969-12-31T23:59:59.9999Z", -1), ("1970-01-01T00:00:00.5Z", 500),
      ("1970-01-01T00:00:00.000000000000000000009Z", 0),
      ("2022-04-27T23:28:15.186+02:00", 1_651_094_895_186),
      ("2022-04-27T15:58:15.186-05:30", 1_651_094_895_186),
      ("1970-01-01T00:00:00-00:00", 0), ("1970-01-01T23:59:00+23:59", 0),
      // A leap second is the first second of the next day.
      ("2016-12-31T23:59:60Z", 1_483_228_800_000), ("2016-12-31T23:59:60.9Z", 1_483_228_800_900),
      ("2017-01-01T08:59:60+09:00", 1_483_228_800_000),
      ("2000-02-29T00:00:00Z", 951_782_400_000), ("2024-02-29T12:00:00Z", 1_709_208_000_000),
      ("0000-01-01T00:00:00Z", -62_167_219_200_000), ("0000-02-29T00:00:00Z", -62_162_121_600_000),
      ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ])
  func timeIsRead(text: String, milliseconds: Int) {
    #expect(Moment(Array(text.utf8).span)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "Z", "2022-04-27", "2022-04-27T21:28:15", "2022-04-27T21:28Z", "2022-04-27 21:28:15Z",
    "2022-4-27T21:28:15Z", "20220427T212815Z", "2022-04-27T21:28:15.Z", "2022-04-27T21:28:15,1Z",
    "2022-04-27T21:28:15ZZ", "2022-04-27T21:28:15Z ", " 2022-04-27T21:28:15Z",
    "+2022-04-27T21:28:15Z", "-022-04-27T21:28:15Z", "12022-04-27T21:28:15Z",
    "2022-04-27T21:28:15+02", "2022-04-27T21:28:15+0200", "2022-04-27T21:28:15+02:0",
    "2022-04-27T21:28:15+24:00", "2022-04-27T21:28:15+00:60", "2022-04-27T21:28:15−02:00",
    "2022-04-27T21:28:15.186", "2022-W17-3T21:28:15Z", "2022-117T21:28:15Z", "1651094895186",
    // Numbers that are too high or too low, each by one.
    "2022-00-01T00:00:00Z", "2022-13-01T00:00:00Z", "2022-01-00T00:00:00Z", "2022-01-32T00:00:00Z",
    "2022-04-31T00:00:00Z", "2022-06-31T00:00:00Z", "2022-09-31T00:00:00Z", "2022-11-31T00:00:00Z",
    "2022-02-29T00:00:00Z", "2024-02-30T00:00:00Z", "1900-02-29T00:00:00Z", "2100-02-29T00:00:00Z",
    "2022-01-01T24:00:00Z", "2022-01-01T00:60:00Z", "2022-01-01T23:59:61Z",
    // A leap second where there is none.
    "2022-01-01T00:00:60Z", "2022-01-01T23:58:60Z", "2022-01-01T23:59:60+01:00",
    // Years that have more digits, or a sign, in UTC.
    "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:00-00:01", "9999-12-31T23:59:60Z",
  ])
  func somethingElseIsNotRead(text: String) {
    #expect(Moment(Array(text.utf8).span) == nil)
  }

  @Test func timeHasAtMostSixtyFourBytes() {
    for (length, milliseconds) in [(64, 111), (65, nil)] as [(Int, Int?)] {
      let text = "1970-01-01T00:00:00." + String(repeating: "1", count: length - 21) + "Z"
      #expect(Moment(Array(text.utf8).span)?.milliseconds == milliseconds)
      #expect(text.utf8.count == length)
    }
  }

  /// Every day of every year, counted one by one, and each number that is no day of a month.
  @Test func eachDayFollowsTheOneBefore() {
    let years = TestSize.debug(1890, release: 0)...TestSize.debug(2110, release: 9999)
    var next = Moment("\(String(years.lowerBound).padded(to: 4))-01-01")?.milliseconds ?? 0
    var wrong: [String] = []
    for year in years {
      for month in 1...12 {
        let isLeapYear = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
        let length = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        for day in 0...32 {
          let text = [(year, 4), (month, 2), (day, 2)].map { String($0.0).padded(to: $0.1) }
            .joined(separator: "-")
          let moment = Moment(text)
          if (1...length).contains(day) {
            if moment?.milliseconds != next || moment?.description != text + "T00:00:00.000Z" {
              wrong.append(text)
            }
            next += 86_400_000
          } else if moment != nil {
            wrong.append(text)
          }
        }
      }
    }
    #expect(wrong.prefix(3) == [])
    if years.upperBound == 9999 { #expect(next == 253_402_300_800_000) }
  }

  /// A time is written as Foundation writes it, and read again as the same.
  @Test(arguments: [1, UInt64.random(in: 0...1 << 48)])
  func writtenTimeIsReadAsTheSame(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    for _ in 0..<1000 {
      // From 1600 on, because Foundation may use another calendar for times long before.
      let milliseconds = random.number(in: -11_676_096_000_000...253_402_300_799_999)
      let moment = try #require(Moment(milliseconds: milliseconds))
      // Half a millisecond more, so that Foundation does not cut off one too many.
      let date = Date(timeIntervalSince1970: (Double(milliseconds) + 0.5) / 1000)
      #expect(moment.description == date.formatted(style), "seed \(seed)")
      #expect(Moment(moment.description) == moment, "seed \(seed)")
      #expect(Moment(Array(moment.description.utf8).span) == moment, "seed \(seed)")
    }
  }

  /// What is read of random times, many of them slightly wrong, is what a slow reference and Foundation read.
  @Test(arguments: [1, UInt64.random(in: 0...1 << 48)])
  func randomTimeIsReadAsByTheReferences(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var (readCount, unreadCount) = (0, 0)
    for _ in 0..<TestSize.debug(500, release: 5000) {
      let text = Self.text(using: &random)
      let moment = Moment(Array(text.utf8).span)
      #expect(moment?.milliseconds == Self.reference(text), "seed \(seed): \(text)")
      guard let moment else {
        unreadCount += 1
        continue
      }
      readCount += 1
      // Foundation has another calendar for times long before. It knows no leap second, no fraction of other than three
      // digits, no `t`, and no great offset.
      guard let parts = text.wholeMatch(of: /([^.]*T[^.]*:[0-5][0-9])(\.[0-9]+)?(Z|[+-]0.*)/),
        text >= "1600"
      else { continue }
      let date = try Date("\(parts.1)\(parts.3)", strategy: .iso8601)
      let second = moment.milliseconds - (moment.milliseconds % 1000 + 1000) % 1000
      #expect(date.timeIntervalSince1970 == Double(second / 1000), "seed \(seed): \(text)")
    }
    #expect(readCount > 100 && unreadCount > 100, "seed \(seed)")
  }

  /// A random time from 1600 on, perhaps with one thing that is wrong.
  private static func text(using random: inout SeededGenerator) -> String {
    func number(_ range: ClosedRange<Int>, _ count: Int) -> String {
      String(random.number(in: range)).padded(to: count)
    }
    // In one of a hundred cases each, a number is beyond its range.
    func beyond(_ limit: Int) -> Int { limit + (random.happens(inHundred: 2) ? 1 : 0) }
    var text = number(1600...9998, 4) + "-" + number(1...beyond(12), 2) + "-"
    text += number((random.happens(inHundred: 2) ? 0 : 1)...31, 2)
    text += random.one(of: [("T", 30), ("t", 1), (" ", 1)])
    let isLeapSecond = random.happens(inHundred: 20)
    text +=
      isLeapSecond
      ? random.one(of: ["23:59:60", "22:59:60", "23:58:60", "00:29:60"])
      : number(0...beyond(23), 2) + ":" + number(0...beyond(59), 2) + ":" + number(0...59, 2)
    if random.happens(inHundred: 60) {
      text += "." + (0..<random.number(in: 0...7)).map { _ in number(0...9, 1) }.joined()
    }
    text += random.one(of: [
      ("Z", 10), ("z", 1), ("", 1), ("-01:00", 2), ("+00:30", 2),
      (
        random.one(of: ["+", "-"]) + number(0...beyond(23), 2) + ":" + number(0...beyond(59), 2), 6
      ),
    ])
    if random.happens(inHundred: 5) {
      var bytes = Array(text.utf8)
      bytes[random.number(in: 0...bytes.count - 1)] = random.one(of: Array("0:-+.TZ ".utf8))
      text = String(decoding: bytes, as: UTF8.self)
    }
    return text
  }

  /// The milliseconds of a time, slowly: its pieces by a regular expression, its days by counting.
  private static func reference(_ text: String) -> Int? {
    let form =
      /(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))/
      .asciiOnlyDigits()
    guard let match = text.wholeMatch(of: form),
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
      let hour = Int(match.4), let minute = Int(match.5), let second = Int(match.6)
    else { return nil }
    let aheadHours = match.9.flatMap { Int($0) } ?? 0
    let aheadMinutes = match.10.flatMap { Int($0) } ?? 0
    func length(of month: Int, in year: Int) -> Int {
      let isLeapYear = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
      return [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
    guard 1...12 ~= month, 1...length(of: month, in: year) ~= day, hour < 24, minute < 60,
      second <= 60, aheadHours < 24, aheadMinutes < 60
    else { return nil }
    var days = day - 1
    for month in 1..<month { days += length(of: month, in: year) }
    days += daysBeforeYear[year, default: 0]
    let ahead = (match.8 == "-" ? -1 : 1) * (aheadHours * 60 + aheadMinutes)
    let seconds = days * 86_400 + (hour * 60 + minute - ahead) * 60 + second
    if second == 60, seconds % 86_400 != 0 { return nil }
    let fraction = String((match.7.map(String.init) ?? "").prefix(3))
    let millisecond = Int(fraction + String(repeating: "0", count: 3 - fraction.count)) ?? 0
    return seconds * 1000 + millisecond
  }

  /// The days from 1970 to the start of each year.
  private static let daysBeforeYear: [Int: Int] = {
    var days: [Int: Int] = [:]
    var next = -719_528
    for year in 0...9999 {
      days[year] = next
      next += year % 4 == 0 && year % 100 != 0 || year % 400 == 0 ? 366 : 365
    }
    return days
  }()

  /// An option takes a date, too, but no offset.
  @Test(
    arguments: [
      ("2022-05-01", 1_651_363_200_000), ("2022-05-01T00:00:00Z", 1_651_363_200_000),
      ("2022-05-01T18:30:00.25Z", 1_651_429_800_250), ("2022-05-01T18:30:00z", 1_651_429_800_000),
      ("2022-05-01T18:30:00+00:00", nil), ("2022-05-01T18:30:00", nil), ("2022-05-01Z", nil),
      ("2022-05-01T", nil), ("2022-02-29", nil), ("2022-05", nil), ("", nil), ("Z", nil),
      ("yesterday", nil), ("2022-05-01 ", nil), ("٢٠٢٢-٠٥-٠١", nil),
    ] as [(String, Int?)])
  func optionIsADateOrATimeInUTC(text: String, milliseconds: Int?) {
    #expect(Moment(text)?.milliseconds == milliseconds)
  }

  @Test func momentsAreOrderedByTime() throws {
    let moments = try ["2022-05-01", "2022-05-01T00:00:00.001Z", "2022-05-02"].map {
      try #require(Moment($0))
    }
    #expect(moments.reversed().sorted() == moments)
  }

  @Test func momentHasAYearOfFourDigits() {
    #expect(Moment(milliseconds: -62_167_219_200_001) == nil)
    #expect(Moment(milliseconds: 253_402_300_800_000) == nil)
    #expect(Moment(milliseconds: -62_167_219_200_000)?.description == "0000-01-01T00:00:00.000Z")
  }
}
