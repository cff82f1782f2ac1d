public import JSONScanning

/// Reads lines as events: one scan that checks every byte, then a few ids.
///
/// A reader is made once and used for one line after the other; reading allocates nothing as long as the
/// routed strings are written without escapes.
public struct EventReader: Sendable {
  /// What scans the lines of a block.
  var scanner: LineScanner
  private let parser = EventParser { .event($0) }

  /// Makes a reader that scans the lines of a block with `kernel`, which must be available.
  public init(kernel: ScanKernel = .best) {
    scanner = LineScanner(EventMember.selection, asLine: true, kernel: kernel)
  }

  /// The event that `line` is, or `nil` if it holds nothing but white space.
  ///
  /// `line` comes without its line end.
  ///
  /// - Throws: The first reason to reject the line, in the order of ``Rejection/Reason``.
  /// - Complexity: O(`line.count`).
  public mutating func read(_ line: Span<UInt8>) throws(Rejection) -> Event? {
    scanner.beginBlock()
    return try read(0..<line.count, of: line)
  }

  /// The same for the line in `extent` of a block.
  @inline(__always)
  mutating func read(_ extent: Range<Int>, of block: Span<UInt8>) throws(Rejection) -> Event? {
    guard let object = try scanner.scan(extent, of: block) else { return nil }
    try scanner.members.checkForRepetition { parser.field(inSlot: $0) }
    try parser.checkPresence(in: scanner.members, at: 0)
    return try parser.event(in: object, of: block.extracting(extent), members: scanner.members)
  }
}
