/// The completions for bash: a script to be sourced, or found by bash-completion under the name of the program.
enum BashCompletion {
  /// The script.
  static var text: String {
    #"""
    # bash completion for hookline

    _hookline() {
      local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} joint= file= i
      local IFS=$' \t\n'
      # Bash splits --option=value at the equals sign.
      if [[ $word == = ]]; then
        word= joint==
      elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]} joint==
      fi
      # After -- there are only operands.
      for ((i = 1; i < COMP_CWORD; i++)); do
        if [[ ${COMP_WORDS[i]} == -- ]]; then before= joint= file=1; fi
      done
      case $before$joint in

    """#
      + cases.lines
        + #"""
          esac
          compopt -o filenames 2> /dev/null
          if [[ $file || $word != -* ]]; then
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
          elif [[ $word =~ ^(-[\#(letters { $0.value == nil })]*[\#(letters { $0.completion == .files })])(.+) ]]; then
            # A file can be joined to a short option.
            mapfile -t COMPREPLY < <(compgen -P "${BASH_REMATCH[1]}" -f -- "${BASH_REMATCH[2]}")
          else
            mapfile -t COMPREPLY < <(compgen -W '\#(spellings)' -- "$word")
          fi
        }

        complete -F _hookline hookline

        """#
  }

  private static var spellings: String {
    Option.shown.flatMap(\.spellings).joined(separator: " ")
  }

  /// The letters of the short options for which `condition` holds.
  private static func letters(_ condition: (Option) -> Bool) -> String {
    String(
      Option.shown.filter(condition).flatMap(\.spellings).filter { $0.count == 2 }.compactMap(
        \.last))
  }

  /// What is completed after each option that takes a value.
  private static var cases: [String] {
    Option.shown.filter { $0.value != nil }.map { option in
      // What must be joined to the option is not offered after a space.
      let joints = option.isValueOptional ? ["="] : ["", "="]
      let patterns = option.spellings.flatMap { name in joints.map { name + $0 } }
      let pattern = "    " + patterns.joined(separator: "|") + ")"
      switch option.completion {
      case .files: return "\(pattern) file=1 ;;"
      case .none: return "\(pattern) return ;;"
      case .words(let words):
        let list = words.joined(separator: " ")
        return "\(pattern) mapfile -t COMPREPLY < <(compgen -W '\(list)' -- \"$word\"); return ;;"
      }
    }
  }
}
