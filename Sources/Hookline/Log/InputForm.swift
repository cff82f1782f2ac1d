/// What the lines of the input are.
public enum InputForm: Equatable, Sendable {
  /// Events, one on each line.
  case events
  /// Records of the delivery log, of which all are looked at or `onlyFailed` ones.
  case log(onlyFailed: Bool)
}
