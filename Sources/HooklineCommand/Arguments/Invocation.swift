internal import HooklineSystem

/// What the command line asks for.
package enum Invocation: Equatable, Sendable {
  /// Print a help text.
  case help(Help)
  /// Print the version.
  case version
  /// Route events.
  case route(Request)

  /// Parses the command line, without the program's name.
  ///
  /// Help and version are answered at once: the values of later options are not checked, and `-w` may be missing.
  ///
  /// - Throws: The first error found.
  package init(_ arguments: [[UInt8]]) throws(UsageError) {
    let parsed = try ParsedArguments(arguments)
    var request = Request()
    var given: Set<String> = []
    for (option, value) in parsed.options {
      let isFirst = given.insert(option.spelling).inserted
      guard isFirst || option.canRepeat else { throw .repeatedOption(option.spelling) }
      switch option.effect {
      case .answer(let answer):
        self = answer
        return
      case .set(let setting):
        try setting.apply(&request, OptionValue(value, of: option.spelling))
      }
    }
    request.inputs = parsed.operands.map { FileName($0) }
    if request.inputs.isEmpty { request.inputs = [.standardInput] }
    try request.check()
    self = .route(request)
  }
}
