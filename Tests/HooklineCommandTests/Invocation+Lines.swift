import HooklineCommand
import HooklineSystem

extension Invocation {
  /// What the arguments on `line` ask for; one space separates them, so that two spaces make an empty one.
  init(line: String) throws(UsageError) {
    let words = line.isEmpty ? [] : line.split(separator: " ", omittingEmptySubsequences: false)
    try self.init(words.map { Array($0.utf8) })
  }

  /// A run over `inputs` with the files `definitions`, and otherwise without options, after `change`.
  static func routing(
    _ definitions: [String] = ["a"], _ inputs: [String] = ["-"],
    _ change: (inout Request) -> Void = { _ in }
  ) -> Invocation {
    var request = Request()
    request.definitions = definitions.map { FileName(text: $0) }
    request.inputs = inputs.map { FileName(text: $0) }
    change(&request)
    return .route(request)
  }
}

extension FileName {
  /// The name whose bytes are the UTF-8 of `text`.
  init(text: String) { self.init(Array(text.utf8)) }
}

extension UsageError {
  /// There is no option spelled `option`.
  static func unknown(_ option: String) -> UsageError { .unknownOption(Array(option.utf8)) }
}
