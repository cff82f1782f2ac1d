import Foundation
import SampleData
import Testing

/// A delivery log of the jobs that the fixtures give.
enum FixtureLog {
  /// A record for each job, with `statuses` in turn.
  static func records(statuses: [Int] = [500]) throws -> [[UInt8]] {
    try DirectRun.run.lines.enumerated().map { number, line in
      let text = String(decoding: line, as: UTF8.self)
      let subscription = try #require(text.firstMatch(of: /"subscription":"([0-9a-f]+)"/)?.1)
      let event = try #require(text.range(of: #","event":"#)?.upperBound)
      return SampleLog.record(
        Array(text[event...].utf8.dropLast()), to: String(subscription),
        status: statuses[number % statuses.count])
    }
  }
}
