public import JSONScanning

/// Reads records of the delivery log, in each of which the event is judged as a line of its own.
///
/// A reader is made once and used for one record after the other.
public struct LogRecordReader: Sendable {
  /// What scans the lines of a block, if each is a record.
  var scanner: LineScanner
  private let parser = EventParser(firstSlot: LogMember.allCases.count) { .recordedEvent($0) }
  private let required: [LogMember]

  /// Makes a reader of records, which need a status only if it `readsStatus`, that scans the lines of a block with `kernel`,
  /// which must be available.
  public init(readsStatus: Bool, kernel: ScanKernel = .best) {
    // The record is no level: the event in it may be nested as deep as one that is a line.
    scanner = LineScanner(LogMember.selection, depth: -1, asLine: false, kernel: kernel)
    required = [.event, .subscription] + (readsStatus ? [.status] : [])
  }

  /// The record that `text` is, or `nil` if it holds nothing but white space.
  ///
  /// - Throws: The first reason to reject the record, in the order of ``Rejection/Reason``; of each the record's own members
  ///   come before its event's.
  /// - Complexity: O(`text.count`).
  public mutating func read(_ text: Span<UInt8>) throws(Rejection) -> LogRecord? {
    scanner.beginBlock()
    return try read(0..<text.count, of: text)
  }

  /// The same for the record in `extent` of a block.
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

  /// The most characters that a status may have.
  static let statusLength = 64

  /// Whether `status` says that the event arrived, or `nil` where it is no number of a sensible length.
  private static func isSuccess(_ status: SelectedMembers.Member, in text: Span<UInt8>) -> Bool? {
    guard status.kind == .number, status.extent.count <= statusLength else { return nil }
    // The usual three digits are compared without a copy; others can write such a number, too.
    if status.extent.count == 3, status.extent.allSatisfy({ ASCII.isDigit(text[$0]) }) {
      let start = status.extent.lowerBound
      return text[start] == UInt8(ascii: "2") && text[start + 1] == ASCII.zero
    }
    let digits = status.extent.map { text[$0] }
    return Double(String(decoding: digits, as: UTF8.self)).map { (200...209).contains($0) }
  }
}

extension SelectedMembers {
  /// What `read` makes of the value of `member`, or the reason why it makes nothing of it.
  fileprivate func value<Value>(
    of member: LogMember, _ read: (Member) -> Value?
  ) throws(Rejection) -> Value {
    try value(inSlot: member.rawValue, of: .record(member), read)
  }
}
