/// How events are explained; the raw value is what `--explain=` calls it.
package enum ExplanationForm: String, CaseIterable, Sendable {
  /// As text, with the webhooks that are about the type of the event.
  case text = ""
  /// As text, with all webhooks of the company.
  case all
  /// As lines of JSON, with the webhooks that are about the type of the event.
  case json
  /// As lines of JSON, with all webhooks of the company.
  case jsonAll = "json,all"

  /// Whether it is lines of JSON.
  package var isJSON: Bool { self == .json || self == .jsonAll }
  /// Whether it shows webhooks that are about other types.
  package var showsAll: Bool { self == .all || self == .jsonAll }
}
