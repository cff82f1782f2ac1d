internal import Hookline
internal import HooklinePipeline

/// The exit status of the program, after BSD's `sysexits.h`.
enum ExitStatus: Int32, CaseIterable {
  /// All input was read; jobs or none.
  case success = 0
  /// All input was read, but a condition of the user is not met: that there are jobs, or no warnings.
  case unmetCondition = 1
  /// The command line is wrong.
  case usage = 64
  /// Some lines were rejected, or some jobs refused; all others were processed.
  case rejected = 65
  /// A named file could not be opened or read.
  case unreadFile = 66
  /// The program has a bug.
  case internalError = 70
  /// The system refused what a run needs from the start; nothing was read.
  case unavailable = 71
  /// An output file cannot be created, or must not be.
  case uncreatableFile = 73
  /// Standard input could not be read, or something could not be written.
  case inputOutputError = 74
  /// A limit that the user set stopped the run; the rest was not processed.
  case stopped = 75
  /// The definitions are invalid.
  case invalidDefinitions = 78

  /// What it means, for the help and the manual page.
  var meaning: String {
    switch self {
    case .success: "all input was read"
    case .unmetCondition: "with -e: there are no jobs; with --check --strict: there are warnings"
    case .usage: "the command line is wrong"
    case .rejected: "lines were rejected or unreadable, or jobs refused; others were processed"
    case .unreadFile:
      "a file could not be read; if it was an input, the others were processed"
    case .internalError: "internal error, a bug"
    case .unavailable: "the system refused memory or descriptors; nothing was read"
    case .uncreatableFile: "an output file cannot be created, or is already used by this run"
    case .inputOutputError: "reading standard input or writing failed"
    case .stopped: "a limit stopped the run; the rest was not processed"
    case .invalidDefinitions:
      "the definitions are invalid, or no webhook is selected; nothing was read"
    }
  }

  /// The status of a run with this `summary`: the worst thing that happened counts.
  ///
  /// `hasUnreadableSeenLines` says that a file of `--seen` has lines without a readable id or status, `hasUnmetCondition` that
  /// there are no jobs, or that there are warnings, and the user asked for a status that says so. `reportStatus` is what went
  /// wrong with the report of its numbers, or `nil`.
  init(
    of summary: RunSummary, hasUnreadableSeenLines: Bool, hasLostMessages: Bool,
    reportStatus: ExitStatus?, hasUnmetCondition: Bool
  ) {
    let worstFirst: [(ExitStatus, Bool)] = [
      (
        .inputOutputError,
        summary.hasFailedOutput || summary.hasUnreadInput || hasLostMessages
          || reportStatus == .inputOutputError
      ),
      (.internalError, reportStatus == .internalError),
      (.unreadFile, summary.hasUnreadFile),
      (.stopped, summary.reachedLimit != nil),
      (
        .rejected,
        summary.statistics.rejectedCount > 0 || summary.hasCutArray || hasUnreadableSeenLines
          || summary.statistics.refusedJobCount > 0
      ),
      (.unmetCondition, hasUnmetCondition),
    ]
    self = worstFirst.first { $0.1 }?.0 ?? .success
  }
}
