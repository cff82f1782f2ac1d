/// Which of the rejected records of a run are reported: so many that much of the same does not hide the rest.
struct RejectionSample: Sendable {
  /// How many of each input are reported one by one.
  private static let countPerInput = 10

  /// How many records were rejected.
  private(set) var count = 0
  /// The count that is reported next: 100, and then each tenfold number.
  private var nextReportedCount = 100
  /// How many of the current input were.
  private var (input, countOfInput) = (0, 0)

  /// Notes that a record of `input` was rejected.
  ///
  /// - Returns: Whether it is reported by itself, and whether the count is.
  mutating func note(in input: Int) -> (isReported: Bool, isCountReported: Bool) {
    if input != self.input { (self.input, countOfInput) = (input, 0) }
    count += 1
    countOfInput += 1
    let isCountReported = count == nextReportedCount
    if isCountReported { nextReportedCount *= 10 }
    return (countOfInput <= Self.countPerInput, isCountReported)
  }
}
