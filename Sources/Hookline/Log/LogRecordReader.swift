internal import JSONScanning

/// Reads records of the delivery log, in each of which the event is judged as a line of its own.
///
/// A reader is made once and used for one record after the other.
public struct LogRecordReader: Sendable {
  private let selection = LogMember.selection
  private let parser = EventParser(firstSlot: LogMember.allCases.count) { .recordedEvent($0) }
  private var members: SelectedMembers
  private let required: [LogMember]

  /// Makes a reader of records, which need a status only where `readsStatus`.
  public init(readsStatus: Bool) {
    members = SelectedMembers(for: selection)
    required = [.event, .subscription] + (readsStatus ? [.status] : [])
  }

  /// The record that `text` is, or `nil` where it holds nothing but white space.
  ///
  /// - Throws: The first reason to turn the record down, in the order of ``Rejection/Reason``; of each the record's own
  ///   members come before its event's.
  /// - Complexity: O(`text.count`).
  public mutating func read(_ text: Span<UInt8>) throws(Rejection) -> LogRecord? {
    // The record is no level: the event in it may be nested as deep as one that is a line.
    guard
      try Scanner.scanObject(
        text, depth: -1, asLine: false, selecting: selection, into: &members) != nil
    else { return nil }
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
    let extent = try value(.event) { $0.kind == .object ? $0.extent : nil }
    let subscription = try value(.subscription) { ObjectID($0, in: text) }
    let isDelivered =
      required.contains(.status) ? try value(.status) { Self.isSuccess($0, in: text) } : nil
    return LogRecord(
      subscription: subscription, isDelivered: isDelivered,
      event: try parser.event(in: extent, of: text, members: members))
  }

  /// What `read` makes of the value of `member`, or the reason why it makes nothing of it.
  private func value<Value>(
    _ member: LogMember, _ read: (SelectedMembers.Member) -> Value?
  ) throws(Rejection) -> Value {
    try members.value(inSlot: member.rawValue, of: .record(member), read)
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
