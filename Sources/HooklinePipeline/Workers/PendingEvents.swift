internal import Hookline

/// Events of a block that are decided on in the block's turn: their jobs depend on other records, or they are explained.
struct PendingEvents {
  /// An event, with what is known of the record.
  struct Item {
    /// The event, whose extent is that in the block.
    let event: Event
    /// The hash of the event's bytes, as they are in a job, if jobs are compared.
    let digest: XXH128
    /// The number of the record's line in the block.
    let line: Int
    /// Whether the record shows that its delivery succeeded, and when that was tried.
    let isDelivered: Bool
    let triedAt: Moment?
    /// The webhook for which the record was made, if it is of a delivery log.
    let addressee: Router.Addressee?
    /// Where the webhooks are in ``PendingEvents/webhooks``.
    let due: Range<Int>
    /// Where the webhooks are for which other definitions give the job, too.
    let subtracted: Range<Int>
  }

  /// How many events and webhooks can wait before the worker waits for its turn.
  private static let limit = 8192

  private(set) var items: [Item] = []
  /// The places of the webhooks to which the events are to be sent, one event after the other.
  private(set) var webhooks: [Int] = []

  /// Whether no more should be added.
  var isFull: Bool { items.count + webhooks.count >= Self.limit }

  /// Adds the event that `router` has just read, from a record on line `line` of the block; its digest only if it is `hashed`.
  ///
  /// - Complexity: O(size of the event + webhooks).
  mutating func append(
    _ router: borrowing Router, line: Int, in block: Span<UInt8>, hashed: Bool
  ) {
    let event = router.event
    let start = webhooks.count
    webhooks += router.due
    let end = webhooks.count
    webhooks += router.subtracted
    let digest =
      hashed
      ? event.withText(in: block, from: router.form) { XXH128(of: $0) } : XXH128(high: 0, low: 0)
    items.append(
      Item(
        event: event, digest: digest, line: line, isDelivered: router.isDelivered,
        triedAt: router.triedAt, addressee: router.addressee, due: start..<end,
        subtracted: end..<webhooks.count))
  }

  /// Removes all, and keeps the room.
  mutating func removeAll() {
    items.removeAll(keepingCapacity: true)
    webhooks.removeAll(keepingCapacity: true)
  }
}

extension Event {
  /// Calls `body` with the text that the event, in a block of an input of `form`, has in a job.
  ///
  /// - Returns: What `body` returns.
  func withText<Result, Failure: Error>(
    in block: Span<UInt8>, from form: InputForm, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let text = block.extracting(extent)
    guard form == .log, let compacted = text.compactedIfBroken() else { return try body(text) }
    return try body(compacted.span)
  }
}
