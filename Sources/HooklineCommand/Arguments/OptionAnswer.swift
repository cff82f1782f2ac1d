/// How an option that does not set a property of the request is answered: the program prints something and does nothing else.
struct OptionAnswer: Sendable {
  /// What the command line asks for if the option has this value.
  let invocation: @Sendable (OptionValue) throws(UsageError) -> Invocation
  /// What its value can be.
  let completion: Completion

  private init(
    completion: Completion = .none,
    _ invocation: @escaping @Sendable (OptionValue) throws(UsageError) -> Invocation
  ) {
    (self.completion, self.invocation) = (completion, invocation)
  }

  /// No value: the version is printed.
  static let version = Self { _ in .version }

  /// No value: `help` is printed.
  static func help(_ help: Help) -> Self { Self { _ in .help(help) } }

  /// The name of a document, which is printed.
  static let document = Self(completion: .words(of: Document.self)) {
    (value) throws(UsageError) in .generate(try value.word())
  }
}
