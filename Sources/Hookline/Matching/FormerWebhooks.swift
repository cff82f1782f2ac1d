/// What the webhooks of a run are in another set of definitions, mostly an earlier one.
///
/// A webhook is the same in both sets if it has the same `_id`.
public struct FormerWebhooks: Equatable, Sendable {
  /// For each webhook of the run, by its place, what it is in the other set; `nil` if that does not have it.
  let webhooks: [Webhook?]

  /// What `webhooks`, those of a run, are in `definitions`.
  ///
  /// - Complexity: expected O(n + m) for n webhooks and m definitions.
  public init(of webhooks: [Webhook], in definitions: [Webhook]) {
    let byID = Dictionary(
      definitions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.webhooks = webhooks.map { byID[$0.id] }
  }

  /// Whether the other set sends `event` to the webhook at `number`.
  func send(_ event: Event, to number: Int) -> Bool {
    webhooks[number]?.matches(event) == true
  }
}
