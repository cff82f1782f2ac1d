/// The completions for zsh: a function to be found in `fpath` under the name `_hookline`, or a script to be sourced.
enum ZshCompletion {
  /// The script.
  static var text: String {
    """
    #compdef hookline

    _hookline() {
      _arguments -s -S : \\

    """
      + Option.shown.map { "    \(specification(of: $0)) \\" }.lines
        + """
            '*:FILE:_files'
        }

        if [[ ${funcstack[1]} == _hookline ]]; then
          _hookline "$@"
        else
          compdef _hookline hookline
        fi

        """
  }

  /// The argument of `_arguments` for an option.
  private static func specification(of option: Option) -> String {
    // `+` and `=` say that the value can be joined to the option or be the next word, `=-` that it must be joined.
    let names = option.spellings.map { name in
      let joint = option.isValueOptional ? "=-" : name.hasPrefix("--") ? "=" : "+"
      return option.value == nil ? name : name + joint
    }
    let list = names.count == 1 ? names[0] : "'{\(names.joined(separator: ","))}'"
    let canRepeat = option.canRepeat && option.value != nil && !option.isValueOptional
    let others = canRepeat ? "*" : "(\(option.spellings.joined(separator: " ")))"
    return "'\(others)\(list)[\(escaped(option.purpose))]\(value(of: option))'"
  }

  private static func value(of option: Option) -> String {
    guard let name = option.value else { return "" }
    let colons = option.isValueOptional ? "::" : ":"
    switch option.completion {
    case .none: return "\(colons)\(name): "
    case .files: return "\(colons)\(name):_files"
    case .words(let words): return "\(colons)\(name):(\(words.joined(separator: " ")))"
    }
  }

  /// `text` within brackets and single quotes.
  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "[", "]", "\\", ":": "\\\(character)"
      case "'": "'\\''"
      default: "\(character)"
      }
    }.joined()
  }
}
