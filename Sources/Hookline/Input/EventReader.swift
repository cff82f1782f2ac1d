public import JSONScanning

/// Reads lines as events: one scan checks every byte, then a few ids are decoded.
///
/// One reader is used for many lines; reading allocates nothing unless a routed string has escapes or an id is malformed.
public struct EventReader: Sendable {
  /// The scanner of the lines of a block.
  var scanner: LineScanner
  private let parser: EventParser

  /// A reader that finds out when events happened only if it `readsTime`, and scans with `kernel`, which must be available.
  public init(readsTime: Bool = false, kernel: ScanKernel = .best) {
    parser = EventParser(readsTime: readsTime) { .event($0) }
    scanner = LineScanner(EventMember.selection, asLine: true, kernel: kernel)
  }

  /// The event on `line`, or `nil` if the line is blank.
  ///
  /// `line` must not include its line end.
  ///
  /// - Throws: The first reason to reject the line, in the order of ``Rejection/Reason``.
  /// - Complexity: O(`line.count`).
  public mutating func read(_ line: Span<UInt8>) throws(Rejection) -> Event? {
    scanner.beginBlock()
    return try read(0..<line.count, of: line)
  }

  /// The event on the line in `extent` of `block`, or `nil` if the line is blank; the event's extent is that in the line.
  @inline(__always)
  mutating func read(_ extent: Range<Int>, of block: Span<UInt8>) throws(Rejection) -> Event? {
    guard let object = try scanner.scan(extent, of: block) else { return nil }
    try scanner.members.checkForRepetition { parser.field(inSlot: $0) }
    try parser.checkPresence(in: scanner.members, at: 0)
    return try parser.event(in: object, of: block.extracting(extent), members: scanner.members)
  }
}
