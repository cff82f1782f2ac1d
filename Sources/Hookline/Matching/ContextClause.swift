/// A member that a context can ask for.
struct ContextClause: Sendable {
  /// The name of the member in a context.
  let name: String
  /// Its path in the definition, as a JSON string.
  let quotedPath: [UInt8]
  /// The path of the member of an event that it is compared with, as users write it.
  let eventPath: String
  private let member: RestrictedMembers
  private let value: @Sendable (Restriction) -> ObjectID?

  /// All of them, in the order in which they are explained.
  static let all = [
    ContextClause(name: "survey", member: .surveyId, value: \.survey),
    ContextClause(name: "group", member: .group, value: \.group),
    ContextClause(name: "taskGroup", member: .taskGroup, value: \.taskGroup),
  ]

  private init(
    name: String, member: RestrictedMembers, value: @escaping @Sendable (Restriction) -> ObjectID?
  ) {
    self.name = name
    quotedPath = Array("\"context.\(name)\"".utf8)
    eventPath = member.paths.joined()
    self.member = member
    self.value = value
  }

  /// Whether this is one of `members`.
  func isOne(of members: RestrictedMembers) -> Bool { members.contains(member) }

  /// The value of the member, or `nil` if there is none.
  func value(in restriction: Restriction) -> ObjectID? { value(restriction) }
}

extension Evaluation {
  /// The clauses of the context that fail or that the event cannot answer.
  var failedContext: [ContextClause] {
    let members = different.union(missing)
    return members.isEmpty ? [] : ContextClause.all.filter { $0.isOne(of: members) }
  }
}
