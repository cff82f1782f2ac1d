/// An equivalent command line, in which each option and each value is an argument of its own, unless the value could be taken
/// for an option.
struct SpelledOutArguments {
  private(set) var arguments: [[UInt8]] = []

  private static let longWithValue: Set = [
    "--webhooks", "--company", "--from", "--rejects", "--rejects-raw", "--max-jobs",
    "--max-rejects", "--max-line-bytes", "--threads", "--kernel", "--read-bytes", "--keep-bytes",
    "--generate",
    "--only", "--except", "--since", "--until", "--shard", "--columns", "--format", "--stats",
    "--seen", "--minus", "--diff", "--progress-interval",
  ]
  private static let lettersWithValue = "wj".utf8
  private static let letters = "wjehqV".utf8

  /// Spells `words` out as far as `--`; from there on they are left as they are.
  init(_ words: [[UInt8]]) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == Array("--".utf8) || !spellOut(word, &rest) {
        arguments += [word] + rest
        return
      }
    }
  }

  /// Appends the parts of `word`, and takes its value from `rest` if that is the next argument; always returns `true`.
  private mutating func spellOut(_ word: [UInt8], _ rest: inout ArraySlice<[UInt8]>) -> Bool {
    let isOption = word.first == UInt8(ascii: "-") && word.count > 1
    guard isOption else {
      arguments.append(word)
      return true
    }
    guard word[1] != UInt8(ascii: "-") else { return spellOutLong(word, &rest) }
    var letters = word.dropFirst()
    let named = letters.prefix { !Self.lettersWithValue.contains($0) }
    // A long option that lacks a hyphen is an error, and not its first letter with a value.
    let isLong = letters.prefix { $0 != UInt8(ascii: "=") }.elementsEqual("webhooks".utf8)
    guard named.allSatisfy(Self.letters.contains), !isLong else {
      arguments.append(word)
      return true
    }
    while let letter = letters.popFirst() {
      arguments.append([UInt8(ascii: "-"), letter])
      if Self.lettersWithValue.contains(letter), let first = letters.first,
        "-=".utf8.contains(first)
      {
        arguments[arguments.count - 1] += letters
        return true
      }
      guard Self.lettersWithValue.contains(letter) else { continue }
      guard let value = letters.isEmpty ? rest.popFirst() : Array(letters) else { return true }
      arguments.append(value)
      return true
    }
    return true
  }

  private mutating func spellOutLong(_ word: [UInt8], _ rest: inout ArraySlice<[UInt8]>) -> Bool {
    let parts = word.split(separator: UInt8(ascii: "="), maxSplits: 1).map { Array($0) }
    let name = String(decoding: parts.first ?? [], as: UTF8.self)
    let value = word.dropFirst(name.utf8.count + 1)
    guard Self.longWithValue.contains(name), value.first != UInt8(ascii: "-") else {
      arguments.append(word)
      return true
    }
    arguments.append(Array(name.utf8))
    if word.count > name.utf8.count {
      arguments.append(Array(value))
    } else if let value = rest.popFirst() {
      arguments.append(value)
    }
    return true
  }
}
