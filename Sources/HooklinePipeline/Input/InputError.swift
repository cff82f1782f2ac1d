package import HooklineSystem

/// Why an input cannot be opened or read on.
package enum InputError: Error, Equatable, Sendable {
  /// The system cannot.
  case system(SystemError)
  /// It is what this run writes: there would be no end of it.
  case isWritten
}

extension InputError: CustomStringConvertible {
  /// The reason, as a fragment that can stand after the input's name.
  package var description: String {
    switch self {
    case .system(let error): error.description
    case .isWritten: "this run writes to it"
    }
  }
}
