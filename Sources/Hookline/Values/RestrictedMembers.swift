/// A set of the members of an event's `data` that a webhook's context can ask for.
public struct RestrictedMembers: OptionSet, Hashable, Sendable {
  /// One bit for each member.
  public let rawValue: UInt8

  /// The set of the members whose bits are set.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// What `context.taskGroup` asks for.
  public static let taskGroup = RestrictedMembers(rawValue: 1)
  /// What `context.survey` asks for.
  public static let surveyId = RestrictedMembers(rawValue: 2)
  /// What `context.group` asks for.
  public static let group = RestrictedMembers(rawValue: 4)

  /// The paths of the members in the event, as users write them, in the order of ``ContextMember``.
  public var paths: [String] { contextMembers.map(\.eventMember.path) }

  /// The number of members.
  package var count: Int { rawValue.nonzeroBitCount }

  /// What the events are about whose members these are, as a word; no trigger uses those of both tasks and surveys.
  package var noun: String {
    Trigger.allCases.first { !isDisjoint(with: $0.restrictedMembers) }?.noun ?? ""
  }

  /// Calls `body` with each subset of these members, the empty one first.
  @inline(__always)
  func forEachSubset(_ body: (RestrictedMembers) -> Void) {
    for bits in 0...rawValue where bits & ~rawValue == 0 { body(RestrictedMembers(rawValue: bits)) }
  }
}

extension Restriction {
  /// The members for which it has a value.
  var present: RestrictedMembers {
    var members: RestrictedMembers = []
    if taskGroup != nil { members.insert(.taskGroup) }
    if survey != nil { members.insert(.surveyId) }
    if group != nil { members.insert(.group) }
    return members
  }
}
