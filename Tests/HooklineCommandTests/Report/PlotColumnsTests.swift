import Hookline
import SampleData
import Testing

@testable import HooklineCommand

/// The columns of a plot: few, in order, and each event in exactly one.
@Suite struct PlotColumnsTests {
  private static func columns(_ times: [String], _ known: Timeline.Unit = .hour) -> PlotColumns {
    PlotColumns(for: times.compactMap { Moment($0) }, knownTo: known)
  }

  @Test(
    arguments: [
      (["2022-05-01T07:00:00Z", "2022-05-01T09:00:00Z"], PlotUnit.hour, 3, "1 May 2022, 07:00"),
      (["2022-05-01", "2022-05-03T23:00:00Z"], .hour, 72, "1 May 2022, 00:00"),
      (["2022-05-01", "2022-05-04"], .day, 4, "1 May 2022"),
      (["2022-02-27", "2022-03-01"], .hour, 49, "27 February 2022, 00:00"),
      (["1970-01-01", "2022-05-01", "2022-05-02"], .day, 4, "1 January 1970"),
      (["2022-05-01", "2022-05-09"], .day, 9, "1 May 2022"),
      (["2022-05-01", "2022-05-10"], .day, 3, "1 May 2022"),
      ([], .day, 0, ""),
    ] as [([String], PlotUnit, Int, String)])
  func columnsFitTheTimes(times: [String], unit: PlotUnit, count: Int, first: String) {
    let columns = Self.columns(times)
    #expect(columns.unit == unit && columns.numbers.count == count)
    if count > 0 { #expect(columns.name(at: 0) == first) }
  }

  /// The names of the first and the last column if events happen on each of so many days from 1 January 2022 on.
  @Test(
    arguments: [
      (100, PlotUnit.day, "1 January 2022", "10 April 2022", "1 Jan"),
      (101, .week, "week of 27 December 2021", "week of 11 April 2022", "27 Dec"),
      (695, .week, "week of 27 December 2021", "week of 20 November 2023", "27 Dec"),
      (696, .month, "January 2022", "November 2023", "Jan 2022"),
      (3100, .year, "2022", "2030", "2022"),
    ] as [(Int, PlotUnit, String, String, String)])
  func longerTimesHaveLongerColumns(
    dayCount: Int, unit: PlotUnit, first: String, last: String, short: String
  ) throws {
    let start = try #require(Moment("2022-01-01"))
    let moments = (0..<dayCount).compactMap {
      Moment(milliseconds: start.milliseconds + $0 * 86_400_000)
    }
    let columns = PlotColumns(for: moments, knownTo: .hour)
    #expect(columns.unit == unit)
    #expect(columns.name(at: 0) == first)
    #expect(columns.name(at: columns.numbers.count - 1) == last)
    #expect(columns.numbers.first.flatMap { $0 }.map { unit.shortName(of: $0) } == short)
  }

  @Test(arguments: 0..<40) func eachMomentHasAColumn(round: UInt64) throws {
    var random = SeededGenerator(seed: 77_000 + round)
    let width = [100_000_000, 10_000_000_000, 1_000_000_000_000, 300_000_000_000_000][
      Int(round % 4)]
    let moments = (0..<random.number(in: 1...400)).compactMap { _ in
      Moment(milliseconds: random.number(in: 0...width) - 60_000_000_000_000)
    }
    let known: Timeline.Unit = [.hour, .day, .month][Int(round % 3)]
    let columns = PlotColumns(for: moments, knownTo: known)
    #expect(columns.numbers.count <= PlotColumns.limit, "round \(round)")
    let numbers = columns.numbers.compactMap(\.self)
    #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count, "round \(round)")
    for moment in moments {
      let place = try #require(columns.place(of: moment), "round \(round)")
      #expect(columns.numbers[place] == columns.unit.number(of: moment), "round \(round)")
    }
  }

  /// Centuries are the last resort, and enough.
  @Test func allYearsFit() {
    let moments = (0...9999).compactMap { year in
      Moment("\(String(repeating: "0", count: 4 - "\(year)".count))\(year)-07-01")
    }
    let columns = PlotColumns(for: moments, knownTo: .month)
    #expect(columns.unit == .century && columns.numbers.count == 100)
    #expect(columns.name(at: 0) == "0000–0099" && columns.name(at: 99) == "9900–9999")
  }
}
