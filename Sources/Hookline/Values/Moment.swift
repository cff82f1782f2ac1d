internal import JSONScanning

/// A point in time, in milliseconds.
///
/// It is read from a date and time of RFC 3339, section 5.6, whose `T` and `Z` may be in lower case. Digits of a second after
/// the third are cut off. Of the dates and times that look like one, those that do not exist are not read:
///
/// - a date that the Gregorian calendar does not have, such as 29 February of most years; years are 0000 to 9999,
///   and so is the year of the same time in UTC;
/// - an hour of 24, because RFC 3339 does not have it;
/// - a second of 60 other than just before midnight in UTC, where a leap second is added. That one counts as the first second
///   of the next day, as in POSIX.
public struct Moment: Hashable, Comparable, Sendable {
  /// The milliseconds since 1970-01-01T00:00:00Z, negative before it, leap seconds not counted.
  public let milliseconds: Int

  /// The moment so many milliseconds after 1970-01-01T00:00:00Z, or `nil` if its year is not one of 0000 to 9999.
  public init?(milliseconds: Int) {
    guard Self.ofFourDigitYears.contains(milliseconds) else { return nil }
    self.milliseconds = milliseconds
  }

  /// Whether `first` is before `second`.
  public static func < (first: Moment, second: Moment) -> Bool {
    first.milliseconds < second.milliseconds
  }

  /// How many milliseconds an hour has.
  package static let millisecondsPerHour = 3_600_000
  /// How many milliseconds a day has.
  package static let millisecondsPerDay = 24 * millisecondsPerHour

  /// The maximum length of a text that is read as a moment, in bytes.
  private static let maximumLength = 64
  /// From the start of the year 0000 to the end of the year 9999.
  private static let ofFourDigitYears = -62_167_219_200_000..<253_402_300_800_000

  /// The moment that is the value of `member` in `text`, or `nil` if the value is not a date and time with `Z` or an offset.
  ///
  /// - Complexity: O(1)
  init?(_ member: SelectedMembers.Member, in text: Span<UInt8>) {
    guard let string = DecodedString(member) else { return nil }
    if let extent = string.plainExtent {
      self.init(text.extracting(extent))
    } else {
      guard let bytes = string.bytes(in: text, limit: Self.maximumLength) else { return nil }
      self.init(bytes.span)
    }
  }

  /// The moment that `text` is the date and time of, with `Z` or an offset, or `nil` if it is something else.
  init?(_ text: Span<UInt8>) {
    guard text.count <= Self.maximumLength else { return nil }
    var reader = TimeReader()
    guard let day = reader.day(in: text), reader.take(UInt8(ascii: "T"), orLower: true, in: text),
      let time = reader.timeOfDay(in: text), let offset = reader.offset(in: text),
      reader.place == text.count
    else { return nil }
    let second = time.second - offset * 60
    // A leap second.
    guard time.isWithinMinute || second % 86_400 == 0 else { return nil }
    self.init(milliseconds: day * Self.millisecondsPerDay + second * 1000 + time.millisecond)
  }
}

extension Moment: LosslessStringConvertible {
  /// The moment of `text`, a date, which stands for its first moment in UTC, or a date and time with `Z`.
  ///
  /// This is narrower than what an event may have: no offset is accepted.
  public init?(_ text: String) {
    let text = text.utf8.span
    var reader = TimeReader()
    if let day = reader.day(in: text), reader.place == text.count {
      self.init(milliseconds: day * Self.millisecondsPerDay)
    } else {
      guard !text.isEmpty, text[text.count - 1] | ASCII.caseBit == UInt8(ascii: "z") else {
        return nil
      }
      self.init(text)
    }
  }

  /// The date and time as the platform writes it, such as `2022-04-27T21:28:15.186Z`.
  public var description: String {
    let text = text
    return String(decoding: text.span.indices.map { text[$0] }, as: UTF8.self)
  }

