/// The members of one object that a selection does not choose and a filter accepts.
///
/// It is made once and used for one object after the other. Only the first few such members of an object are kept; the rest are
/// counted.
public struct OtherMembers: Sendable {
  /// One member that was not chosen.
  public struct Member: Sendable {
    /// The member's name.
    public let name: DecodedString
    /// The extent of the value; for a string, both quotes included.
    public let extent: Range<Int>
    /// The kind of the value.
    public let kind: ValueKind
    /// How many chosen members it is nested in: 0 for a member of the object itself.
    public let level: Int
  }

  /// Whether to note a member of the text; its value was scanned without a fault.
  public typealias Filter = @Sendable (Member, Span<UInt8>) -> Bool

  /// The first of the noted members, in text order.
  public private(set) var kept: [Member] = []
  /// How many were noted, kept or not.
  public private(set) var count = 0

  private let limit: Int
  private let isNoted: Filter

  /// Notes the members for which `isNoted` returns `true`, and keeps the first `limit` of them.
  public init(keeping limit: Int, where isNoted: @escaping Filter) {
    self.limit = limit
    self.isNoted = isNoted
  }

  /// Forgets all members.
  mutating func clear() {
    guard count > 0 else { return }
    kept.removeAll(keepingCapacity: true)
    count = 0
  }
}

/// What a scan does with members that were not chosen.
protocol OtherMemberVisitor {
  /// Whether it looks at them at all; a constant, so that a scan without a filter has no code for them.
  static var isLooking: Bool { get }

  /// Handles a member whose value was scanned.
  mutating func visit(_ member: OtherMembers.Member, in text: Span<UInt8>)
}

extension OtherMembers: OtherMemberVisitor {
  static var isLooking: Bool { true }

  mutating func visit(_ member: Member, in text: Span<UInt8>) {
    guard isNoted(member, text) else { return }
    if kept.count < limit { kept.append(member) }
    count += 1
  }
}

/// Ignores the members that were not chosen.
struct NoOtherMembers: OtherMemberVisitor {
  /// Gives the type a size: the thread sanitizer takes all values of size 0 for one variable that every thread changes.
  private var unused: UInt8 = 0

  static var isLooking: Bool { false }

  mutating func visit(_ member: OtherMembers.Member, in text: Span<UInt8>) {}
}
