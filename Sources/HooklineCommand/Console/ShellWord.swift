/// A word as it would be typed in a shell.
enum ShellWord {
  /// The word with these bytes, in quotes if it needs them.
  static func text(_ word: [UInt8]) -> String {
    let text = TerminalText.escaped(word)
    // What cannot be shown as it is can only be typed in this form, of POSIX.1-2024, which some shells do not have yet.
    guard text.utf8.elementsEqual(word),
      !text.unicodeScalars.contains(where: \.properties.isNoncharacterCodePoint)
    else {
      return "$'" + word.map(escaped).joined() + "'"
    }
    guard word.isEmpty || !word.allSatisfy(plain.contains) else { return text }
    return "'" + text.replacing("'", with: #"'\''"#) + "'"
  }

  /// The characters that no shell treats specially.
  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,@%+".utf8)

  /// `byte` between `$'` and `'`.
  private static func escaped(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\\"): "\\\(UnicodeScalar(byte))"
    case 0x20..<0x7F: String(UnicodeScalar(byte))
    // Three octal digits, so that what follows cannot be taken for another.
    default: "\\" + String(0o1000 + Int(byte), radix: 8).dropFirst()
    }
  }
}
