internal import JSONScanning

/// Reads records of the delivery log, and finds out whether the webhook of each is to be sent its event today.
struct LogMatcher: Sendable {
  /// What reads the records.
  var reader: LogRecordReader
  private let webhooks: [Webhook]
  /// The place of each webhook in the definitions, by its id.
  private let numbers: [ObjectID: Int]

  /// Makes a matcher for `webhooks`, and for all records or `onlyFailed` ones.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  init(_ webhooks: [Webhook], onlyFailed: Bool, kernel: ScanKernel) {
    self.webhooks = webhooks
    numbers = Dictionary(
      zip(webhooks.map(\.id), webhooks.indices), uniquingKeysWith: { first, _ in first })
    reader = LogRecordReader(readsStatus: onlyFailed, kernel: kernel)
  }

  /// Reads the record in `extent` of `block`, and says in `matches` whether its webhook is due its event, or withholds it.
  ///
  /// - Throws: The reason to reject the record.
  /// - Complexity: O(`extent.count`).
  mutating func match(
    _ extent: Range<Int>, of block: Span<UInt8>, into matches: inout Matches
  ) throws(Rejection) -> Router.Match {
    matches.clear()
    guard let record = try reader.read(extent, of: block) else { return .other(.blank) }
    if record.isDelivered == true { return .other(.refused(.delivered)) }
    guard let number = numbers[record.subscription] else {
      return .other(.refused(.unknownWebhook))
    }
    switch webhooks[number].answer(to: record.event) {
    case .due: matches.due.append(number)
    case .withheld(let missing):
      matches.withheld.append(Matches.Withheld(number: number, by: missing))
    case .refused(let refusal): return .other(.refused(refusal))
    }
    return .event(record.event)
  }
}
