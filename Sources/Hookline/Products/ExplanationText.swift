/// The words of explanations as text.
struct ExplanationText: Sendable {
  /// The greatest width of the column of codes: one long code must not pad all the others.
  private static let maximumCodeWidth = 24

  /// For each webhook its code, padded, and a space.
  private let codes: [[UInt8]]
  /// The names of the inputs as messages show them.
  private let files: [[UInt8]]

  /// The words for `webhooks`; `files` are the names of the inputs as messages show them.
  init(for webhooks: [Webhook], from files: [[UInt8]]) {
    let longest = webhooks.reduce(0) { max($0, $1.code.utf8.count) }
    let width = min(longest, Self.maximumCodeWidth) + 1
    codes = webhooks.map { webhook in
      let code = Array(webhook.code.utf8)
      return code + repeatElement(UInt8(ascii: " "), count: max(1, width - code.count))
    }
    self.files = files
  }

  /// Appends the first line about `explained`.
  func appendHead(of explained: ExplainedEvent, to bytes: inout [UInt8]) {
    let event = explained.event
    bytes += files[explained.file]
    bytes += ":\(explained.line): ".utf8
    bytes += event.type.shownName.utf8
    bytes += " ".utf8
    bytes += event.action.shownName.utf8
    bytes += " of company ".utf8
    bytes.append(event.company)
    if let addressee = explained.addressee { bytes += ", for the webhook \(addressee.id)".utf8 }
    bytes += "\n".utf8
  }

  /// Appends the line about the webhook at `number`.
  func append(
    _ line: ExplainedWebhook, at number: Int, of event: Event, to bytes: inout [UInt8]
  ) {
    bytes += "  ".utf8
    bytes.append(mark(of: line.judgement))
    bytes += " ".utf8
    bytes += codes[number]
    switch line.judgement {
    case .job: bytes += line.webhook.url.utf8
    case .leftOut(let reason): bytes += "is left out: \(reason.words)".utf8
    case .notDue(let evaluation): append(evaluation, line, of: event, to: &bytes)
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
        bytes += "; none of the webhooks in this run belongs to this company".utf8
      } else if others == 1 {
        bytes += "; 1 webhook of this company is about another type".utf8
      } else if others > 1 {
        bytes += "; \(others) webhooks of this company are about other types".utf8
      }
    } else if let addressee = explained.addressee, shown == 0 {
      bytes +=
        (addressee.number == nil
        ? "; no webhook of this company has this id"
        : "; this webhook belongs to another company").utf8
    }
    bytes += "\n".utf8
  }

  private func mark(of judgement: Judgement) -> UInt8 {
    switch judgement {
    case .job: UInt8(ascii: "+")
    case .notDue(let evaluation) where !evaluation.withheld.isEmpty: UInt8(ascii: "?")
    case .leftOut, .notDue: UInt8(ascii: "-")
    }
  }

  /// Appends each reason why no job is due.
  private func append(
    _ evaluation: Evaluation, _ line: ExplainedWebhook, of event: Event, to bytes: inout [UInt8]
  ) {
    var isFirst = true
    func begin(_ words: String) {
      if !isFirst { bytes += "; ".utf8 }
      isFirst = false
      bytes += words.utf8
    }
    if evaluation.failures.contains(.active) { begin("is inactive") }
    if evaluation.failures.contains(.trigger) {
      let trigger = line.webhook.trigger
      begin(
        trigger.type == event.type
          ? "asks for \(Wording.list(trigger.actions.map(\.shownName))), not for \(event.action.shownName)"
          : "is about \(trigger.type.shownName)")
    }
    for member in evaluation.failedContext {
      begin("asks for ")
      bytes += member.name.utf8
      bytes += " ".utf8
      if let asked = line.webhook.context.value(of: member) { bytes.append(asked) }
      if let present = event.subject.value(of: member) {
        bytes += " but the event has ".utf8
        bytes.append(present)
      } else if event.malformed.members.includes(member) {
        bytes += " but the event's value is not an ObjectId".utf8
      } else {
        bytes += " but the event has no \(member.eventMember.path)".utf8
      }
      if line.changes.includes(member) { bytes += " (changed by this edit)".utf8 }
    }
  }
}
