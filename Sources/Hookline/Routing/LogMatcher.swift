internal import JSONScanning

/// Reads delivery log records, and decides whether the definitions still send the event of each to its webhook.
struct LogMatcher: Sendable {
  /// The reader of the records.
  var reader: LogRecordReader
  private let selection: Selection
  private let webhooks: [Webhook]
  /// The place of each webhook in the definitions, by its id.
  private let numbers: [ObjectID: Int]
  /// The webhooks whose records are skipped.
  private let leftOut: Set<ObjectID>
  /// Whether the delivery of the record matched last succeeded, if the selection depends on that.
  private(set) var isDelivered = false
  /// When that delivery was tried, or `nil` if it is unknown.
  private(set) var triedAt: Moment?
  /// The webhook for which the record was made.
  private(set) var addressee = Router.Addressee(id: ObjectID(), number: nil)

  /// A matcher of the records that `selection` admits, for `webhooks`; the records of the webhooks `leftOut` are skipped.
  ///
  /// It finds out when events happened only if it `readsTime`, which `selection` must not need otherwise.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  init(
    _ webhooks: [Webhook], leavingOut leftOut: Set<ObjectID>, selecting selection: Selection,
    readsTime: Bool, kernel: ScanKernel
  ) {
    self.webhooks = webhooks
    self.leftOut = leftOut
    self.selection = selection
    let admitted = zip(webhooks.map(\.id), webhooks.indices).filter {
      selection.admitsCompany(of: webhooks[$1])
    }
    numbers = Dictionary(admitted, uniquingKeysWith: { first, _ in first })
    reader = LogRecordReader(
      readsOutcome: selection.onlyFailed, readsTime: readsTime, kernel: kernel)
  }

  /// The webhook at `number`, as the one for which a record was made.
  func addressee(at number: Int) -> Router.Addressee {
    Router.Addressee(id: webhooks[number].id, number: number)
  }

  /// Reads the record in `extent` of `block`; if it takes part, sets `event`; if it is matched, adds its webhook to `matches`.
  ///
  /// `matches` must be empty.
  ///
  /// - Throws: The reason to reject the record.
  /// - Complexity: O(`extent.count`).
  mutating func match(
    _ extent: Range<Int>, of block: Span<UInt8>, into matches: inout Matches, _ event: inout Event
  ) throws(Rejection) -> Router.Verdict {
    guard let record = try reader.read(extent, of: block) else { return .blank }
    if !leftOut.isEmpty, leftOut.contains(record.subscription) { return .skipped(.otherWebhook) }
    if let reason = selection.reasonToSkip(record.event) { return .skipped(reason) }
    event = record.event.moved(by: extent.lowerBound)
    let number = numbers[record.subscription]
    addressee = Router.Addressee(id: record.subscription, number: number)
    let evaluation = number.map { webhooks[$0].evaluate(record.event) }
    isDelivered = record.isDelivered == true
    triedAt = record.createdAt
    guard let number, let evaluation, evaluation.isDue else {
      // That it succeeded explains more than why it would not be sent today.
      if isDelivered { return .skipped(.delivered) }
      guard let number, let evaluation else { return .notDue(.unknownWebhook) }
      if let reason = evaluation.notDueReason { return .notDue(reason) }
      matches.withheld.append(Matches.Withheld(number: number, by: evaluation.withheld))
      return .matched(webhookCount: 0)
    }
    matches.due.append(number)
    return .matched(webhookCount: 1)
  }
}
