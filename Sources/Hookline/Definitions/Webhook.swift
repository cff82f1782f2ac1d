/// A webhook: which events a company wants sent, and where to.
///
/// It comes from ``WebhookReader``, which has checked its strings: they are copied into jobs without escaping.
public struct Webhook: Equatable, Sendable {
  /// Its `_id`, unique in the set of definitions.
  public var id: ObjectID
  /// The company (the tenant) that registered it.
  public var company: ObjectID
  /// Whether it is active; an inactive one never matches.
  public var isActive: Bool
  /// What makes it fire.
  public var trigger: Trigger
  /// Where its events are sent, as checked by ``WebhookURL``: ASCII without quotes and backslashes.
  public package(set) var url: String
  /// The name that its company gave it: `[a-z0-9_]+`, unique in the company.
  public package(set) var code: String
  /// What its context asks for, whether or not the trigger uses it.
  public var context: Restriction
  /// What people call it, any text, or `nil` if it has no name or names are not asked for.
  public package(set) var name: String?

  /// A webhook, whose `url` and `code` must obey the rules of a definition.
  package init(
    id: ObjectID, company: ObjectID, isActive: Bool = true, trigger: Trigger, url: String,
    code: String, context: Restriction = Restriction()
  ) {
    self.id = id
    self.company = company
    self.isActive = isActive
    self.trigger = trigger
    self.url = url
    self.code = code
    self.context = context
  }
}
