package import Hookline

/// The part of an input that is not done: where it begins, and what makes it an input of its own.
package struct InputRest: Equatable, Sendable {
  /// The offset in the input of its first byte; as many bytes are done.
  package var offset = 0
  /// What must precede it.
  package var prefix = RestPrefix.nothing
}
