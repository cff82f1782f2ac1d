package import HooklineSystem

/// Why a run ends before its inputs do.
package enum RunStop: Error, Equatable {
  /// An output failed, and must not be written to again.
  case outputFailed(RunOutput, SystemError)
  /// A limit that the user set was reached; the output is in order.
  case limitReached(RunLimit)
  /// A signal came; the output is in order.
  case interrupted
}

/// What a run writes.
package enum RunOutput: Sendable {
  /// The jobs.
  case jobs
  /// A record of each rejected line.
  case rejects
  /// The rejected lines as they are.
  case rawRejects
  /// Temporary files, for what is kept until the end.
  case temporaryFile
}

/// A limit that the user can set for a run.
package enum RunLimit: Sendable {
  /// The number of jobs.
  case jobs
  /// The number of rejected lines.
  case rejects
}
