/// The command line, parsed by the conventions of POSIX and GNU, as grep does.
///
/// Long options take `--name value` and `--name=value`, short ones can be joined, options and operands can be
/// mixed, and `--` ends the options. Names are never abbreviated.
struct ParsedArguments {
  /// The options in order, each with its value, which is empty if it takes none.
  private(set) var options: [(option: Option, value: [UInt8])] = []
  /// Everything that is not an option.
  private(set) var operands: [[UInt8]] = []

  private static let hyphen = UInt8(ascii: "-")
  private static let equalsSign = UInt8(ascii: "=")

  /// Parses `arguments`, without the program's name.
  ///
  /// - Throws: What is wrong with the first invalid argument.
  init(_ arguments: [[UInt8]]) throws(UsageError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == [Self.hyphen, Self.hyphen] {
        operands += rest
        return
      }
      if argument.starts(with: [Self.hyphen, Self.hyphen]) {
        try parseLong(argument, followedBy: &rest)
      } else if argument.first == Self.hyphen, argument.count > 1 {
        try parseShort(argument.dropFirst(), followedBy: &rest)
      } else if let meant = Self.optionWithHyphens(for: argument) {
        throw .dashForHyphen(argument, meant: meant)
      } else {
        operands.append(argument)
      }
    }
  }

  /// Checks that there is at most one mode, and that it is not given twice if it has a value.
  ///
  /// - Throws: `twoModes` with the first two that differ, or `repeatedOption`.
  func checkModes() throws(UsageError) {
    let modes = options.filter { $0.option.group == .mode }
    guard let first = modes.first?.option else { return }
    if let second = modes.map(\.option.spelling).first(where: { $0 != first.spelling }) {
      throw .twoModes(first.spelling, second)
    }
    guard modes.count == 1 || first.canRepeat && modes.allSatisfy({ $0.value.isEmpty }) else {
      throw .repeatedOption(first.spelling)
    }
  }

  /// The option that `argument` spells with a dash in place of its hyphens, as some programs turn two hyphens into one, or `nil`.
  private static func optionWithHyphens(for argument: [UInt8]) -> String? {
    let text = String(decoding: argument, as: UTF8.self)
    // EN DASH, EM DASH, and MINUS SIGN.
    guard let first = text.first, "\u{2013}\u{2014}\u{2212}".contains(first) else { return nil }
    let word = text.dropFirst().drop { $0 == "-" || $0 == first }.prefix { $0 != "=" }
    let spelling = (word.count == 1 ? "-" : "--") + word
    return Option(spelled: Array(spelling.utf8)) == nil ? nil : spelling
  }

  /// Parses an argument that begins with two hyphens, and takes the next one if that is its value.
  private mutating func parseLong(
    _ argument: [UInt8], followedBy rest: inout ArraySlice<[UInt8]>
  ) throws(UsageError) {
    let parts = argument.dropFirst(2).split(
      separator: Self.equalsSign, maxSplits: 1, omittingEmptySubsequences: false)
    let spelling = [Self.hyphen, Self.hyphen] + parts[0]
    guard let option = Option(spelled: spelling) else { throw .unknownOption(spelling) }
    guard let valueName = option.value else {
      guard parts.count == 1 else { throw .unexpectedValue(option.spelling) }
      return options.append((option, []))
    }
    let joined = parts.count > 1 ? Array(parts[1]) : option.isValueOptional ? [] : nil
    // As of a variable of the shell that is not set.
    if option.isValueOptional, parts.count > 1, parts[1].isEmpty {
      throw .emptyValue(option.spelling)
    }
    try append(option, joined, valueName, followedBy: &rest)
  }

  /// Adds an option with its value, which is `joined` to it or the next argument.
  private mutating func append(
    _ option: Option, _ joined: [UInt8]?, _ valueName: String,
    followedBy rest: inout ArraySlice<[UInt8]>
  ) throws(UsageError) {
    if let joined { return options.append((option, joined)) }
    guard let value = rest.popFirst() else {
      throw .missingValue(option.spelling, value: valueName)
    }
    // The value was forgotten: a file of this name would be created, or read.
    let start = Array(value.prefix { $0 != Self.equalsSign })
    if let next = Option(spelled: start), next.visibility != .never {
      throw .optionAsValue(option.spelling, next: ShellWord.text(value))
    }
    options.append((option, value))
  }

  /// Parses the letters of one argument; the first that takes a value gets the rest of it, or else the next argument.
  private mutating func parseShort(
    _ letters: ArraySlice<UInt8>, followedBy rest: inout ArraySlice<[UInt8]>
  ) throws(UsageError) {
    // A long option that lacks a hyphen: `-webhooks` would read a file called `ebhooks`.
    let word = letters.prefix { $0 != Self.equalsSign }
    if word.count > 1, let long = Option(spelled: [Self.hyphen, Self.hyphen] + word),
      long.visibility != .never
    {
      throw .unknownOption([Self.hyphen] + word)
    }
    var letters = letters
    while let letter = letters.popFirst() {
      guard let option = Option(spelled: [Self.hyphen, letter]) else {
        // A non-ASCII character is several bytes: report the rest of the word.
        let name = letter < 0x80 ? [letter] : [letter] + letters
        throw .unknownOption([Self.hyphen] + name)
      }
      guard let valueName = option.value else {
        if letters.first == Self.equalsSign { throw .unexpectedValue(option.spelling) }
        options.append((option, []))
        continue
      }
      guard letters.first != Self.equalsSign else {
        throw .equalsAfterLetter(String(decoding: [Self.hyphen, letter], as: UTF8.self))
      }
      let joined = letters.isEmpty ? nil : Array(letters)
      try append(option, joined, valueName, followedBy: &rest)
      return
    }
  }
}
