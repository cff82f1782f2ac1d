import Glibc
import Scratch
import Testing

@testable import HooklineSystem

/// Pipes are enlarged and shrunk, and other files left as they are.
@Suite struct PipeTests {
  /// `F_SETPIPE_SZ` and `F_GETPIPE_SZ`, which Swift does not import.
  private static let (setSize, getSize): (Int32, Int32) = (1031, 1032)

  @Test func pipeIsEnlargedAndShrunk() throws {
    let pipe = try TestPipe()
    pipe.reader.shrinkPipe()
    #expect(fcntl(pipe.reading, Self.getSize) == 4096)
    pipe.reader.enlargePipe()
    #expect([1 << 20, 256 << 10].contains(fcntl(pipe.writing, Self.getSize)))
  }

  /// Whether this user may have so large a pipe, which only a privileged one may.
  private static var mayHaveHugePipes: Bool {
    get throws {
      let pipe = try TestPipe()
      defer { withExtendedLifetime(pipe) {} }
      return fcntl(pipe.reading, setSize, 4 << 20) >= 4 << 20
    }
  }

  @Test(.enabled("only a privileged user may have a pipe of 4 MiB") { try mayHaveHugePipes })
  func enlargingNeverShrinksAPipe() throws {
    let pipe = try TestPipe()
    try #require(fcntl(pipe.reading, Self.setSize, 4 << 20) >= 4 << 20)
    pipe.reader.enlargePipe()
    #expect(fcntl(pipe.reading, Self.getSize) == 4 << 20)
  }

  @Test func resizingLeavesFilesUnchanged() throws {
    let scratch = try ScratchFile()
    scratch.writer.enlargePipe()
    scratch.writer.shrinkPipe()
    #expect(try scratch.bytes() == [])
  }
}
