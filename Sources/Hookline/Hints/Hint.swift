/// What a rejected line seems to be instead of an event, so that a message can say what to do.
///
/// A wrong hint is worse than none, so none is reported unless it is certain.
public enum Hint: Hashable, Sendable {
  /// JSON objects that span several lines.
  case prettyPrinted
  /// An array of events or of other objects.
  case array
  /// A file that is not text in UTF-8.
  case format(FileFormat)
  /// Text in Latin-1 (ISO 8859-1).
  case latin1
  /// The platform's delivery log, read as events: one record per line, or an array of them.
  case logRecord
  /// The platform's delivery log, read as events, with each record over several lines.
  case prettyLog
  /// Events, read as the delivery log.
  case event
  /// Webhook definitions.
  case definition
  /// A job that hookline wrote.
  case job
  /// An array of such jobs.
  case jobArray
  /// An object with an array of events.
  case wrappedEvents(Wrapper)
  /// An object with an array of records of the delivery log.
  case wrappedLog(Wrapper)
  /// Ids in MongoDB's Extended JSON.
  case extendedJSON
  /// A byte-order mark at the start of a line that is not the first, as if files were joined.
  case byteOrderMark
  /// One object per line, with a comma after each.
  case trailingComma
  /// Several objects on one line.
  case concatenated
  /// JSON strings that contain what is expected.
  case strings
  /// Text, such as a time, before the object on each line.
  case prefixed
  /// Lines that end with only a carriage return.
  case carriageReturns
  /// A table with a line of column names.
  case csv
  /// A page of HTML.
  case html
  /// The error response of an API.
  case apiError
  /// The output of `journalctl -o json`.
  case journal
  /// The output of `kcat -J`.
  case kafkaEnvelope
  /// What curl reports of the jobs of `--format curl`.
  case curlResult
  /// An array of records of the delivery log, after lines with one record each.
  case arrayAfterLines
  /// Arrays of records of the delivery log, in an array.
  case arrayOfArrays
  /// A record of an array in which a bracket or a quote is missing, so that records after it are taken for a part of it.
  case holdsRecords
  /// A file whose end is missing, in its last line or in an array.
  case cutOff

  /// The members in which APIs and programs wrap an array.
  public enum Wrapper: String, CaseIterable, Sendable {
    case data, docs, events, hooks, items, logs, records, result, results, rows, subscriptions,
      value
    case values, webhooks
  }

  /// Whether it is about a whole file, so that hints about other lines of the file would contradict it.
  var isAboutFile: Bool {
    switch self {
    case .format, .carriageReturns, .csv, .html: true
    default: false
    }
  }
}
