internal import HooklineSystem

/// What happened to an input, between two blocks of its records.
struct InputNotice: Sendable {
  /// What happened.
  enum Kind: Sendable {
    /// The input begins; it can be read again from the source, if there is one.
    case start(InputSource?)
    /// The input could not be opened, or must not be read.
    case unopened(InputError)
    /// The input could be read only up to the rest.
    case cutShort(SystemError, InputRest)
    /// The input was read up to the rest, or it is known now what must precede that.
    case rest(InputRest)
  }

  /// The index of the input.
  let file: Int
  /// What happened to it.
  let kind: Kind
}
