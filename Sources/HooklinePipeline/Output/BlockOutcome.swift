internal import Hookline

/// What became of a block of records.
struct BlockOutcome {
  /// A rejected record, where it is in the block and why it is rejected.
  typealias RejectedRecord = (record: InputRecord, rejection: Rejection)

  /// What was counted; lines are numbered from the start of the block.
  var statistics = RunStatistics()
  /// The rejected records that were not reported yet.
  var rejections: [RejectedRecord] = []
}
