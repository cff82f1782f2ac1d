/// How far the jobs are made for which all records must have been read.
enum Replay: Equatable {
  /// Not at all.
  case before
  /// Up to the record on the line with this number in the run.
  case at(line: Int)
  /// All are made.
  case complete
}
