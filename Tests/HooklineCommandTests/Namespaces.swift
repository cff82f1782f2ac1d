/// What a test can hide from the program, if the machine permits it, unshare(1).
enum Namespaces {
  /// Runs the rest of a shell line, a program's path and its arguments, with an empty file system mounted over `folder`.
  static func without(_ folder: String) -> String {
    "unshare -m sh -c 'mount -t tmpfs none \(folder) && exec \"$0\" \"$@\"'"
  }

  /// Runs the rest of a shell line as process 1 of its own namespace.
  static let asProcessOne = "unshare --pid --fork --mount-proc"

  /// Whether folders can be hidden.
  static let canHideFolders = succeeds("\(without("/proc")) true")

  /// Whether a program can be process 1 of its own namespace.
  static let canBeProcessOne = succeeds("\(asProcessOne) true")

  private static func succeeds(_ line: String) -> Bool {
    (try? BuiltBinary.run(shell: line).status) == 0
  }
}
