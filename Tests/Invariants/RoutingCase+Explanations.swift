internal import Hookline
internal import JSONScanning
internal import SampleData

// What must hold for explanations, and for comparisons with other definitions.

extension RoutingCase {
  /// An event that is explained otherwise than by the contract's table: every webhook of its company that is about its type, in
  /// the order of the definitions, with a job if and only if there is one, else with each condition that fails.
  func wrongExplanation() -> String? {
    let name = Array("\"f\"".utf8)
    for form in [ExplanationForm.json, .jsonAll] {
      let product = Product.explanations(for: webhooks, from: [name], as: form)
      var router = Router(webhooks)
      for (number, line) in lines.enumerated() {
        guard case .matched = router.route(line.span),
          case .event(let event) = ReferenceLine(line)
        else { continue }
        let explained = ExplainedEvent(
          router.event, file: 0, line: number + 1, addressee: nil, made: router.due, leftOut: [])
        var bytes: [UInt8] = []
        product.explain(explained, line.span.extracting(router.event.extent), to: &bytes)
        let expected = references.filter {
          $0.company == event.company && (form == .jsonAll || $0.isAbout(event))
        }
        let found = Outcome.jobs(in: bytes)
        let isRight =
          found.count == expected.count
          && zip(found, expected).allSatisfy { explanation, webhook in
            self.isRight(explanation, about: webhook, event, outcomes[number])
          }
        guard isRight else {
          let text = String(decoding: bytes, as: UTF8.self)
          return "\(text) for \(expected): \(Self.notation(line))"
        }
      }
    }
    return nil
  }

  /// Whether `text`, an object, explains rightly why `event`, whose jobs are in `outcome`, is sent to `webhook` or not.
  private func isRight(
    _ text: [UInt8], about webhook: ReferenceWebhook, _ event: ReferenceEvent, _ outcome: Outcome
  ) -> Bool {
    let explanation = Self.value(ofJob: text)
    let job = explanation.member("job").map { String(decoding: text[$0.extent], as: UTF8.self) }
    let failed = webhook.failures(for: event)
    let clauses = failed.filter { $0.hasPrefix("context.") }.map { String($0.dropFirst(8)) }
    let asked = clauses.map { webhook.asked[$0] }
    let present = clauses.map { event.present[$0 == "survey" ? "surveyId" : $0] }
    let names = explanation.members.map { String(decoding: $0.name, as: UTF8.self) }
    let changed = event.changed.filter { clauses.contains($0) }.map { "context.\($0)" }
    return explanation.member("subscription")?.value.text == webhook.id
      && explanation.member("company")?.value.text == event.company
      && explanation.strings("failed") == failed
      && (outcome.subscriptions.contains(webhook.id ?? "") == failed.isEmpty)
      && job == (failed.isEmpty ? "true" : "false")
      && explanation.strings("asks") == (clauses.isEmpty ? nil : asked)
      && explanation.strings("has") == (clauses.isEmpty ? nil : present)
      && Set(explanation.strings("changed") ?? []) == Set(changed)
      && names.contains("changed") == !changed.isEmpty
  }

  /// A line that loses other jobs than those that other definitions also give, if these are left out.
  func jobNotLeftOut() -> String? {
    let other = otherWebhooks()
    let others = OtherDefinitions(subtracting: [FormerWebhooks(of: webhooks, in: other)])
    var router = LineRouter(webhooks, comparingWith: others)
    var otherRouter = LineRouter(other, kernel: .scalar)
    for (line, outcome) in zip(lines, outcomes) {
      let given = Outcome(line, by: &otherRouter).subscriptions
      let found = Outcome(line, by: &router)
      let expected = outcome.subscriptions.filter { !given.contains($0) }
      guard found.subscriptions == expected else {
        return "\(found.subscriptions) and not \(expected): \(Self.notation(line))"
      }
    }
    return nil
  }

  /// Numbers of jobs by two sets of definitions that are not those of the jobs that each of them gives.
  func wrongChange() -> String? {
    let other = otherWebhooks()
    let ids = Set(webhooks.map(\.id))
    let gone = other.filter { !ids.contains($0.id) }.map { webhook in
      var webhook = webhook
      webhook.isActive = false
      return webhook
    }
    let all = webhooks + gone
    let former = FormerWebhooks(of: all, in: other)
    var router = Router(all, comparingWith: OtherDefinitions(adding: former))
    var product = Product.changes(of: all, since: former)
    var otherRouter = LineRouter(other, kernel: .scalar)
    var expected = all.map { _ in ChangeCounts.Change() }
    var nothing: [UInt8] = []
    for (line, outcome) in zip(lines, outcomes) {
      _ = router.route(line.span, making: &product, into: &nothing)
      let (new, old) = (outcome.subscriptions, Outcome(line, by: &otherRouter).subscriptions)
      for number in all.indices {
        let (isNew, isOld) = (new.contains("\(all[number].id)"), old.contains("\(all[number].id)"))
        expected[number].add(
          ChangeCounts.Change(
            old: isOld ? 1 : 0, new: isNew ? 1 : 0, kept: isOld && isNew ? 1 : 0))
      }
    }
    guard let counts = product.changes, counts.changes == expected, nothing.isEmpty else {
      return "\(product) and not \(expected)"
    }
    return nil
  }

  /// Another version of the definitions: some webhooks are missing, some are new, some are changed.
  private func otherWebhooks() -> [Webhook] {
    var random = SeededGenerator(seed: seed)
    let contexts = webhooks.map(\.context)
    var other = webhooks.filter { _ in random.happens(inHundred: 80) }
    for number in other.indices {
      switch random.number(in: 0...9) {
      case 0: other[number].isActive.toggle()
      case 1: other[number].context = random.one(of: contexts)
      case 2: other[number].context = Restriction()
      case 3: other[number].trigger = random.one(of: webhooks).trigger
      default: break
      }
    }
    if let extra = webhooks.first {
      var extra = extra
      extra.id = ObjectID("0123456789abcdef01234567") ?? extra.id
      extra.isActive = true
      other.append(extra)
    }
    return other.shuffled(using: &random)
  }
}

extension ReferenceParser.Value {
  /// The strings of the member `name`, an array, a string or `null`; `nil` in it stands for another value.
  fileprivate func strings(_ name: String) -> [String?]? {
    guard let value = member(name)?.value else { return nil }
    if case .array(let elements) = value { return elements.map(\.value.text) }
    return [value.text]
  }
}
