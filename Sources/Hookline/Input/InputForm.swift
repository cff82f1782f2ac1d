/// What the records of the input are.
public enum InputForm: Equatable, Sendable {
  /// Events, one on each line.
  case events
  /// Records of the delivery log.
  case log
}
