/// The result of the contract's matching rule for a webhook and an event, clause by clause.
public struct Evaluation: Equatable, Sendable {
  /// A set of clauses of the rule.
  public struct Clauses: OptionSet, Hashable, Sendable {
    /// One bit for each clause.
    public let rawValue: UInt8
    /// The clauses whose bits are set.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The webhook is active.
    public static let active = Clauses(rawValue: 1)
    /// The webhook and the event are of the same company.
    public static let company = Clauses(rawValue: 2)
    /// The webhook's trigger covers the event's type and action.
    public static let trigger = Clauses(rawValue: 4)
    /// The event has no value that differs from what the context asks for; it may have none.
    public static let context = Clauses(rawValue: 8)
  }

  /// The clauses that fail.
  public var failures: Clauses = []
  /// The members of `data` for which the event has a value that differs from what the context asks for.
  public var different: RestrictedMembers = []
  /// The members of `data` that the context asks for and for which the event has no ObjectId.
  public var missing: RestrictedMembers = []

  /// Whether the event is sent to the webhook: no clause fails and no member is missing.
  public var isDue: Bool { failures.isEmpty && missing.isEmpty }

  /// The missing members if they are the only reason not to send the event to the webhook, else none.
  public var withheld: RestrictedMembers { failures.isEmpty ? missing : [] }

  /// The members of the context that fail or that the event cannot answer.
  var failedContext: [ContextMember] { different.union(missing).contextMembers }
}