  /// The bytes of the date and time as the platform writes it.
  @usableFromInline var text: InlineArray<24, UInt8> {
    let time = milliseconds.remainder(of: Self.millisecondsPerDay)
    let date = GregorianDate(day: (milliseconds - time) / Self.millisecondsPerDay)
    var text = InlineArray<24, UInt8>(repeating: ASCII.zero)
    var end = 0
    func append(_ number: Int, _ count: Int, then separator: UInt8) {
      end += count
      var (place, rest) = (end, number)
      while rest > 0 {
        place -= 1
        text[place] += UInt8(rest % 10)
        rest /= 10
      }
      text[end] = separator
      end += 1
    }
    append(date.year, 4, then: ASCII.minus)
    append(date.month, 2, then: ASCII.minus)
    append(date.day, 2, then: UInt8(ascii: "T"))
    append(time / Self.millisecondsPerHour, 2, then: ASCII.colon)
    append(time / 60_000 % 60, 2, then: ASCII.colon)
    append(time / 1000 % 60, 2, then: ASCII.period)
    append(time % 1000, 3, then: UInt8(ascii: "Z"))
    return text
  }
}

/// Reads the parts of a date and time in order.
private struct TimeReader {
  /// How many bytes were read.
  private(set) var place = 0

  /// Reads `byte` or, if it may be `orLower`, the same letter in lower case; returns whether it is next.
  mutating func take(_ byte: UInt8, orLower: Bool = false, in text: Span<UInt8>) -> Bool {
    guard place < text.count,
      text[place] == byte || orLower && text[place] == byte | ASCII.caseBit
    else { return false }
    place += 1
    return true
  }

  /// Reads a number of `count` digits that is at most `limit`.
  private mutating func number(
    _ count: Int, atMost limit: Int, in text: Span<UInt8>
  ) -> Int? {
    var number = 0
    for _ in 0..<count {
      guard let digit = digit(in: text) else { return nil }
      number = number * 10 + digit
    }
    return number <= limit ? number : nil
  }

  /// Reads a digit, or returns `nil` if none is next.
  @inline(__always)
  private mutating func digit(in text: Span<UInt8>) -> Int? {
    guard place < text.count else { return nil }
    // Not by ``ASCII``: from another module, each use of its constants is a call.
    let digit = text[place] &- UInt8(ascii: "0")
    guard digit < 10 else { return nil }
    place += 1
    return Int(digit)
  }

  /// Reads a date, `YYYY-MM-DD`, as the days since 1970-01-01.
  mutating func day(in text: Span<UInt8>) -> Int? {
    guard let year = number(4, atMost: 9999, in: text), take(ASCII.minus, in: text),
      let month = number(2, atMost: 12, in: text), take(ASCII.minus, in: text),
      let day = number(2, atMost: 31, in: text)
    else { return nil }
    let date = GregorianDate(year: year, month: month, day: day)
    return date.exists ? date.daysSince1970 : nil
  }

  /// Reads a time of day, `hh:mm:ss` and perhaps a fraction; it is in no minute if its second is 60.
  mutating func timeOfDay(
    in text: Span<UInt8>
  ) -> (second: Int, millisecond: Int, isWithinMinute: Bool)? {
    guard let hour = number(2, atMost: 23, in: text), take(ASCII.colon, in: text),
      let minute = number(2, atMost: 59, in: text), take(ASCII.colon, in: text),
      let second = number(2, atMost: 60, in: text)
    else { return nil }
    var millisecond = 0
    if take(ASCII.period, in: text) {
      var weight = 100
      let start = place
      while let digit = digit(in: text) {
        millisecond += digit * weight
        weight /= 10
      }
      guard place > start else { return nil }
    }
    return (hour * 3600 + minute * 60 + second, millisecond, second < 60)
  }

  /// Reads `Z`, or `+hh:mm` or `-hh:mm`: how many minutes the time is ahead of UTC.
  mutating func offset(in text: Span<UInt8>) -> Int? {
    if take(UInt8(ascii: "Z"), orLower: true, in: text) { return 0 }
    let isNegative = take(ASCII.minus, in: text)
    guard isNegative || take(ASCII.plus, in: text), let hour = number(2, atMost: 23, in: text),
      take(ASCII.colon, in: text),
      let minute = number(2, atMost: 59, in: text)
    else { return nil }
    return (isNegative ? -1 : 1) * (hour * 60 + minute)
  }
}
