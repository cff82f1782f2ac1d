/// A member of a webhook's context, which restricts the webhook to events with the same id in one member of their `data`.
///
/// What belongs to each is written here. It is written again only in what runs for every event or definition, where a loop would
/// cost time, and in ``Webhook/evaluate(_:)``, which is to be read next to the contract.
public enum ContextMember: Int, CaseIterable, Sendable {
  /// The survey that must have been answered.
  case survey
  /// The group in which it must have been answered.
  case group
  /// The group that a task must belong to.
  case taskGroup

  /// The member of the definition.
  public var webhookMember: WebhookMember {
    switch self {
    case .survey: .survey
    case .group: .group
    case .taskGroup: .taskGroup
    }
  }

  /// The member of an event whose value is compared.
  public var eventMember: EventMember {
    switch self {
    case .survey: .surveyId
    case .group: .group
    case .taskGroup: .taskGroup
    }
  }

  /// Its name in a context.
  public var name: String { webhookMember.name }
}

extension RestrictedMembers {
  /// The member of `data` that `member` restricts.
  init(_ member: ContextMember) {
    switch member {
    case .survey: self = .surveyId
    case .group: self = .group
    case .taskGroup: self = .taskGroup
    }
  }

  /// The members of a context that restrict these members of `data`, in their order.
  package var contextMembers: [ContextMember] {
    isEmpty ? [] : ContextMember.allCases.filter(includes)
  }

  /// Whether `member` restricts one of these members of `data`.
  func includes(_ member: ContextMember) -> Bool { contains(RestrictedMembers(member)) }
}

extension Restriction {
  /// The value of `member`, or `nil` if there is none.
  package func value(of member: ContextMember) -> ObjectID? {
    switch member {
    case .survey: survey
    case .group: group
    case .taskGroup: taskGroup
    }
  }
}
