public import JSONScanning

/// Reads delivery log records; the event in each is checked as if it were a line of its own.
///
/// One reader is used for many records.
public struct LogRecordReader: Sendable {
  /// The scanner of the lines or elements of a block.
  var scanner: LineScanner
  private let parser: EventParser
  /// Whether it reads the status of the delivery and when it was tried.
  private let readsOutcome: Bool

  /// A reader that reads the outcome of deliveries, and finds out when events happened, only if that is asked for.
  ///
  /// It scans with `kernel`, which must be available.
  public init(readsOutcome: Bool, readsTime: Bool = false, kernel: ScanKernel = .best) {
    self.readsOutcome = readsOutcome
    parser = EventParser(firstSlot: LogMember.allCases.count, readsTime: readsTime) {
      .recordedEvent($0)
    }
    // The record does not count as a level, so the event in it may be nested as deep as one on a line.
    scanner = LineScanner(LogMember.selection, depth: -1, asLine: false, kernel: kernel)
  }

  /// The record in `text`, or `nil` if it is blank.
  ///
  /// - Throws: The first reason to reject the record, in the order of ``Rejection/Reason``; for a member that is missing or
  ///   invalid, the record's own come before its event's.
  /// - Complexity: O(`text.count`).
  public mutating func read(_ text: Span<UInt8>) throws(Rejection) -> LogRecord? {
    scanner.beginBlock()
    return try read(0..<text.count, of: text)
  }

  /// The record in `extent` of `block`, or `nil` if it is blank; the event's extent is that in the record.
  mutating func read(
    _ extent: Range<Int>, of block: Span<UInt8>
  ) throws(Rejection) -> LogRecord? {
    guard try scanner.scan(extent, of: block) != nil else { return nil }
    let text = block.extracting(extent)
    let members = scanner.members
    try members.checkForRepetition { slot in
      LogMember(rawValue: slot).map { .record($0) } ?? parser.field(inSlot: slot)
    }
    guard let event = members[LogMember.event.rawValue] else {
      throw Rejection(.missing(.record(.event)), at: 0)
    }
    guard members[LogMember.subscription.rawValue] != nil else {
      throw Rejection(.missing(.record(.subscription)), at: 0)
    }
    if event.kind == .object {
      try parser.checkPresence(in: members, at: event.extent.lowerBound)
    }
    let extent = try members.value(of: .event) { $0.kind == .object ? $0.extent : nil }
    let subscription = try members.value(of: .subscription) { ObjectID($0, in: text) }
    let isDelivered = readsOutcome ? try isDelivered(in: text) : nil
    return LogRecord(
      subscription: subscription, isDelivered: isDelivered,
      createdAt: readsOutcome
        ? members[LogMember.createdAt.rawValue].flatMap { Moment($0, in: text) } : nil,
      event: try parser.event(in: extent, of: text, members: members))
  }

  /// Whether the delivery that the record in `text` is about succeeded; without a status there was no answer.
  private func isDelivered(in text: Span<UInt8>) throws(Rejection) -> Bool {
    guard scanner.members[LogMember.status.rawValue] != nil else { return false }
    return try scanner.members.value(of: .status) { DeliveryStatus.isSuccess($0, in: text) }
  }
}

extension SelectedMembers {
  /// The value of `member` as converted by `read`.
  ///
  /// - Throws: That the value is invalid, if `read` returns `nil`.
  fileprivate func value<Value>(
    of member: LogMember, _ read: (Member) -> Value?
  ) throws(Rejection) -> Value {
    try value(inSlot: member.rawValue, of: .record(member), read)
  }
}
