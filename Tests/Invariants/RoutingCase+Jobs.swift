internal import Hookline
internal import JSONScanning

// What must hold for each line and its jobs.

extension RoutingCase {
  /// A job whose company is not that of its event or of its webhook's definition.
  func jobThatCrossesCompanies() -> String? {
    firstJob { job, _ in
      let company = job.member("company")?.value.text
      let own = job.member("event")?.value.member("company")?.value.id
      return company != nil && company == own && company == definition(of: job)?.company
    }
  }

  /// A job for a webhook whose definition does not say that it is active.
  func jobOfAnInactiveWebhook() -> String? {
    firstJob { job, _ in definition(of: job)?.isActive == true }
  }

  /// A line whose kind, or place of rejection, is not the one in the contract, or whose jobs or counts do not fit its kind.
  func lineOfWrongKind() -> String? {
    var counter = Router(webhooks, kernel: .scalar)
    for (line, outcome) in zip(lines, outcomes) {
      let holds: Bool
      switch (ReferenceLine(line), outcome.verdict) {
      case (.blank, .blank): holds = outcome.jobs.isEmpty
      case (.rejected(let reason, let offset), .rejected(let rejection)):
        holds =
          outcome.jobs.isEmpty && rejection.reason == reason && rejection.offset == offset
      case (.event, .matched(let count)): holds = outcome.jobs.count == count
      default: holds = false
      }
      guard holds else {
        return "\(outcome.verdict) and not \(ReferenceLine(line)): \(Self.notation(line))"
      }
      // The counts must be those of the jobs that would be written.
      var product = Product.counts(for: webhooks)
      var nothing: [UInt8] = []
      let isEvent = if case .matched = outcome.verdict { 1 } else { 0 }
      let isMatched = outcome.jobs.isEmpty ? 0 : 1
      guard counter.route(line.span, making: &product, into: &nothing) == outcome.verdict,
        nothing.isEmpty, let counts = product.counts, counts.jobCount == outcome.jobs.count,
        counts.eventCount == isEvent,
        counts.matchedEventCount == isMatched
      else { return "counted \(product) and not \(outcome.verdict): \(Self.notation(line))" }
    }
    return nil
  }

  /// A line whose jobs are not for the webhooks in the contract's table, or a job whose id, members or event bytes are wrong.
  func missingOrWrongJob() -> String? {
    for (line, outcome) in zip(lines, outcomes) {
      var expected: [String] = []
      if case .event(let event) = ReferenceLine(line) {
        expected = references.filter { $0.matches(event) }.compactMap(\.id)
      }
      guard outcome.subscriptions == expected else {
        return "for \(outcome.subscriptions) and not \(expected): \(Self.notation(line))"
      }
    }
    return firstJob { job, place in
      let line = lines[place.line]
      let event = Self.trimmed(line)
      let digest = "\(XXH128(of: event.span))"
      let id = "\(job.member("subscription")?.value.text ?? "")-\(digest)"
      return place.eventBytes == event && job.member("id")?.value.text == id
        && job.members.map { String(decoding: $0.name, as: UTF8.self) }
          == ["id", "subscription", "company", "code", "trigger", "url", "event"]
    }
  }

  /// `line` without leading and trailing white space.
  static func trimmed(_ line: [UInt8]) -> [UInt8] {
    func isBlank(_ byte: UInt8) -> Bool { " \t\r\n".utf8.contains(byte) }
    return Array(line.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }

  /// The index of the line that a job comes from, and the bytes of the event in the job.
  typealias JobPlace = (line: Int, eventBytes: [UInt8])

  /// The first job for which `holds` is false; a job that is not JSON is passed as ``ReferenceParser/Value/other``.
  private func firstJob(
    _ holds: (_ job: ReferenceParser.Value, _ place: JobPlace) -> Bool
  ) -> String? {
    for (number, outcome) in outcomes.enumerated() {
      for job in outcome.jobs {
        let value = Self.value(ofJob: job)
        let extent = value.member("event")?.extent ?? 0..<0
        if !holds(value, (number, Array(job[extent]))) {
          return "\(Self.notation(job)) of \(Self.notation(lines[number]))"
        }
      }
    }
    return nil
  }

  private func definition(of job: ReferenceParser.Value) -> ReferenceWebhook? {
    let id = job.member("subscription")?.value.text
    return references.first { $0.id == id }
  }
}
