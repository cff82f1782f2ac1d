/// How many jobs each webhook gets by the definitions of a run, how many by former ones, and how many by both.
public struct ChangeCounts: Equatable, Sendable {
  /// The numbers of jobs of one webhook.
  public struct Change: Equatable, Sendable {
    /// By the former definitions.
    public fileprivate(set) var old = 0
    /// By the definitions of the run.
    public fileprivate(set) var new = 0
    /// By both.
    public fileprivate(set) var kept = 0
    /// Numbers of jobs; by default none.
    public init(old: Int = 0, new: Int = 0, kept: Int = 0) {
      (self.old, self.new, self.kept) = (old, new, kept)
    }

    /// Only by the definitions of the run.
    public var gained: Int { new - kept }
    /// Only by the former definitions.
    public var lost: Int { old - kept }

    /// Adds the numbers of `other`.
    public mutating func add(_ other: Change) {
      old += other.old
      new += other.new
      kept += other.kept
    }
  }

  /// The webhooks by the definitions of the run; one that only the former ones have is inactive.
  let webhooks: [Webhook]
  private let former: FormerWebhooks
  /// The numbers of each webhook.
  public private(set) var changes: [Change]

  /// Counts that are all 0, for `webhooks`, which are `former` in the other set.
  init(of webhooks: [Webhook], since former: FormerWebhooks) {
    self.webhooks = webhooks
    self.former = former
    changes = Array(repeating: Change(), count: webhooks.count)
  }

  /// What the webhook at `number` was by the former definitions, or `nil` if they do not have it.
  public func former(_ number: Int) -> Webhook? { former.webhooks[number] }

  /// Counts the jobs of `event` for the webhooks at the places `due`, to which one of the two sets sends it, or both.
  ///
  /// - Complexity: O(`due.count`).
  mutating func count(jobsOf event: Event, due: [Int]) {
    for number in due {
      let isNew = webhooks[number].matches(event)
      let isOld = former.send(event, to: number)
      changes[number].new += isNew ? 1 : 0
      changes[number].old += isOld ? 1 : 0
      changes[number].kept += isNew && isOld ? 1 : 0
    }
  }

  /// Adds the counts of `other`, which are of other events and the same webhooks.
  ///
  /// - Complexity: O(number of webhooks).
  mutating func add(_ other: ChangeCounts) {
    for number in changes.indices { changes[number].add(other.changes[number]) }
  }
}
