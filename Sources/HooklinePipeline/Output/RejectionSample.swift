internal import Hookline

/// Selects the rejected records of a run that are reported, so that many of the same kind do not hide the rest.
struct RejectionSample: Sendable {
  /// How many of each input are reported one by one.
  private static let countPerInput = 10
  /// How many are located for each reason, in all inputs.
  private static let countPerReason = 3

  /// How many records were rejected.
  private(set) var count = 0
  /// The next count to report: 100, 1,000 and so on.
  private var nextReportedCount = 100
  /// The current input, and how many of its records were rejected.
  private var (input, countOfInput) = (0, 0)

  /// How many were located for each reason.
  private var locatedCounts: [Rejection.Reason: Int] = [:]
  /// A reason for which no more are located: the next record usually has the same one.
  private var locatedReason: Rejection.Reason?

  /// Notes that a record of `input` was rejected for `reason`.
  ///
  /// - Returns: Whether the record itself is reported, whether the count is, and whether the place is kept for a report.
  mutating func note(
    in input: Int, for reason: Rejection.Reason
  ) -> (isReported: Bool, isCountReported: Bool, isLocated: Bool) {
    if input != self.input { (self.input, countOfInput) = (input, 0) }
    count += 1
    countOfInput += 1
    let isCountReported = count == nextReportedCount
    if isCountReported { nextReportedCount *= 10 }
    let isLocated = reason != locatedReason && locate(reason)
    return (countOfInput <= Self.countPerInput, isCountReported, isLocated)
  }

  /// Counts a record as ``note(in:for:)`` does, if nothing about it is reported and no place is kept: mostly so, if there are many.
  ///
  /// - Returns: Whether it counted the record.
  mutating func countUnreported(in input: Int, for reason: Rejection.Reason) -> Bool {
    guard input == self.input, countOfInput >= Self.countPerInput, reason == locatedReason,
      count + 1 < nextReportedCount
    else { return false }
    count += 1
    countOfInput += 1
    return true
  }

  /// Counts a record that is located for `reason`, unless there are enough of them.
  ///
  /// - Returns: Whether it is.
  private mutating func locate(_ reason: Rejection.Reason) -> Bool {
    guard locatedCounts[reason, default: 0] < Self.countPerReason else {
      locatedReason = reason
      return false
    }
    locatedCounts[reason, default: 0] += 1
    return true
  }
}
