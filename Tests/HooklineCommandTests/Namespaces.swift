/// What the machine permits a test to take away from the program, unshare(1).
enum Namespaces {
  /// Runs the rest of a line of shell, a program's path and its arguments, without the folder of this name.
  static func without(_ folder: String) -> String {
    "unshare -m sh -c 'mount -t tmpfs none \(folder) && exec \"$0\" \"$@\"'"
  }

  /// Runs the rest of a line as process 1 of a namespace of its own.
  static let asProcessOne = "unshare --pid --fork --mount-proc"

  /// Whether folders can be taken away.
  static let canHideFolders = succeeds("\(without("/proc")) true")

  /// Whether there can be another process 1.
  static let canBeginAnew = succeeds("\(asProcessOne) true")

  private static func succeeds(_ line: String) -> Bool {
    (try? BuiltBinary.run(shell: line).status) == 0
  }
}
