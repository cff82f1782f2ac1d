internal import Glibc

/// The three descriptors that every program is started with, and what becomes of a vanished reader.
enum StandardStreams {
  /// Makes sure that each stands for itself, and that a vanished reader is told by the write that fails.
  static func prepare() {
    // Where one is closed, the next file opened would get its number, and events could be read from the file of
    // definitions or jobs written into it. Opened the wrong way round, it fails as a closed one does.
    for (number, wrongWay) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] as [(Int32, Int32)]
    where fcntl(number, F_GETFD) == -1 {
      // SAFETY: a constant path, terminated, borrowed for the call.
      _ = unsafe open("/dev/null", wrongWay)
    }
    // A vanished reader of messages must not end the run; that of jobs does, in `dieOfBrokenPipe`. A file that
    // may not grow (`ulimit -f`) is to be told like a full disk.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Ends the program as a filter ends whose reader is gone: silently, of SIGPIPE, however that was inherited.
  static func dieOfBrokenPipe() -> Never {
    signal(SIGPIPE, SIG_DFL)
    var signals = sigset_t()
    // SAFETY: the set is a local that is alive for the calls; no old mask is asked for.
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe sigprocmask(SIG_UNBLOCK, &signals, nil)
    raise(SIGPIPE)
    exit(ExitStatus.inputOutputError.rawValue)
  }
}
