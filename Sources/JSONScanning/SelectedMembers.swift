/// Where the chosen members of one object stand in its text.
///
/// It is made once and used for one object after the other, so that a scan allocates nothing.
public struct SelectedMembers: Sendable {
  /// One member that was found: the place of its value and how it is written.
  public struct Member: Sendable {
    /// The name's opening quote.
    public let nameOffset: Int
    /// The value's bytes, for a string both quotes included.
    public let extent: Range<Int>
    /// The kind of the value.
    public let kind: ValueKind
    /// Whether the value is a string that has escapes.
    public let hasEscapes: Bool
    /// The opening quote of the name of the second member of this name in the same object, if there is
    /// one; the other properties tell of the first.
    public internal(set) var repeatedNameOffset: Int?
  }

  private var members: [Member?]

  /// Makes room for what `selection` chooses.
  public init(for selection: MemberSelection) {
    members = Array(repeating: nil, count: selection.choices.count)
  }

  /// What was found under `slot`, or `nil` where the object has no such member.
  public subscript(slot: Int) -> Member? {
    members[slot]
  }

  /// The slot of the member whose repetition comes first in the text, or `nil` where none is repeated.
  ///
  /// - Complexity: O(number of slots).
  public var firstRepeatedSlot: Int? {
    var first: (slot: Int, offset: Int)?
    for slot in members.indices {
      guard let offset = members[slot]?.repeatedNameOffset else { continue }
      if let first, first.offset < offset { continue }
      first = (slot, offset)
    }
    return first?.slot
  }

  /// Forgets everything that was found.
  mutating func clear() {
    for slot in members.indices { members[slot] = nil }
  }

  /// Notes a member under `slot`, of the object that begins at `objectOffset`.
  ///
  /// The first one stays. A second one of the same object is noted as its repetition; one of another
  /// object (the enclosing member was given twice) is none.
  mutating func note(_ member: Member, in slot: Int, ofObjectAt objectOffset: Int) {
    guard let first = members[slot] else {
      members[slot] = member
      return
    }
    if first.nameOffset > objectOffset, first.repeatedNameOffset == nil {
      members[slot]?.repeatedNameOffset = member.nameOffset
    }
  }
}

/// The kinds of value that JSON has (RFC 8259, section 3).
public enum ValueKind: Sendable {
  /// Members in braces.
  case object
  /// Elements in brackets.
  case array
  /// Characters in double quotes.
  case string
  /// Digits.
  case number
  /// `true` or `false`.
  case boolean
  /// `null`.
  case null

  /// The kind of the value that begins with `byte`, if the value is well-formed.
  init(firstByte byte: UInt8) {
    switch byte {
    case ASCII.leftBrace: self = .object
    case ASCII.leftBracket: self = .array
    case ASCII.quote: self = .string
    case ASCII.lowerT, ASCII.lowerF: self = .boolean
    case ASCII.lowerN: self = .null
    default: self = .number
    }
  }
}
