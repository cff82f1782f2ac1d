/// The bytes of explanations as lines of JSON.
struct ExplanationJSON: Sendable {
  /// For each webhook, how its line goes on from `"subscription":` to `"job":`.
  private let heads: [[UInt8]]
  /// The names of the inputs as JSON strings.
  private let files: [[UInt8]]

  /// The bytes for `webhooks`; `files` are the names of the inputs as JSON strings.
  init(for webhooks: [Webhook], from files: [[UInt8]]) {
    heads = webhooks.map { Array("\"\($0.id)\",\"code\":\"\($0.code)\",\"job\":".utf8) }
    self.files = files
  }

  /// How each line about `explained` begins, up to the id of the webhook.
  func start(of explained: ExplainedEvent) -> [UInt8] {
    let event = explained.event
    var bytes = Array("{\"file\":".utf8)
    bytes += files[explained.file]
    bytes += ",\"line\":".utf8
    bytes += "\(explained.line)".utf8
    bytes += ",\"company\":\"".utf8
    bytes.append(event.company)
    bytes += "\",\"type\":\"".utf8
    bytes += event.type.shownName.utf8
    bytes += "\",\"event\":\"".utf8
    bytes += event.action.shownName.utf8
    bytes += "\",\"subscription\":".utf8
    return bytes
  }

  /// Appends the line about the webhook at `number`, which begins with `start`.
  func append(
    _ line: ExplainedWebhook, at number: Int, of event: Event, after start: [UInt8],
    to bytes: inout [UInt8]
  ) {
    bytes += start
    bytes += heads[number]
    switch line.judgement {
    case .job: bytes += "true,\"failed\":[]".utf8
    case .leftOut(let reason): bytes += "false,\"failed\":[],\"leftOut\":\"\(reason)\"".utf8
    case .notDue(let evaluation): append(evaluation, line, of: event, to: &bytes)
    }
    bytes += "}\n".utf8
  }

  /// Appends the line about a record for `addressee`, which is not among the webhooks of its event's company.
  func appendUnknown(
    _ addressee: Router.Addressee, after start: [UInt8], to bytes: inout [UInt8]
  ) {
    bytes += start
    let failed = addressee.number == nil ? "subscription" : "company"
    bytes += "\"\(addressee.id)\",\"code\":null,\"job\":false,\"failed\":[\"\(failed)\"]}\n".utf8
  }

  /// Appends why no job is due, and what the failed clauses of the context ask for.
  private func append(
    _ evaluation: Evaluation, _ line: ExplainedWebhook, of event: Event, to bytes: inout [UInt8]
  ) {
    bytes += "false,\"failed\":".utf8
    let members = evaluation.failedContext
    var names: [[UInt8]] = []
    if evaluation.failures.contains(.active) { names.append(Self.active) }
    if evaluation.failures.contains(.trigger) {
      names.append(line.webhook.trigger.type == event.type ? Self.action : Self.type)
    }
    bytes.appendArray(names + members.map(Self.quotedPath))
    guard !members.isEmpty else { return }
    bytes += ",\"asks\":".utf8
    append(members, of: line.webhook.context, to: &bytes)
    bytes += ",\"has\":".utf8
    append(members, of: event.subject, to: &bytes)
    let changed = members.filter(line.changes.includes)
    guard !changed.isEmpty else { return }
    bytes += ",\"changed\":".utf8
    bytes.appendArray(changed.map(Self.quotedPath))
  }

  /// Appends the value of the one member, or an array of the values of several.
  private func append(
    _ members: [ContextMember], of restriction: Restriction, to bytes: inout [UInt8]
  ) {
    let values = members.map { member -> [UInt8] in
      guard let id = restriction.value(of: member) else { return Self.null }
      var value = [UInt8(ascii: "\"")]
      value.append(id)
      value.append(UInt8(ascii: "\""))
      return value
    }
    if values.count == 1 { bytes += values[0] } else { bytes.appendArray(values) }
  }

  /// The path of `member` in the definition, as a JSON string.
  private static func quotedPath(of member: ContextMember) -> [UInt8] {
    quotedPaths[member.rawValue]
  }

  private static let quotedPaths = ContextMember.allCases.map {
    Array("\"\($0.webhookMember.path)\"".utf8)
  }
  private static let active = Array("\"isActive\"".utf8)
  private static let type = Array("\"type\"".utf8)
  private static let action = Array("\"event\"".utf8)
  private static let null = Array("null".utf8)
}

extension [UInt8] {
  /// Appends the digits of `id`.
  mutating func append(_ id: ObjectID) {
    let digits = id.digits
    append(digits.span)
  }

  /// Appends an array of JSON with these `elements`.
  fileprivate mutating func appendArray(_ elements: [[UInt8]]) {
    append(UInt8(ascii: "["))
    for index in elements.indices {
      if index > 0 { append(UInt8(ascii: ",")) }
      self += elements[index]
    }
    append(UInt8(ascii: "]"))
  }
}
