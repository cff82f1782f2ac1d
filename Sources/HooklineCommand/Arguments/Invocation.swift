internal import HooklineSystem

/// What the command line asks for.
package enum Invocation: Equatable, Sendable {
  /// Print a help text.
  case help(Help)
  /// Print the version.
  case version
  /// Print a manual page or completions.
  case generate(Document)
  /// Route events.
  case route(Request)

  /// Parses the command line, without the program's name.
  ///
  /// Help, version and documents are answered at once: the values of later options are not checked, and `-w` may be missing.
  ///
  /// - Throws: The first error found.
  package init(_ arguments: [[UInt8]]) throws(UsageError) {
    let parsed = try ParsedArguments(arguments)
    var request = Request()
    var given: Set<String> = []
    for (option, value) in parsed.options {
      let isFirst = given.insert(option.spelling).inserted
      guard isFirst || option.canRepeat else { throw .repeatedOption(option.spelling) }
      if option.group == .mode { try parsed.checkModes() }
      let value = OptionValue(value, of: option.spelling)
      switch option.effect {
      case .answer(let answer):
        self = try answer.invocation(value)
        return
      case .set(let setting):
        try setting.apply(&request, value)
      }
    }
    request.inputs = parsed.operands.map { FileName($0) }
    if request.inputs.isEmpty { request.inputs = request.defaultInputs }
    try request.check()
    self = .route(request)
  }
}
