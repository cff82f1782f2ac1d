internal import JSONScanning

/// Reads lines as events: one scan that checks every byte, then a few ids.
///
/// A reader is made once and used for one line after the other; reading allocates nothing as long as the
/// routed strings are written without escapes.
public struct EventReader: Sendable {
  private let selection = EventMember.selection
  private let parser = EventParser { .event($0) }
  private var members: SelectedMembers

  /// Makes a reader.
  public init() {
    members = SelectedMembers(for: selection)
  }

  /// The event that `line` is, or `nil` where it holds nothing but white space.
  ///
  /// `line` comes without its line end.
  ///
  /// - Throws: The first reason to turn the line down, in the order of ``Rejection/Reason``.
  /// - Complexity: O(`line.count`).
  public mutating func read(_ line: Span<UInt8>) throws(Rejection) -> Event? {
    let extent = try Scanner.scanObject(line, selecting: selection, into: &members)
    guard let extent else { return nil }
    try members.checkForRepetition { parser.field(inSlot: $0) }
    try parser.checkPresence(in: members, at: 0)
    return try parser.event(in: extent, of: line, members: members)
  }
}
