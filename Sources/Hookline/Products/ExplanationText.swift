/// The words in which explanations are written as text.
struct ExplanationText: Sendable {
  /// The greatest width of the column of codes: one long code must not pad all the others.
  private static let maximumCodeWidth = 24

  private let codeWidth: Int

  /// The words for `webhooks`.
  init(for webhooks: [Webhook]) {
    codeWidth = min(webhooks.map(\.code.utf8.count).max() ?? 0, Self.maximumCodeWidth)
  }

  /// Appends the first line, after the name of the input.
  func appendHead(of explained: ExplainedEvent, to bytes: inout [UInt8]) {
    let event = explained.event
    bytes += ":\(explained.line): \(event.type.shown) \(event.action.shown) of company ".utf8
    bytes += "\(event.company)".utf8
    if let addressee = explained.addressee { bytes += ", for the webhook \(addressee.id)".utf8 }
    bytes += "\n".utf8
  }

  /// Appends the line about a webhook.
  func append(_ line: ExplainedWebhook, of event: Event, to bytes: inout [UInt8]) {
    bytes += "  \(mark(of: line.judgement)) ".utf8
    bytes += line.webhook.code.utf8
    bytes += repeatElement(
      UInt8(ascii: " "), count: 1 + max(0, codeWidth - line.webhook.code.utf8.count))
    switch line.judgement {
    case .job: bytes += line.webhook.url.utf8
    case .leftOut(let reason): bytes += "is left out: \(Self.text(of: reason))".utf8
    case .notDue(let evaluation):
      let reasons = reasons(for: evaluation, of: line, event)
      bytes += reasons.joined(separator: "; ").utf8
    }
    bytes += "\n".utf8
  }

  /// Appends the last line: how many jobs there are, after `shown` webhooks, and how many `all` webhooks of the company are.
  func appendSum(
    of explained: ExplainedEvent, shown: Int, amongAll all: Int?, to bytes: inout [UInt8]
  ) {
    let jobs = explained.made.count
    bytes += "    \(jobs == 0 ? "no" : "\(jobs)") job\(jobs > 1 ? "s" : "")".utf8
    if let all {
      let others = all - shown
      if all == 0 {
        bytes += "; this company has no webhook".utf8
      } else if others > 0 {
        let webhooks = others == 1 ? "1 webhook" : "\(others) webhooks"
        let types = others == 1 ? "is about another type" : "are about other types"
        bytes += "; \(webhooks) of this company \(types)".utf8
      }
    } else if let addressee = explained.addressee, shown == 0 {
      bytes +=
        (addressee.number == nil
        ? "; the definitions do not have this webhook"
        : "; this webhook is of another company").utf8
    }
    bytes += "\n".utf8
  }

  private func mark(of judgement: Judgement) -> String {
    switch judgement {
    case .job: "+"
    case .leftOut: "-"
    case .notDue(let evaluation): evaluation.withheld.isEmpty ? "-" : "?"
    }
  }

  private static func text(of reason: LeftOutReason) -> String {
    switch reason {
    case .minus: "the definitions of --minus give this job, too"
    case .repeated: "the same job came before"
    case .seen: "done, according to --seen"
    case .delivered: "delivered"
    case .triedAgain: "the same delivery was tried again"
    }
  }

  /// Each reason why no job is due for the webhook of `line`.
  private func reasons(
    for evaluation: Evaluation, of line: ExplainedWebhook, _ event: Event
  ) -> [String] {
    var reasons: [String] = []
    if evaluation.failures.contains(.active) { reasons.append("is inactive") }
    if evaluation.failures.contains(.trigger) {
      let trigger = line.webhook.trigger
      reasons.append(
        trigger.type == event.type
          ? "does not ask for \(event.action.shown)" : "is about \(trigger.type.shown)")
    }
    for clause in evaluation.failedContext {
      let asked = clause.value(in: line.webhook.context).map { "\($0)" } ?? ""
      let present =
        clause.value(in: event.subject).map { "\($0)" }
        ?? (clause.isOne(of: event.malformed.members) ? "no ObjectId there" : "none")
      let change = clause.isOne(of: line.changes) ? ", and its diff changes this" : ""
      reasons.append("asks for \(clause.name) \(asked), the event has \(present)\(change)")
    }
    return reasons
  }
}

extension EventType {
  /// The type as explanations show it.
  var shown: String { rawValue.isEmpty ? "(other)" : rawValue }
}

extension EventAction {
  /// The action as explanations show it.
  var shown: String { rawValue.isEmpty ? "(other)" : rawValue }
}
