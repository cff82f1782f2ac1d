/// What a shell can offer as the value of an option.
enum Completion: Equatable, Sendable {
  /// Nothing: the option takes no value, or one that cannot be guessed.
  case none
  /// The names of files.
  case files
  /// The words of a closed set.
  case words([String])

  /// The raw values of `Value`, except an empty one, which stands for no value.
  static func words<Value: CaseIterable & RawRepresentable<String>>(of _: Value.Type) -> Self {
    .words(Value.allCases.map(\.rawValue).filter { !$0.isEmpty })
  }
}
