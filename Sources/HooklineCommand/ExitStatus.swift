internal import HooklinePipeline

/// What the program tells its caller, after BSD's `sysexits.h`.
enum ExitStatus: Int32, Error {
  /// All input was read; jobs or none.
  case success = 0
  /// The command line is wrong.
  case usage = 64
  /// Some lines were rejected.
  case rejectedLines = 65
  /// A named file could not be opened or read.
  case unreadFile = 66
  /// Standard input could not be read, or something could not be written.
  case inputOutputError = 74
  /// The definitions are invalid.
  case invalidDefinitions = 78

  /// The status of a run that came to `tally`: the worst thing that happened counts.
  init(of tally: Tally) {
    self =
      tally.hasFailedOutput || tally.hasUnreadInput
      ? .inputOutputError
      : tally.hasUnreadFile ? .unreadFile : tally.rejectedCount > 0 ? .rejectedLines : .success
  }
}
