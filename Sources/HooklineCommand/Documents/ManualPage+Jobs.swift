internal import Hookline

/// What the manual page says about jobs: when one is due, and what it holds.
extension ManualPage {
  /// The section on when a webhook matches.
  static var matching: String {
    section("MATCHING") + matchingRule
      + Trigger.allCases.map { item($0.name, subject(of: $0)) }.joined()
  }

  /// The section on the members of a job.
  static var jobs: String {
    section("JOBS") + "A job is a line of JSON with these members, always in this order:\n"
      + members.map { item($0.key, $0.value) }.joined() + jobRules
  }

  private static let matchingRule = #"""
    A job is due if the webhook is active, its company is that of the event,
    its trigger covers the event,
    and its context has no restriction that excludes it.
    An event without a member that a context asks for is not sent,
    and the run reports it.
    Each trigger covers events of one
    .IR type ,
    with these values of
    .IR event ,
    and looks only at these members of the context:

    """#

  private static let members: KeyValuePairs = [
    "id": """
    the webhook's _id, a hyphen, and the XXH3 128-bit hash of the event, as xxh128sum prints it; \
    the same in every run
    """,
    "subscription": "the webhook's _id, in lower case",
    "company": "the company of the webhook and of the event, in lower case",
    "code": "the webhook's code",
    "trigger": "the webhook's trigger",
    "url": "where to send the event",
    "event": "what to send: the bytes of the input line, from its { to its }",
  ]

  private static let jobRules = #"""
    .PP
    There is no white space outside the event,
    and no value before it contains a quotation mark or a backslash.
    A line that ends in a line feed is a whole job,
    even after a crash or on a full disk.

    """#

  /// What `trigger` is about: a type of events, what happened in them, and the members of a context that count.
  private static func subject(of trigger: Trigger) -> String {
    let restrictions = trigger.restrictedMembers.contextMembers.map {
      "\($0.name) = \($0.eventMember.path)"
    }
    return "\(trigger.type.rawValue): " + trigger.actions.map(\.rawValue).joined(separator: ", ")
      + (restrictions.isEmpty ? "" : "; " + restrictions.joined(separator: ", "))
  }
}
