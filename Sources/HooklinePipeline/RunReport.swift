package import Hookline
package import HooklineSystem

/// What a run reports while it goes on; the caller words it.
package enum RunReport: Sendable {
  /// A line or another record was rejected, one of the first ten of its input; the fault is in this column, from 1.
  case rejected(LinePlace, column: Int, Rejection)
  /// This many were rejected, 100, 1,000, 10,000 and so on, the last of them here.
  case rejectedSoFar(Int, LinePlace)
  /// The rejected record here seems to be something else; its own report, if any, comes after this.
  case hint(Hint, LinePlace)
  /// An input could not be opened, or not be read to its end.
  ///
  /// The rest, which begins at this place, was not processed.
  case unread(LinePlace, InputError, InputRest)
  /// A limit ended the run: of jobs, at the line that would have made one too many; of rejected lines, after the one
  /// that was too many.
  case limitReached(RunLimit, LinePlace)
  /// A signal came before the rest, which begins at this place.
  case interrupted(LinePlace, InputRest)
  /// A signal came when the jobs were to be made once all records were read; this many were written, perhaps all.
  case replayInterrupted(jobCount: Int, isComplete: Bool)
  /// No job was made, because that needs all records, and some were not read.
  case notReplayed
  /// An output failed; that of the jobs holds this many whole ones in this many bytes.
  case outputFailed(RunOutput, SystemError, jobCount: Int, byteCount: Int)
}
