/// The warnings that depend on definitions alone.
///
/// All but ``DefinitionWarning/Code/codeInTwoCompanies`` are about active webhooks: an inactive one sends nothing.
public enum DefinitionChecks {
  /// The warnings about `webhooks`, a set of definitions, in their order; those about one webhook in that of the codes.
  ///
  /// Each webhook is compared with those before it, and the warning names the first one that it conflicts with.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  public static func warnings(about webhooks: [Webhook]) -> [DefinitionWarning] {
    var (audiences, deliveries) = (FirstPlaces<Audience>(), EarlierDeliveries())
    var codes = FirstPlaces<String>()
    return webhooks.indices.flatMap { number -> [DefinitionWarning] in
      let webhook = webhooks[number]
      var findings: [DefinitionWarning.WebhookFinding] = []
      if webhook.isActive {
        let target = WebhookTarget(webhook.url)
        let audience = Audience(webhook)
        let earlier = audiences.insert(audience, at: number).map { webhooks[$0] }
        let twin = deliveries.insert(audience, to: target.normalForm, at: number)
        findings += targetFindings(target)
        if let earlier, WebhookTarget(earlier.url).normalForm != target.normalForm {
          findings.append(.sameEvents(as: earlier))
        }
        if let other = twin.map({ webhooks[$0] }) {
          findings.append(.sameTarget(as: other, ofAllEvents: Audience(other) == audience))
        }
        findings += contextFindings(webhook)
      }
      // Codes are unique in a company.
      if let first = codes.insert(webhook.code, at: number) {
        findings.append(.codeInTwoCompanies(webhooks[first]))
      }
      return findings.map { .aboutWebhook(webhook, $0) }
    }
  }

  private static func targetFindings(
    _ target: WebhookTarget
  ) -> [DefinitionWarning.WebhookFinding] {
    var findings: [DefinitionWarning.WebhookFinding] = []
    if !target.isEncrypted { findings.append(.plainHTTP) }
    if let kind = PrivateHost(target.host) { findings.append(.privateAddress(kind)) }
    return findings
  }

  private static func contextFindings(
    _ webhook: Webhook
  ) -> [DefinitionWarning.WebhookFinding] {
    let (used, present) = (webhook.trigger.restrictedMembers, webhook.context.present)
    let unused = present.subtracting(used).contextMembers
    let absent = used.subtracting(present).contextMembers
    return unused.map { .unusedContext($0) } + (absent.isEmpty ? [] : [.unrestricted(absent)])
  }
}

/// The places at which values occurred first.
private struct FirstPlaces<Value: Hashable> {
  private var places: [Value: Int] = [:]

  /// Notes that `value` occurs at `place`, after all places noted before.
  ///
  /// - Returns: The place at which it occurred first, or `nil` if this is the first.
  mutating func insert(_ value: Value, at place: Int) -> Int? {
    if let first = places[value] { return first }
    places[value] = place
    return nil
  }

  subscript(value: Value) -> Int? { places[value] }
}

/// Which events a webhook gets.
private struct Audience: Hashable {
  let company: ObjectID
  let trigger: Trigger
  /// The task group or the survey that it asks for, if the trigger uses it.
  let first: ObjectID?
  /// The group that it asks for, if the trigger uses it.
  let second: ObjectID?

  init(_ webhook: Webhook) {
    let context = webhook.context.used(by: webhook.trigger)
    (company, trigger) = (webhook.company, webhook.trigger)
    (first, second) = (context.taskGroup ?? context.survey, context.group)
  }
}

/// Finds webhooks that send an event to the same URL.
///
/// Two webhooks of one company with one trigger share events unless both ask for a value of the same member, and for different
/// ones.
private struct EarlierDeliveries {
  private struct Key: Hashable {
    let company: ObjectID
    let trigger: Trigger
    /// The number of the URL.
    let target: Int
    let first: Asked
    let second: Asked
  }

  /// What a webhook asks for: any value, this one or, if it is `nil`, none.
  private enum Asked: Hashable {
    case any
    case value(ObjectID?)
  }

  private var places = FirstPlaces<Key>()
  /// The numbers of URLs in normal form, which are looked for only once for each webhook.
  private var targets: [String: Int] = [:]

  /// Notes that the webhook at `number`, after all noted before, sends the events of `audience` to `url`, in normal form.
  ///
  /// - Returns: The first webhook that sends some of them there, too, or `nil` if none does.
  mutating func insert(_ audience: Audience, to url: String, at number: Int) -> Int? {
    let target = targets[url] ?? targets.count
    targets[url] = target
    func key(_ first: Asked, _ second: Asked) -> Key {
      Key(
        company: audience.company, trigger: audience.trigger, target: target, first: first,
        second: second)
    }
    // An earlier one must ask for the same value or for none; if this one asks for none, for anything.
    func compatible(_ value: ObjectID?) -> [Asked] {
      value.map { [.value($0), .value(nil)] } ?? [.any]
    }
    let earlier = compatible(audience.first).flatMap { first in
      compatible(audience.second).compactMap { places[key(first, $0)] }
    }
    for first in [Asked.any, .value(audience.first)] {
      for second in [Asked.any, .value(audience.second)] {
        _ = places.insert(key(first, second), at: number)
      }
    }
    return earlier.min()
  }
}
