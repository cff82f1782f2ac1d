/// What a rejected line seems to be instead of an event, so that users can be advised what to do.
///
/// A wrong hint is worse than none: each kind is either certain or not given.
public enum Hint: Hashable, Sendable {
  /// JSON objects that span several lines.
  case prettyPrinted
  /// An array of events or of other objects.
  case array
  /// A file that is not text in UTF-8.
  case format(FileFormat)
  /// Text in Latin-1 (ISO 8859-1).
  case latin1
  /// The platform's delivery log, given as events: its records on lines, or in an array.
  case logRecord
  /// The same, each record over several lines.
  case prettyLog
  /// Events, given as the delivery log.
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
  /// Ids as MongoDB's Extended JSON writes them.
  case extendedJSON
  /// Objects on lines of their own, with a comma after each.
  case trailingComma
  /// Text such as a time before the object of each line.
  case prefixed
  /// Lines that end in a carriage return alone.
  case carriageReturns
  /// A table with a line of column names.
  case csv
  /// A page of HTML.
  case html
  /// What an API answers instead of what was asked for.
  case apiError
  /// What `journalctl -o json` prints.
  case journal
  /// What `kcat -J` prints.
  case kafkaEnvelope
  /// A last line of which the end is missing.
  case cutOff

  /// The members in which APIs and programs put an array that they wrap into an object.
  public enum Wrapper: String, CaseIterable, Sendable {
    case data, docs, events, items, logs, records, result, results, rows, values, webhooks
  }

  /// Whether it is about a whole file, so that further hints about the file's other lines would contradict it.
  var isAboutFile: Bool {
    switch self {
    case .format, .carriageReturns, .csv, .html: true
    default: false
    }
  }
}
