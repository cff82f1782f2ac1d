internal import HooklineSystem
internal import JSONScanning

extension FileName {
  /// The name as a JSON string, as records of rejected lines have it; what is not UTF-8 is replaced.
  var quoted: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendQuoted(String(decoding: self.bytes, as: UTF8.self))
    return bytes
  }

  /// The name as messages show it.
  var shown: String {
    if self == .standardInput { return "(standard input)" }
    return bytes.isEmpty ? "''" : TerminalText.escaped(bytes)
  }

  /// Whether a later command can name the file, if it is one: `-` and `/dev/fd/3` are other files then, or none.
  var isLasting: Bool {
    self != .standardInput
      && ["/dev/fd/", "/dev/std", "/proc/"].allSatisfy { !bytes.starts(with: $0.utf8) }
  }

  /// The name as a command that a message suggests has it.
  var typed: String {
    // Another name that begins with a hyphen would be an option.
    ShellWord.text(
      self != .standardInput && bytes.first == UInt8(ascii: "-") ? Array("./".utf8) + bytes : bytes)
  }
}
