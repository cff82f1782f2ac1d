import Glibc
import HooklineSystem
import Scratch
import Testing

/// What a signal handler does not change.
@Suite struct SignalsTests {
  /// A call that a signal interrupts has set `errno`, and the code after it has not read it yet.
  @Test func errorNumberIsKept() throws {
    let pipe = try TestPipe()
    errno = EINTR
    Signals.keepingErrorNumber {
      // Not a terminal, which sets ENOTTY.
      _ = Descriptor(number: pipe.reading).isTerminal
    }
    #expect(errno == EINTR)
  }
}
