internal import Hookline
internal import HooklineSystem

/// What is needed to read an input again.
struct InputSource: Sendable {
  private let identity: FileIdentity
  /// Where in the file the input begins: other programs may have read part of standard input.
  private let start: Int

  /// The source of `input`, of which nothing must have been read yet; `nil` if it is not a regular file.
  init?(_ input: Descriptor) {
    guard let identity = input.identity, identity.isFile, let start = input.position else {
      return nil
    }
    (self.identity, self.start) = (identity, start)
  }

  /// The bytes from `offset` of the input on, read from the file called `name`; empty if that is another file by now or
  /// cannot be read.
  func bytes(from offset: Int, of name: FileName) -> [UInt8] {
    // Identified first: a FIFO, for example, must not be opened.
    guard (try? FileIdentity(name)) == identity, let file = try? Descriptor.openInput(name)
    else { return [] }
    defer { file.closeAfterReading() }
    guard file.identity == identity else { return [] }
    return (try? file.read(from: start + offset, atMost: HintFinder.lookAheadLength)) ?? []
  }
}
