/// How delivery jobs are written.
public enum JobFormat: Equatable, Sendable {
  /// Each as a line of JSON.
  case json
  /// Each as a line of columns with a TAB between two.
  case columns(JobColumns)
  /// Each as a part of a configuration of curl, which then sends the event.
  case curl

  /// The bytes with which each job begins if it has several lines, otherwise empty.
  var beginning: [UInt8] { self == .curl ? CurlRecord.beginning : [] }

  /// Whether the time of an event is part of its jobs.
  var showsTime: Bool {
    if case .columns(let list) = self { list.columns.contains(.createdAt) } else { false }
  }
}
