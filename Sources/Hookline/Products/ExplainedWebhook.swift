internal import JSONScanning

/// What is explained about an event and one webhook.
struct ExplainedWebhook {
  /// The webhook.
  let webhook: Webhook
  /// Why the event is sent to it or not.
  let judgement: Judgement
  /// The members that the event's `diff` changes; known only if a clause of a context failed.
  let changes: RestrictedMembers

  /// Appends the line of JSON, which begins with `start`.
  func appendJSON(of event: Event, after start: [UInt8], to bytes: inout [UInt8]) {
    bytes += start
    bytes += "\"\(webhook.id)\",\"code\":\"\(webhook.code)\",\"job\":".utf8
    switch judgement {
    case .job: bytes += "true,\"failed\":[]".utf8
    case .leftOut(let reason): bytes += "false,\"failed\":[],\"leftOut\":\"\(reason)\"".utf8
    case .notDue(let evaluation):
      let clauses = evaluation.failedContext
      let failed = names(of: evaluation, event) + clauses.map { "context.\($0.name)" }
      bytes += "false,\"failed\":[".utf8
      bytes += failed.map { "\"\($0)\"" }.joined(separator: ",").utf8
      bytes += "]".utf8
      if !clauses.isEmpty { append(clauses, of: event, to: &bytes) }
    }
    bytes += "}\n".utf8
  }

  /// The clauses that fail, except those of the context.
  private func names(of evaluation: Evaluation, _ event: Event) -> [String] {
    var names: [String] = []
    if evaluation.failures.contains(.active) { names.append("isActive") }
    if evaluation.failures.contains(.trigger) {
      names.append(webhook.trigger.type == event.type ? "event" : "type")
    }
    return names
  }

  /// Appends what the failed `clauses` ask for, what the event has, and whether its `diff` changes that.
  private func append(_ clauses: [ContextClause], of event: Event, to bytes: inout [UInt8]) {
    func list(_ values: [String]) -> String {
      values.count == 1 ? values[0] : "[\(values.joined(separator: ","))]"
    }
    func quoted(_ id: ObjectID?) -> String { id.map { "\"\($0)\"" } ?? "null" }
    let asked = clauses.map { quoted($0.value(in: webhook.context)) }
    let present = clauses.map { quoted($0.value(in: event.subject)) }
    bytes += ",\"asks\":\(list(asked)),\"has\":\(list(present))".utf8
    let changed = clauses.filter { $0.isOne(of: changes) }.map { "\"context.\($0.name)\"" }
    if !changed.isEmpty { bytes += ",\"changed\":[\(changed.joined(separator: ","))]".utf8 }
  }
}

extension ExplainedEvent {
  /// How each line of JSON about it begins, up to the id of the webhook; `file` is the name of the input as a JSON string.
  func start(calling file: [UInt8]) -> [UInt8] {
    var bytes = Array("{\"file\":".utf8)
    bytes += file
    bytes +=
      ",\"line\":\(line),\"company\":\"\(event.company)\",\"type\":\"\(event.type.shown)\"".utf8
    bytes += ",\"event\":\"\(event.action.shown)\",\"subscription\":".utf8
    return bytes
  }

  /// Appends the line of JSON about a record for a webhook that is not among those of its event's company.
  func appendUnknown(
    _ addressee: Router.Addressee, calling file: [UInt8], to bytes: inout [UInt8]
  ) {
    bytes += start(calling: file)
    let failed = addressee.number == nil ? "subscription" : "company"
    bytes += "\"\(addressee.id)\",\"code\":null,\"job\":false,\"failed\":[\"\(failed)\"]}\n".utf8
  }
}
