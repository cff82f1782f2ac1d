/// Selects the rejected records of a run that are reported, so that many of the same kind do not hide the rest.
struct RejectionSample: Sendable {
  /// How many of each input are reported one by one.
  private static let countPerInput = 10

  /// How many records were rejected.
  private(set) var count = 0
  /// The next count to report: 100, 1,000 and so on.
  private var nextReportedCount = 100
  /// The current input, and how many of its records were rejected.
  private var (input, countOfInput) = (0, 0)

  /// Notes that a record of `input` was rejected.
  ///
  /// - Returns: Whether the record itself is reported, and whether the count is.
  mutating func note(in input: Int) -> (isReported: Bool, isCountReported: Bool) {
    if input != self.input { (self.input, countOfInput) = (input, 0) }
    count += 1
    countOfInput += 1
    let isCountReported = count == nextReportedCount
    if isCountReported { nextReportedCount *= 10 }
    return (countOfInput <= Self.countPerInput, isCountReported)
  }
}
