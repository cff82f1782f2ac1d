/// The two help texts, generated from the table of options.
package enum Help: Sendable {
  /// What `-h` prints: the everyday options, on a terminal of 24 lines and 80 columns.
  case short
  /// What `--help` prints: all options by group, and the exit statuses.
  case full
}
