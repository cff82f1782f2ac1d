internal import Hookline

// What must hold for how events concern the webhooks.

extension RoutingCase {
  /// A webhook with other figures than the contract's table gives for each event.
  func wrongUsage() -> String? {
    var router = Router(webhooks)
    var (product, nothing) = (Product.usage(of: webhooks), [UInt8]())
    var events: [ReferenceEvent] = []
    for line in lines {
      guard case .matched = router.route(line.span, making: &product, into: &nothing),
        case .event(let event) = ReferenceLine(line)
      else { continue }
      events.append(event)
    }
    product.resolve(router)
    guard let usage = product.usage, nothing.isEmpty else { return "\(product)" }
    for (number, webhook) in references.enumerated() {
      let (found, expected) = (usage.figures(of: number), figures(of: webhook, in: events))
      guard found == expected else { return "\(found) and not \(expected) for \(webhook)" }
    }
    let unsentCount = usage.unsent.reduce(0) { $0 + $1.eventCount }
    let expectedCount = events.count { event in
      references.contains { $0.company == event.company }
        && !references.contains { $0.matches(event) }
    }
    return unsentCount == expectedCount
      ? nil : "\(unsentCount) unsent events and not \(expectedCount)"
  }

  private func figures(
    of webhook: ReferenceWebhook, in events: [ReferenceEvent]
  ) -> WebhookUsage.Figures {
    var figures = WebhookUsage.Figures()
    guard webhook.isActive else { return figures }
    let all: [(RestrictedMembers, name: String, member: String)] = [
      (.taskGroup, "taskGroup", "taskGroup"), (.surveyId, "survey", "surveyId"),
      (.group, "group", "group"),
    ]
    let used = all.filter { _, name, _ in
      webhook.asked[name] != nil
        && (webhook.trigger == "create-edit-delete-task") == (name == "taskGroup")
        && ["create-edit-delete-task", "create-edit-delete-survey"].contains(webhook.trigger ?? "")
    }
    for (member, _, _) in used { figures.unseen.insert(member) }
    for event in events where event.company == webhook.company {
      let failures = webhook.failures(for: event)
      guard failures.allSatisfy({ $0.hasPrefix("context.") }) else { continue }
      for (member, name, path) in used where webhook.asked[name] == event.present[path] {
        figures.unseen.remove(member)
      }
      let isAnswered = used.contains { _, name, path in
        failures.contains("context.\(name)") && event.present[path] != nil
      }
      if failures.isEmpty {
        figures.jobCount += 1
      } else if isAnswered {
        figures.otherContextCount += 1
      } else {
        figures.cannotTellCount += 1
      }
    }
    return figures
  }
}
