/// The completions for bash: a script to be sourced, or found by bash-completion under the name of the program.
enum BashCompletion {
  /// The script.
  static var text: String {
    #"""
    # bash completion for hookline

    _hookline() {
      local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} file= i
      # Bash splits --option=value at the equals sign.
      if [[ $word == = ]]; then
        word=
      elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
      fi
      # After -- there are only operands.
      for ((i = 1; i < COMP_CWORD; i++)); do
        if [[ ${COMP_WORDS[i]} == -- ]]; then before= file=1; fi
      done
      case $before in

    """#
      + cases.lines
        + #"""
          esac
          if [[ $word == -* && ! $file ]]; then
            mapfile -t COMPREPLY < <(compgen -W '\#(spellings)' -- "$word")
            return
          fi
          compopt -o filenames 2> /dev/null
          mapfile -t COMPREPLY < <(compgen -f -- "$word")
        }

        complete -F _hookline hookline

        """#
  }

  private static var spellings: String {
    Option.shown.flatMap(\.spellings).joined(separator: " ")
  }

  /// What is completed after each option that takes a value.
  private static var cases: [String] {
    Option.shown.filter { $0.value != nil }.map { option in
      let pattern = "    " + option.spellings.joined(separator: "|") + ")"
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
