internal import Hookline
internal import Invariants
internal import JSONScanning
internal import SampleData

/// A delivery log: its records are the same however it is cut, and each has the outcome that the reference predicts.
enum LogTarget {
  /// The first byte sets the cuts, the limit, and whether only failed deliveries are selected.
  static func contradiction(in input: [UInt8]) -> String? {
    guard let first = input.first else { return nil }
    let file = Array(input.dropFirst())
    // Found by the scalar kernel here, and by the best one below.
    let records = SplitRecord.all(in: file, kernel: .scalar)
    let cuts = [1 + Int(first >> 5), 1 + Int(first >> 3 & 3), 1 + Int(first & 7) * 5]
    for cuts in [cuts, [1], [64], [.max]] where SplitRecord.all(in: file, cuts: cuts) != records {
      return "cut into \(cuts): \(SplitRecord.all(in: file, cuts: cuts)) and not \(records)"
    }
    let content = SplitRecord.withoutSeparators(records.flatMap(\.bytes))
    guard content == SplitRecord.withoutSeparators(file) else {
      return "loses or doubles bytes: \(records)"
    }
    let onlyFailed = first & 1 == 1
    var selection = Selection()
    selection.onlyFailed = onlyFailed
    var router = LineRouter(webhooks, of: .log, selecting: selection)
    for record in records where record.reason == nil {
      let outcome = RoutingCase.Outcome(record.bytes, by: &router)
      if let contradiction = contradiction(in: outcome, of: record.bytes, onlyFailed) {
        return "\(contradiction): \(MarkedText.notation(of: record.bytes))"
      }
      let line = onOneLine(record.bytes, outcome.verdict, cut: cuts[0])
      let again = RoutingCase.Outcome(line, by: &router)
      if line.contains(0x0A) || !isSame(again, as: outcome) {
        return "on one line \(again): \(MarkedText.notation(of: record.bytes))"
      }
    }
    if let contradiction = HintedLine.contradiction(in: file, of: .log) { return contradiction }
    return LogFileTarget.contradiction(in: file, limit: 1 + Int(first), cuts: cuts)
  }

  /// A record on one line: the way of a text that is well-formed, or that of any other whose bytes come in two pieces.
  private static func onOneLine(
    _ record: [UInt8], _ verdict: Router.Verdict, cut: Int
  ) -> [UInt8] {
    guard case .rejected(let rejection) = verdict, !rejection.reason.isOfWellFormedText else {
      return record.span.onOneLine()
    }
    var (folder, line) = (LineFolder(), [] as [UInt8])
    for piece in [record.prefix(cut), record.dropFirst(cut)] {
      folder.fold(Array(piece).span) { line.append($0) }
    }
    return line
  }

  /// Whether the outcomes are the same but for the place of a fault, which white space moves.
  private static func isSame(
    _ outcome: RoutingCase.Outcome, as expected: RoutingCase.Outcome
  ) -> Bool {
    switch (outcome.verdict, expected.verdict) {
    case (.rejected(let rejection), .rejected(let expected)): rejection.reason == expected.reason
    default: outcome == expected
    }
  }

  private static func contradiction(
    in outcome: RoutingCase.Outcome, of bytes: [UInt8], _ onlyFailed: Bool
  ) -> String? {
    let reference = ReferenceRecord(bytes, readsOutcome: onlyFailed)
    switch (reference, outcome.verdict) {
    case (.blank, .blank):
      return outcome.jobs.isEmpty ? nil : "jobs of nothing"
    case (.rejected(let reason, let offset), .rejected(let rejection)):
      return reason == rejection.reason && offset == rejection.offset && outcome.jobs.isEmpty
        ? nil : "\(rejection.reason) at \(rejection.offset) and not \(reference)"
    case (.record(let subscription, let isDelivered, let event), .matched),
      (.record(let subscription, let isDelivered, let event), .skipped),
      (.record(let subscription, let isDelivered, let event), .notDue):
      let webhook = references.first { $0.id == subscription }
      let isDue = webhook?.matches(event) == true
      // That it was delivered is the reason only if it is not due.
      let isSkipped = outcome.verdict == .skipped(.delivered)
      guard isSkipped == (isDelivered == true && !isDue) else {
        return "\(outcome.verdict) and not \(reference)"
      }
      guard outcome.subscriptions == (isDue ? [subscription] : []) else {
        return "jobs for \(outcome.subscriptions), \(reference)"
      }
      // An event without a line feed and a carriage return is expected byte for byte.
      let text = Array(bytes[event.extent])
      let hasLineBreak = text.contains(0x0A) || text.contains(0x0D)
      let expected = hasLineBreak ? SampleLog.compacted(text) : text
      let tail = Array("\"event\":".utf8) + expected + Array("}".utf8)
      return outcome.jobs.allSatisfy { $0.suffix(tail.count).elementsEqual(tail) }
        ? nil : "other bytes"
    default:
      return "\(outcome.verdict) and not \(reference)"
    }
  }

  private static let file = Fixtures.webhooks()
  private static let references = ReferenceWebhook.all(in: file)
  private static let webhooks: [Webhook] = {
    var reader = WebhookReader()
    reader.read(file.span, file: 0)
    return (try? reader.finish()) ?? []
  }()
}
