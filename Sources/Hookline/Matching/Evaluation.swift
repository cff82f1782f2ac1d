/// What of the contract's matching sentence holds for a webhook and an event.
public struct Evaluation: Equatable, Sendable {
  /// Clauses of the sentence.
  public struct Clauses: OptionSet, Hashable, Sendable {
    /// One bit for each clause.
    public let rawValue: UInt8
    /// The clauses of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The webhook is active.
    public static let active = Clauses(rawValue: 1)
    /// The webhook and the event are of the same company.
    public static let company = Clauses(rawValue: 2)
    /// The webhook's trigger covers the event's type and action.
    public static let trigger = Clauses(rawValue: 4)
    /// The event has no other value than the context asks for; it may have none.
    public static let context = Clauses(rawValue: 8)
  }

  /// The clauses that fail.
  public var failures: Clauses = []
  /// The members of the event's `data` that the context asks for and the event does not have.
  public var unsaid: RestrictedMembers = []

  /// Whether the event is sent to the webhook: everything holds.
  public var isDue: Bool { failures.isEmpty && unsaid.isEmpty }

  /// The members for want of which, and for no other reason, the event is not sent to the webhook.
  public var withheld: RestrictedMembers { failures.isEmpty ? unsaid : [] }
}
