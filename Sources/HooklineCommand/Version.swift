/// The version of the program.
enum Version {
  /// What `--version` prints after the name.
  static let current = "0.3.0"
  /// The day of its release.
  static let released = "2026-11-27"
}
