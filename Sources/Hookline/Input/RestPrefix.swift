/// What must precede the rest of an input, to make it an input of its own that is read in the same way.
///
/// The raw value is the text itself.
public enum RestPrefix: String, Sendable {
  /// Nothing: the rest is already one.
  case nothing = ""
  /// The start of an array, because the rest begins inside one.
  case openArray = "["
  /// An array, because the rest of a log follows one: another array may begin on each of its lines, as it may not in a file of
  /// lines.
  case closedArray = "[]"
  /// A digit before the first line, which is rejected with it and without: a byte-order mark would be skipped at the start of an
  /// input, and `[` begins an array at the start of a log.
  case rejectedLine = "0"

  /// Whether the rest begins with a line, not in or after an array.
  package var isBeforeLine: Bool { self == .nothing || self == .rejectedLine }
}
