internal import Hookline
internal import HooklineSystem

/// What it takes to read an input again.
struct InputSource: Sendable {
  private let identity: FileIdentity
  /// Where in the file the input begins: a part of standard input may have been read by others.
  private let start: Int

  /// Notes where `input` begins, before anything is read of it; `nil` if it is no file.
  init?(_ input: Descriptor) {
    guard let identity = input.identity, identity.isFile, let start = input.position else {
      return nil
    }
    (self.identity, self.start) = (identity, start)
  }

  /// The bytes of the file of `name` from `offset` of the input on, or none if that is another file by now or cannot be
  /// read.
  func bytes(from offset: Int, of name: FileName) -> [UInt8] {
    // What must not be opened, a FIFO for example, is not.
    guard (try? FileIdentity(name)) == identity, let file = try? Descriptor.openInput(name)
    else { return [] }
    defer { file.closeAfterReading() }
    guard file.identity == identity else { return [] }
    return (try? file.read(from: start + offset, atMost: HintFinder.lookAheadLength)) ?? []
  }
}
