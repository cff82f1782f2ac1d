internal import Hookline
internal import HooklineSystem

/// Reads on from a rejected line, for a hint that depends on what follows it.
///
/// A file is read again, so that what is found does not depend on how it was cut into blocks. Of a pipe there is only what was read
/// along with the line.
struct LookAhead: Sendable {
  /// What it takes to read an input again.
  struct Source: Sendable {
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
    fileprivate func bytes(from offset: Int, of name: FileName) -> [UInt8] {
      // What must not be opened, a FIFO for example, is not.
      guard (try? FileIdentity(name)) == identity, let file = try? Descriptor.openInput(name)
      else { return [] }
      defer { file.closeAfterReading() }
      guard file.identity == identity else { return [] }
      return (try? file.read(from: start + offset, atMost: HintFinder.lookAheadLength)) ?? []
    }
  }

  private let name: FileName
  private let source: Source?

  /// Looks ahead in the input of `name`, which can be read again if there is a source.
  init(in name: FileName, from source: Source?) {
    (self.name, self.source) = (name, source)
  }

  /// The bytes from the line in `extent` of `block` on, or `nil` if they cannot be had.
  func bytes(from extent: Range<Int>, of block: Block) -> [UInt8]? {
    let start = extent.lowerBound
    guard let source else {
      let end = min(block.readCount, start + HintFinder.lookAheadLength)
      return end < extent.upperBound ? nil : Array(block.bytes[start..<end])
    }
    let bytes = source.bytes(from: block.offset + start, of: name)
    let count = min(extent.count, HintFinder.lookAheadLength)
    return bytes.starts(with: block.bytes[extent].prefix(count)) ? bytes : nil
  }
}
