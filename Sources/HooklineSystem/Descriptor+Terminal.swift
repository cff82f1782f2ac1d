internal import Glibc

extension Descriptor {
  /// Whether it is a terminal; the C function is `isatty`.
  package var isTerminal: Bool { isatty(number) == 1 }

  /// Whether it is this process's terminal, and the process is in its foreground group, which its keys act on; the C function
  /// is `tcgetpgrp`.
  package var isForegroundTerminal: Bool { tcgetpgrp(number) == getpgrp() }

  /// How many characters a line of the terminal has, or `nil` if that is unknown; the C function is `ioctl`.
  package var terminalWidth: Int? {
    var size = winsize()
    // SAFETY: the request writes a `winsize`, which is alive for the call.
    guard unsafe ioctl(number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes a short text, if it need not wait for that; otherwise, and on an error, it writes nothing.
  ///
  /// `compose` appends the text, at most 512 bytes. A signal handler can call this if it can call `compose`: no memory is
  /// allocated, and `errno` is unchanged. The C functions are `poll` and `write`.
  package func offer(_ compose: (inout OutputRawSpan) -> Void) {
    let error = errno
    ShortText.make(compose) { text in
      guard text.byteCount > 0, canWrite(within: 0) else { return }
      var (offset, attemptCount) = (0, 0)
      while offset < text.byteCount {
        // SAFETY: the system reads at most the rest of the text, whose bytes are borrowed for the call.
        let count = unsafe text.withUnsafeBytes {
          unsafe Glibc.write(number, $0.baseAddress?.advanced(by: offset), $0.count - offset)
        }
        offset += max(0, count)
        if count >= 0 || errno == EINTR { continue }
        // A line that was begun is ended, even if that takes a moment.
        guard errno == EAGAIN, offset > 0, attemptCount < 10 else { return }
        attemptCount += 1
        _ = canWrite(within: 100)
      }
    }
    errno = error
  }

  /// Whether a write would return at once, or does so within this many milliseconds.
  private func canWrite(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
    // SAFETY: one request is announced and there is one, alive for the call.
    return unsafe poll(&request, 1, milliseconds) == 1
  }
}

extension [FileName] {
  /// Whether standard input is one of the files, and is a terminal.
  package var includeTerminal: Bool {
    contains(where: \.namesStandardInput) && Descriptor.standardInput.isTerminal
  }

  /// Whether standard input is the only file.
  package var areStandardInput: Bool { count == 1 && self[0].namesStandardInput }
}
