/// How the process ends.
enum Ending {
  /// With this status.
  case exit(ExitStatus)
  /// By the signal that interrupted the run.
  case interrupted
  /// By SIGPIPE, silently: the reader of standard output is gone.
  case readerGone
}
