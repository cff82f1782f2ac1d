/// Reads records of the delivery log, and finds out whether the webhook of each is to be sent its event today.
struct LogMatcher: Sendable {
  private var reader: LogRecordReader
  private let webhooks: [Webhook]
  /// The place of each webhook in the definitions, by its id.
  private let numbers: [ObjectID: Int]

  /// Makes a matcher for `webhooks`, and for all records or `onlyFailed` ones.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  init(_ webhooks: [Webhook], onlyFailed: Bool) {
    self.webhooks = webhooks
    numbers = Dictionary(
      zip(webhooks.map(\.id), webhooks.indices), uniquingKeysWith: { first, _ in first })
    reader = LogRecordReader(readsStatus: onlyFailed)
  }

  /// Reads `text`, a record, and says in `matches` whether its webhook is due its event, or withholds it.
  ///
  /// - Throws: The reason to turn the record down.
  /// - Complexity: O(`text.count`).
  mutating func match(
    _ text: Span<UInt8>, into matches: inout Matches
  ) throws(Rejection) -> Router.Match {
    matches.clear()
    guard let record = try reader.read(text) else { return .other(.blank) }
    if record.isDelivered == true { return .other(.refused(.delivered)) }
    guard let number = numbers[record.subscription] else {
      return .other(.refused(.unknownWebhook))
    }
    if let refusal = webhooks[number].refusal(of: record.event) {
      return .other(.refused(refusal))
    }
    let missing = webhooks[number].withholds(record.event)
    if missing.isEmpty {
      matches.due.append(number)
    } else {
      matches.withheld.append(Matches.Withheld(number: number, by: missing))
    }
    return .event(record.event)
  }
}
