public import JSONScanning

/// Reads lines as events: one scan that checks every byte, then a few ids.
///
/// A reader is made once and used for one line after the other; reading allocates nothing as long as the
/// routed strings are written without escapes.
public struct EventReader: Sendable {
  private let selection = EventMember.selection
  private let parser = EventParser { .event($0) }
  private var members: SelectedMembers
  /// What is known of the lines of a block.
  private var index: LineIndex

  /// Makes a reader that looks at the lines of a block with `kernel`, which must be available.
  public init(kernel: ScanKernel = .best) {
    members = SelectedMembers(for: selection)
    index = LineIndex(kernel)
  }

  /// Prepares for the lines of another block.
  mutating func beginBlock() {
    index.reset()
  }

  /// The offset of the line feed that ends the line at `start` of `block`, or `nil` where it has to be looked for.
  ///
  /// That line is then read faster. The lines of a block must be asked for one after the other, behind ``beginBlock()``.
  mutating func endOfLine(at start: Int, in block: Span<UInt8>) -> Int? {
    index.endOfLine(at: start, in: block)
  }

  /// The event that `line` is, or `nil` where it holds nothing but white space.
  ///
  /// `line` comes without its line end.
  ///
  /// - Throws: The first reason to turn the line down, in the order of ``Rejection/Reason``.
  /// - Complexity: O(`line.count`).
  public mutating func read(_ line: Span<UInt8>) throws(Rejection) -> Event? {
    index.reset()
    return try read(0..<line.count, of: line)
  }

  /// The same for the line in `extent` of a block.
  @inline(__always)
  mutating func read(_ extent: Range<Int>, of block: Span<UInt8>) throws(Rejection) -> Event? {
    let line = block.extracting(extent)
    var object: Range<Int>?
    do throws(ScanFault) {
      object = try index.scanObject(
        inLine: extent, of: block, selecting: selection, into: &members)
    } catch {
      throw Rejection(.malformed(error), at: error.offset)
    }
    if object == nil {
      object = try Scanner.scanObject(line, asLine: true, selecting: selection, into: &members)
    }
    guard let object else { return nil }
    try members.checkForRepetition { parser.field(inSlot: $0) }
    try parser.checkPresence(in: members, at: 0)
    return try parser.event(in: object, of: line, members: members)
  }
}
