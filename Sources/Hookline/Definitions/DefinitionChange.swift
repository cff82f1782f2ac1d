/// What changed in the definition of a webhook.
public enum DefinitionChange: Equatable, Sendable {
  /// It is active now.
  case activated
  /// It is inactive now.
  case deactivated
  /// It belongs to another company.
  case company
  /// It has another trigger.
  case trigger
  /// It has another code; it was this one.
  case code(String)
  /// It has another URL.
  case url
  /// The context now asks for a value of this member.
  case restricted(ContextMember)
  /// The context no longer asks for a value of this member.
  case unrestricted(ContextMember)
  /// The context asks for another value of this member.
  case restriction(ContextMember)
}

extension Webhook {
  /// What changed in its definition since it was `former`; a member of the context counts if the trigger uses it now or did so.
  public func changes(since former: Webhook) -> [DefinitionChange] {
    var changes: [DefinitionChange] = []
    if isActive != former.isActive { changes.append(isActive ? .activated : .deactivated) }
    if company != former.company { changes.append(.company) }
    if trigger != former.trigger { changes.append(.trigger) }
    let (now, before) = (context.used(by: trigger), former.context.used(by: former.trigger))
    for member in ContextMember.allCases {
      switch (before.value(of: member), now.value(of: member)) {
      case (nil, nil): break
      case (nil, .some): changes.append(.restricted(member))
      case (.some, nil): changes.append(.unrestricted(member))
      case (let before, let now): if before != now { changes.append(.restriction(member)) }
      }
    }
    if code != former.code { changes.append(.code(former.code)) }
    if url != former.url { changes.append(.url) }
    return changes
  }
}
