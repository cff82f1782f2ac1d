internal import Hookline

/// What became of a block of records.
struct BlockOutcome {
  /// What was counted, with lines numbered from the start of the block.
  var statistics = RunStatistics()
  /// The places of the webhooks of the jobs that are not counted by webhook yet: that is done in the block's turn, when it is
  /// certain that they are made.
  var uncountedJobs: [Int] = []
  /// Where the records that were counted end in the bytes of the block, or `nil` if they are all of its records.
  var end: Int?
  /// The rejected records that were not reported yet, each with its rejection.
  var rejected: [InputRecord] = []
}
