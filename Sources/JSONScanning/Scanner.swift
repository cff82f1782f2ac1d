/// A position in a text, moved forward by the grammar of RFC 8259.
///
/// Each `scan` method reads one thing that begins at ``offset``, checks every byte of it, and leaves `offset` after it. Values
/// are not decoded, nothing is copied or allocated, and recursion is no deeper than the levels of chosen members. The bytes are
/// passed to each call, so that a scanner can be stored; all calls for one text must be passed the same bytes.
///
/// This scanner runs on every processor, and the faster kernels are tested against it.
public struct Scanner: Sendable {
  /// How deep objects and arrays may be nested; the outermost is level 1.
  public static let maximumDepth = 1024

  /// The offset of the next byte to be read, from the start of the text.
  public internal(set) var offset: Int

  /// Whether `offset` is in an object that must be one line for every reader, so that a carriage return is not white space.
  ///
  /// RFC 8259 allows it, but Java's `readLine`, Node's `readline` and Python's text files end a line there, and would take what
  /// follows for a separate line.
  var forbidsCarriageReturns = false

  /// Whether the last comma, colon or bracket before `offset` is a comma.
  var followsComma = false

  /// A scanner at `offset`.
  public init(at offset: Int = 0) {
    self.offset = offset
  }

  /// Moves to the next byte that is not white space (RFC 8259, section 2), or to the end of the text.
  ///
  /// A carriage return does not count as white space while it is forbidden.
  ///
  /// - Complexity: O(white space passed).
  @inline(__always)
  public mutating func skipWhitespace(in text: Span<UInt8>) {
    while ASCII.isWhitespace(nextByte(in: text)) {
      if forbidsCarriageReturns, text[offset] == ASCII.carriageReturn { return }
      offset += 1
    }
  }

  /// Scans the one value that is the whole of `text`, except for white space around it, and locates the members of `selection`
  /// if it is an object.
  ///
  /// `depth` is the number of objects and arrays that count as open around the value. -1 is for an object that only wraps what
  /// is wanted: its members may then be nested as deep as if each were a text of its own. If `asLine`, a carriage return
  /// between the tokens of an object is a fault; around the object it is allowed. `members` must be made for `selection`;
  /// afterwards it holds only what this text has.
  ///
  /// - Returns: The extent of the value, or `nil` if there is nothing but white space.
  /// - Throws: The first fault, left to right.
  /// - Complexity: O(`text.count`).
  public mutating func scanText(
    in text: Span<UInt8>, depth: Int = 0, asLine: Bool = false,
    selecting selection: MemberSelection, into members: inout SelectedMembers
  ) throws(ScanFault) -> Range<Int>? {
    members.clear()
    skipWhitespace(in: text)
    guard offset < text.count else { return nil }
    let start = offset
    forbidsCarriageReturns = asLine && text[start] == ASCII.leftBrace
    try scanValue(in: text, depth: depth, selecting: selection, into: &members)
    forbidsCarriageReturns = false
    let end = offset
    skipWhitespace(in: text)
    guard offset == text.count else { throw fault(expected: .endOfText, in: text) }
    return start..<end
  }

  /// Scans the value at ``offset``, and locates the members of `selection` if it is an object.
  ///
  /// `depth` is the number of objects and arrays open around the value, or -1 for an object that does not count as a level; for
  /// any other value, -1 means 0. `members` must be made for `selection`; afterwards it holds only what this value has.
  ///
  /// - Throws: The first fault, left to right.
  /// - Complexity: O(length of the value).
  public mutating func scanValue(
    in text: Span<UInt8>, depth: Int = 0, selecting selection: MemberSelection,
    into members: inout SelectedMembers
  ) throws(ScanFault) {
    var others = NoOtherMembers()
    try scanValue(in: text, depth: depth, selecting: selection, into: &members, visiting: &others)
  }

  /// Scans the value at ``offset``, locates the members of `selection`, and notes in `others` the members of the same objects
  /// that are not chosen and that its filter accepts.
  ///
  /// If a member inside which others are chosen is given twice, only the first is looked into.
  ///
  /// - Throws: The first fault, left to right.
  /// - Complexity: O(length of the value).
  public mutating func scanValue(
    in text: Span<UInt8>, depth: Int = 0, selecting selection: MemberSelection,
    into members: inout SelectedMembers, others: inout OtherMembers
  ) throws(ScanFault) {
    others.clear()
    try scanValue(in: text, depth: depth, selecting: selection, into: &members, visiting: &others)
  }
}

extension Scanner {
  @inline(__always)
  private mutating func scanValue<Others: OtherMemberVisitor>(
    in text: Span<UInt8>, depth: Int, selecting selection: MemberSelection,
    into members: inout SelectedMembers, visiting others: inout Others
  ) throws(ScanFault) {
    members.clear()
    guard nextByte(in: text) == ASCII.leftBrace else {
      return try scanValue(in: text, depth: max(depth, 0))
    }
    try scanObject(
      in: text, depth: depth, selecting: selection, level: 0, into: &members, visiting: &others)
  }

  /// Scans the object at ``offset`` member by member, and locates those that `selection` chooses at `level`.
  private mutating func scanObject<Others: OtherMemberVisitor>(
    in text: Span<UInt8>, depth: Int, selecting selection: MemberSelection, level: Int,
    into members: inout SelectedMembers, visiting others: inout Others
  ) throws(ScanFault) {
    let objectOffset = offset
    try scanOpeningBracket(in: text, depth: depth)
    guard nextByte(in: text) != ASCII.rightBrace else {
      offset += 1
      return
    }
    var expectation = ScanFault.Expectation.firstName
    while true {
      let nameOffset = offset
      let nameHasEscapes = try scanName(in: text, expected: expectation)
      let name = nameOffset..<offset
      try scanColon(in: text)
      // Most names are plain, and looking up their bytes retains nothing of the list.
      let place =
        nameHasEscapes
        ? selection.names.place(of: DecodedString(name, hasEscapes: true), in: text) ?? -1
        : selection.names.find(closedAt: name.upperBound - 1, in: text)
      let slot = place >= 0 ? selection.slot(ofNameAt: place, level: level) : -1
      if slot >= 0 {
        let start = offset
        let kind = ValueKind(firstByte: nextByte(in: text))
        var hasEscapes = false
        if kind == .string {
          hasEscapes = try scanString(in: text)
        } else if kind == .object, selection.isOuter(slot: slot, level: level),
          !Others.isLooking || members[slot] == nil
        {
          try scanObject(
            in: text, depth: depth + 1, selecting: selection, level: level + 1, into: &members,
            visiting: &others)
        } else {
          try scanValue(in: text, depth: depth + 1)
        }
        let member = SelectedMembers.Member(
          nameOffset: nameOffset, extent: start..<offset, kind: kind, hasEscapes: hasEscapes)
        members.note(member, in: slot, ofObjectAt: objectOffset)
      } else {
        let start = offset
        try scanValue(in: text, depth: depth + 1)
        if Others.isLooking {
          let other = OtherMembers.Member(
            name: DecodedString(name, hasEscapes: nameHasEscapes), extent: start..<offset,
            kind: ValueKind(firstByte: text[start]), level: level)
          others.visit(other, in: text)
        }
      }
      guard try scanSeparator(in: text, closing: ASCII.rightBrace, expected: .nextMember) else {
        return
      }
      expectation = .name
    }
  }
}
