internal import Hookline
internal import HooklineSystem

/// Reads on from a rejected line, for a hint that depends on what follows it.
///
/// A file is read again, so that the result does not depend on how it was cut into blocks. Of a pipe there is only what was
/// read along with the line.
struct LookAhead: Sendable {
  private let name: FileName
  private let source: InputSource?

  /// Looks ahead in the input called `name`, which can be read again if there is a `source`.
  init(in name: FileName, from source: InputSource?) {
    (self.name, self.source) = (name, source)
  }

  /// The bytes from the record in `extent` of `block` on, or `nil` if they are not available.
  func bytes(from extent: Range<Int>, of block: RecordBlock) -> [UInt8]? {
    let start = extent.lowerBound
    guard let source else {
      let end = min(block.bytes.count, start + HintFinder.lookAheadLength)
      return end < extent.upperBound ? nil : Array(block.bytes[start..<end])
    }
    let bytes = source.bytes(from: block.offset + start, of: name)
    let count = min(extent.count, HintFinder.lookAheadLength)
    return bytes.starts(with: block.bytes[extent].prefix(count)) ? bytes : nil
  }
}
