/// The kind of records that the input holds.
public enum InputForm: String, CaseIterable, Sendable {
  /// Events, one per line.
  case events
  /// Records of the delivery log.
  case log
}
