/// A file that is generated from the table of options, and installed beside the program.
package enum Document: String, CaseIterable, Sendable {
  /// The manual page, for `man`.
  case man
  /// Completions for a shell.
  case bash, zsh, fish
}
