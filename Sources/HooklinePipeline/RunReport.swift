package import Hookline
package import HooklineSystem

/// What a run has to say while it goes on; the words are the caller's.
package enum RunReport: Sendable {
  /// A line or another record was rejected, one of the first ten of its input; the fault is in this column, from 1.
  case rejected(LinePlace, column: Int, Rejection)
  /// So many were rejected, 100 or a tenfold number, the last of them here.
  case rejectedSoFar(Int, LinePlace)
  /// What is rejected, reported just after, seems to be something else.
  case hint(Hint, LinePlace)
  /// An input could not be opened or read on; the lines before this place were processed.
  case unread(LinePlace, InputError)
  /// A limit ended the run: of jobs, at the line that would have made one too many; of rejected lines, behind the
  /// one that was too many.
  case limitReached(RunLimit, LinePlace)
  /// A signal came after this line and so many bytes of its input, none and 0 where it was not begun; the prefix must
  /// stand before the rest to make it an input.
  case interrupted(LinePlace, byteCount: Int, prefixOfRest: String)
  /// An output took no more; that of the jobs holds so many whole ones in so many bytes.
  case outputFailed(RunOutput, SystemError, jobCount: Int, byteCount: Int)
}
