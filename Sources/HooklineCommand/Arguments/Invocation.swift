internal import HooklineSystem

/// What the command line asks for.
package enum Invocation: Equatable, Sendable {
  /// To print a help.
  case help(Help)
  /// To print the version.
  case version
  /// To route events.
  case route(Request)

  /// Reads the command line, given without the program's name.
  ///
  /// A question for help or the version is answered, whatever options follow it or are missing.
  ///
  /// - Throws: The first thing that is wrong.
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
