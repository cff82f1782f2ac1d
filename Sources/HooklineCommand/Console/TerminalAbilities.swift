internal import HooklineSystem

/// What the terminal can do, as far as the environment says.
struct TerminalAbilities: Equatable {
  /// Whether a line can be erased and written again.
  let canErase: Bool
  /// Whether it shows blocks that fill eighths of a column.
  let hasEighths: Bool
  /// Whether it shows bars at all, and the user has not asked for plain text with `NO_COLOR` (no-color.org).
  let showsBars: Bool

  /// The abilities of the terminal that the variables of the environment describe.
  ///
  /// A terminal of unknown or `dumb` type may have no control sequences; those of ECMA-48 are assumed of all others. The
  /// blocks take UTF-8, and the console of Linux, `linux`, has a font without them.
  init() {
    let type = Environment.value(of: "TERM")
    canErase = !type.isEmpty && type != "dumb"
    hasEighths = Environment.isUTF8 && type != "linux"
    showsBars = canErase && Environment.isUTF8 && Environment.value(of: "NO_COLOR").isEmpty
  }
}
