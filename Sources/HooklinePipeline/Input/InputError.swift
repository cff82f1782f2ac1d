package import HooklineSystem

/// Why an input cannot be opened or read to its end.
package enum InputError: Error, Equatable, Sendable {
  /// The system reports this error.
  case system(SystemError)
  /// It is a file that this run writes, so it would never end.
  case isWritten

  /// Whether the system lacks something that a run needs, such as memory.
  package var isShortage: Bool {
    if case .system(let error) = self { error.isShortage } else { false }
  }
}

extension InputError: CustomStringConvertible {
  /// The reason, as a fragment that can follow the input's name.
  package var description: String {
    switch self {
    case .system(let error): error.description
    case .isWritten: "this run writes to it, so it was not read: name another output file"
    }
  }
}
