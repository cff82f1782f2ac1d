internal import Hookline
internal import HooklinePipeline

/// The status of the program for its caller, after BSD's `sysexits.h`.
enum ExitStatus: Int32 {
  /// All input was read; jobs or none.
  case success = 0
  /// All input was read and no job made, where the user wanted that told.
  case noJobs = 1
  /// The command line is wrong.
  case usage = 64
  /// Some lines were rejected, and all others processed.
  case rejected = 65
  /// A named file could not be opened or read.
  case unreadFile = 66
  /// The system refused what a run needs from the start; nothing was read.
  case unavailable = 71
  /// The program has a bug.
  case internalError = 70
  /// A file that was to be written cannot be, or must not be.
  case uncreatableFile = 73
  /// Standard input could not be read, or something could not be written.
  case inputOutputError = 74
  /// A limit that the user set stopped the run; the rest was not processed.
  case stopped = 75
  /// The definitions are invalid.
  case invalidDefinitions = 78

  /// The status of a run that came to `summary`: the worst thing that happened counts.
  ///
  /// That no job was made counts only where `wantsJobs`.
  init(of summary: RunSummary, hasLostMessages: Bool, wantsJobs: Bool) {
    let worstFirst: [(ExitStatus, Bool)] = [
      (.inputOutputError, summary.hasFailedOutput || summary.hasUnreadInput || hasLostMessages),
      (.unreadFile, summary.hasUnreadFile),
      (.stopped, summary.hasReachedLimit),
      (.rejected, summary.statistics.rejectedCount > 0),
      (.noJobs, wantsJobs && summary.statistics.jobCount == 0),
    ]
    self = worstFirst.first { $0.1 }?.0 ?? .success
  }
}
