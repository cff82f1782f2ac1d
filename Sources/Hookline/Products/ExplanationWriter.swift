/// Writes for each event which webhooks of its company get a job, and why the others do not.
///
/// Of an event it shows nothing but its place, company, type and action, and the ids that contexts ask for; a type or action
/// that no trigger is about is `(other)`.
struct ExplanationWriter: Sendable {
  private let form: ExplanationForm
  private let webhooks: [Webhook]
  private let groups: WebhookGroups
  private let text: ExplanationText
  private let json: ExplanationJSON

  /// A writer of explanations in this `form` for `webhooks`; `files` is what it calls each input: as text or, in JSON, as a string.
  ///
  /// - Complexity: O(n) for n webhooks.
  init(for webhooks: [Webhook], from files: [[UInt8]], as form: ExplanationForm) {
    self.form = form
    self.webhooks = webhooks
    groups = WebhookGroups(webhooks)
    text = ExplanationText(for: form.isJSON ? [] : webhooks, from: files)
    json = ExplanationJSON(for: form.isJSON ? webhooks : [], from: files)
  }

  /// Writes the explanation of `explained`, whose event has this `text`, line by line.
  ///
  /// - Throws: What `output` throws; the explanation is then incomplete.
  /// - Complexity: O(webhooks that it shows), and O(`text.count`) if one is not due because of its context.
  func write<Output: EntryOutput & ~Copyable>(
    _ explained: ExplainedEvent, _ text: Span<UInt8>, to output: inout Output
  ) throws(Output.Failure) {
    let shown = shownWebhooks(for: explained)
    let start = form.isJSON ? json.start(of: explained) : []
    var judge = EventJudge(of: explained)
    var line: [UInt8] = []
    if !form.isJSON {
      self.text.appendHead(of: explained, to: &line)
      try Self.write(&line, to: &output)
    }
    for number in shown {
      let judged = judge.explain(webhooks[number], at: number, text)
      if form.isJSON {
        json.append(judged, at: number, of: explained.event, after: start, to: &line)
      } else {
        self.text.append(judged, at: number, of: explained.event, to: &line)
      }
      try Self.write(&line, to: &output)
    }
    if !form.isJSON {
      let all = explained.addressee == nil ? groups.count(of: explained.event.company) : nil
      self.text.appendSum(of: explained, shown: shown.count, amongAll: all, to: &line)
    } else if let addressee = explained.addressee, shown.isEmpty {
      json.appendUnknown(addressee, after: start, to: &line)
    }
    if !line.isEmpty { try Self.write(&line, to: &output) }
  }

  /// Writes `line` and makes room for the next.
  private static func write<Output: EntryOutput & ~Copyable>(
    _ line: inout [UInt8], to output: inout Output
  ) throws(Output.Failure) {
    try output.beginEntry()
    try output.append(line.span)
    output.endEntry()
    line.removeAll(keepingCapacity: true)
  }

  /// The webhooks that are shown for an event, by their places, ascending.
  private func shownWebhooks(for explained: ExplainedEvent) -> ArraySlice<Int> {
    let event = explained.event
    guard let addressee = explained.addressee else {
      return form.showsAll
        ? groups.all(of: event.company)[...] : groups.webhooks(of: event.company, about: event.type)
    }
    // A record of the log is about one webhook, which is never shown for an event of another company.
    guard let number = addressee.number, webhooks[number].company == event.company else {
      return []
    }
    return [number]
  }
}

/// Judges webhook by webhook, ascending, why an event is sent to them or not.
private struct EventJudge {
  private let event: Event
  private var made: ArraySlice<Int>
  private var leftOut: ArraySlice<(webhook: Int, reason: LeftOutReason)>
  /// What the event's `diff` changes, once that was asked for.
  private var changes: RestrictedMembers?

  init(of explained: ExplainedEvent) {
    event = explained.event
    (made, leftOut) = (explained.made[...], explained.leftOut[...])
  }

  /// What is explained about the event, which has this `text`, and `webhook`, the one at `number`.
  mutating func explain(
    _ webhook: Webhook, at number: Int, _ text: Span<UInt8>
  ) -> ExplainedWebhook {
    let judgement: Judgement
    if made.first == number {
      made.removeFirst()
      judgement = .job
    } else if leftOut.first?.webhook == number {
      judgement = .leftOut(leftOut.removeFirst().reason)
    } else {
      let evaluation = webhook.evaluate(event)
      if changes == nil, !evaluation.different.union(evaluation.missing).isEmpty {
        changes = ContextChanges.members(in: text)
      }
      judgement = .notDue(evaluation)
    }
    return ExplainedWebhook(webhook: webhook, judgement: judgement, changes: changes ?? [])
  }
}

/// The webhooks of each company, by the type of the events that they are about.
private struct WebhookGroups: Sendable {
  private var byCompany: [ObjectID: [Int]] = [:]
  private var byTrigger: [Key: [Int]] = [:]

  private struct Key: Hashable {
    let company: ObjectID
    let trigger: Trigger
  }

  init(_ webhooks: [Webhook]) {
    for (number, webhook) in webhooks.enumerated() {
      byCompany[webhook.company, default: []].append(number)
      byTrigger[Key(company: webhook.company, trigger: webhook.trigger), default: []].append(number)
    }
  }

  /// The webhooks of `company`.
  func all(of company: ObjectID) -> [Int] { byCompany[company] ?? [] }

  /// How many webhooks `company` has.
  func count(of company: ObjectID) -> Int { byCompany[company]?.count ?? 0 }

  /// The webhooks of `company` that are about events of `type`.
  func webhooks(of company: ObjectID, about type: EventType) -> ArraySlice<Int> {
    Trigger(about: type).flatMap { byTrigger[Key(company: company, trigger: $0)] }?[...] ?? []
  }
}
