/// Why a record of the delivery log is due no job, other than that its event does not say what the webhook asks for.
public enum LogRefusal: CaseIterable, Sendable {
  /// Its event arrived, and only those that did not are wanted.
  case delivered
  /// No webhook of its id is in the definitions.
  case unknownWebhook
  /// The webhook is inactive.
  case inactiveWebhook
  /// The webhook belongs to another company than the event.
  case otherCompany
  /// The webhook's trigger is not about such events.
  case otherTrigger
  /// The webhook's context asks for another value than the event has.
  case otherContext
}

extension Webhook {
  /// Why `event` is not to be sent, the first clause of the contract that it breaks; `nil` where it is to be, or where it
  /// lacks a member that the context asks for.
  func refusal(of event: Event) -> LogRefusal? {
    if !isActive { return .inactiveWebhook }
    if company != event.company { return .otherCompany }
    if !trigger.covers(event.type, event.action) { return .otherTrigger }
    return matches(event) || !withholds(event).isEmpty ? nil : .otherContext
  }
}

/// How many records of the delivery log were due no job, by reason.
public struct LogRefusalTally: Equatable, Sendable {
  /// What was counted of one reason.
  public struct Count: Equatable, Sendable {
    /// The reason.
    public let refusal: LogRefusal
    /// How many records there were.
    public fileprivate(set) var recordCount = 0
    /// The number of the line in which the first of them begins, as it was counted.
    public fileprivate(set) var firstLine = 0
  }

  private var counts = LogRefusal.allCases.map { Count(refusal: $0) }

  /// Makes a tally of nothing.
  public init() {}

  /// What was counted, where anything was.
  public var nonzero: [Count] {
    counts.filter { $0.recordCount > 0 }
  }

  /// Counts a record that begins in line `line`.
  public mutating func count(_ refusal: LogRefusal, line: Int) {
    for index in counts.indices where counts[index].refusal == refusal {
      if counts[index].recordCount == 0 { counts[index].firstLine = line }
      counts[index].recordCount += 1
    }
  }

  /// Adds what `later` counted of lines that came later and have numbers there that are `base` less.
  public mutating func add(_ later: LogRefusalTally, linesFrom base: Int) {
    for index in counts.indices where later.counts[index].recordCount > 0 {
      if counts[index].recordCount == 0 {
        counts[index].firstLine = base + later.counts[index].firstLine
      }
      counts[index].recordCount += later.counts[index].recordCount
    }
  }
}
