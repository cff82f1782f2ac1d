public import JSONScanning

/// Reads delivery log records; the event in each is checked as if it were a line of its own.
///
/// One reader is used for many records.
public struct LogRecordReader: Sendable {
  /// The scanner of the lines or elements of a block.
  var scanner: LineScanner
  private let parser = EventParser(firstSlot: LogMember.allCases.count) { .recordedEvent($0) }
  private let required: [LogMember]

  /// A reader that requires a status only if it `readsStatus`, and scans with `kernel`, which must be available.
  public init(readsStatus: Bool, kernel: ScanKernel = .best) {
    // The record does not count as a level, so the event in it may be nested as deep as one on a line.
    scanner = LineScanner(LogMember.selection, depth: -1, asLine: false, kernel: kernel)
    required = [.event, .subscription] + (readsStatus ? [.status] : [])
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
    for member in required where members[member.rawValue] == nil {
      throw Rejection(.missing(.record(member)), at: 0)
    }
    let event = members[LogMember.event.rawValue]
    if let event, event.kind == .object {
      try parser.checkPresence(in: members, at: event.extent.lowerBound)
    }
    let extent = try members.value(of: .event) { $0.kind == .object ? $0.extent : nil }
    let subscription = try members.value(of: .subscription) { ObjectID($0, in: text) }
    let isDelivered =
      required.contains(.status)
      ? try members.value(of: .status) { Self.isSuccess($0, in: text) } : nil
    return LogRecord(
      subscription: subscription, isDelivered: isDelivered,
      event: try parser.event(in: extent, of: text, members: members))
  }

  /// When the event of the record read last happened, or `nil` if that cannot be read; the record is in `extent` of `block`.
  func moment(ofRecordIn extent: Range<Int>, of block: Span<UInt8>) -> Moment? {
    parser.moment(in: block.extracting(extent), members: scanner.members)
  }

  /// Whether `status` is a success, or `nil` if it is not a number of at most ``statusLength`` characters.
  private static func isSuccess(_ status: SelectedMembers.Member, in text: Span<UInt8>) -> Bool? {
    guard status.kind == .number, status.extent.count <= LogMember.statusLength else { return nil }
    // The usual three digits are compared without a copy; other spellings, such as 2e2, are converted.
    if status.extent.count == 3, status.extent.allSatisfy({ ASCII.isDigit(text[$0]) }) {
      let start = status.extent.lowerBound
      return text[start] == UInt8(ascii: "2") && text[start + 1] == ASCII.zero
    }
    let digits = status.extent.map { text[$0] }
    return Double(String(decoding: digits, as: UTF8.self)).map { (200...209).contains($0) }
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
