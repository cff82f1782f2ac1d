internal import HooklineSystem

/// What happened to an input, between two blocks of its records.
struct InputNotice: Sendable {
  /// What happened.
  enum Kind: Sendable {
    /// The input begins; it can be read again from the source, if there is one.
    case start(InputSource?)
    /// The input could not be opened, or must not be read.
    case unopened(InputError)
    /// The input could be read only up to an offset; what must precede the rest makes that an input of its own.
    case cutShort(SystemError, endOffset: Int, prefixOfRest: String)
    /// It is known now what must precede the rest, from an offset on, to make it an input of its own.
    case rest(endOffset: Int, prefixOfRest: String)
  }

  /// The index of the input.
  let file: Int
  /// What happened to it.
  let kind: Kind
}
