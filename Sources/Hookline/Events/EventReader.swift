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

extension Scanner {
  /// Checks the grammar of `line` and locates the members of the object that it must be.
  ///
  /// - Returns: The extent of the object, or `nil` where the line holds nothing but white space.
  /// - Throws: What is wrong with the grammar, or that it is no object.
  static func scanObject(
    _ line: Span<UInt8>, depth: Int = 0, selecting selection: MemberSelection,
    into members: inout SelectedMembers
  ) throws(Rejection) -> Range<Int>? {
    var scanner = Scanner()
    let extent: Range<Int>?
    do throws(ScanFault) {
      extent = try scanner.scanText(in: line, depth: depth, selecting: selection, into: &members)
    } catch {
      throw Rejection(.malformed(error), at: error.offset)
    }
    guard let extent else { return nil }
    guard line[extent.lowerBound] == ASCII.leftBrace else {
      throw Rejection(.notAnObject, at: extent.lowerBound)
    }
    return extent
  }
}

extension SelectedMembers {
  /// Makes sure that no member was given twice; `field` says which one is in a slot.
  ///
  /// - Throws: The one whose second name comes first in the line.
  func checkForRepetition(_ field: (Int) -> Rejection.Field?) throws(Rejection) {
    guard let slot = firstRepeatedSlot, let field = field(slot),
      let offset = self[slot]?.repeatedNameOffset
    else { return }
    throw Rejection(.duplicate(field), at: offset)
  }
}
