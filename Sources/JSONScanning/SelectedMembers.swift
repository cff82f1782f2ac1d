/// The places of the chosen members of one object in its text.
///
/// It is made once and used for one object after the other, so that a scan allocates nothing.
public struct SelectedMembers: Sendable {
  /// One member that was found: the place of its value and how the value is written.
  public struct Member: Sendable {
    /// The offset of the name's opening quote.
    public let nameOffset: Int
    /// The extent of the value; for a string, both quotes included.
    public let extent: Range<Int>
    /// The kind of the value.
    public let kind: ValueKind
    /// Whether the value is a string that has escapes.
    public let hasEscapes: Bool
    /// ``repeatedNameOffset``, or -1.
    fileprivate var repetition = -1

    /// The offset of the opening quote of the second member of this name in the same object, or `nil` if there is none; the
    /// other properties describe the first.
    public var repeatedNameOffset: Int? { repetition < 0 ? nil : repetition }

    /// A member that is not repeated so far.
    init(nameOffset: Int, extent: Range<Int>, kind: ValueKind, hasEscapes: Bool) {
      self.nameOffset = nameOffset
      self.extent = extent
      self.kind = kind
      self.hasEscapes = hasEscapes
    }
  }

  /// The slots in which something was found, one bit each.
  @usableFromInline struct Slots: Sendable {
    /// Those with a member.
    @usableFromInline var found: UInt64 = 0
    /// Those whose member is repeated.
    @usableFromInline var repeated: UInt64 = 0

    /// Notes `member`, of the object that begins at `objectOffset`, in `slot` of `members`.
    ///
    /// The first one is kept. A second one in the same object is noted as its repetition; one in another object, if the
    /// enclosing member is given twice, is not.
    @inline(__always)
    mutating func note(
      _ member: Member, in slot: Int, of members: inout MutableSpan<Member>,
      ofObjectAt objectOffset: Int
    ) {
      let bit: UInt64 = 1 &<< UInt64(slot)
      if found & bit == 0 {
        members[slot] = member
        found |= bit
      } else if repeated & bit == 0, members[slot].nameOffset > objectOffset {
        members[slot].repetition = member.nameOffset
        repeated |= bit
      }
    }
  }

  /// What was found in each slot; garbage in a slot in which nothing was.
  @usableFromInline var members: [Member]
  @usableFromInline var slots = Slots()

  /// Room for what `selection` chooses, in at most 64 slots.
  public init(for selection: MemberSelection) {
    precondition(selection.slotCount <= 64)
    members = Array(
      repeating: Member(nameOffset: 0, extent: 0..<0, kind: .null, hasEscapes: false),
      count: selection.slotCount)
  }

  /// What was found in `slot`, or `nil` if the object has no such member.
  @inlinable public subscript(slot: Int) -> Member? {
    slots.found &>> UInt64(slot) & 1 == 1 ? members[slot] : nil
  }

  /// The slot of the member whose repetition comes first in the text, or `nil` if none is repeated.
  ///
  /// - Complexity: O(number of slots).
  @inlinable public var firstRepeatedSlot: Int? { slots.repeated == 0 ? nil : slotRepeatedFirst }

  /// The value of ``firstRepeatedSlot`` if a member is repeated.
  @usableFromInline var slotRepeatedFirst: Int? {
    members.indices.filter { slots.repeated &>> UInt64($0) & 1 == 1 }
      .min { members[$0].repetition < members[$1].repetition }
  }

  /// Forgets everything that was found.
  mutating func clear() {
    slots = Slots()
  }

  /// Notes `member`, of the object that begins at `objectOffset`, in `slot`.
  mutating func note(_ member: Member, in slot: Int, ofObjectAt objectOffset: Int) {
    // A local, because a span of the members borrows all of `self`.
    var slots = slots
    var members = members.mutableSpan
    slots.note(member, in: slot, of: &members, ofObjectAt: objectOffset)
    self.slots = slots
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
  @inline(__always)
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
