import Foundation
import HooklineCommand
import Testing

/// `--generate`: the manual page is clean, and the completions work in each shell.
@Suite struct GenerateTests {
  @Test(arguments: Document.allCases) func documentIsPrintedWithoutDefinitions(document: Document)
    throws
  {
    let run = try BuiltBinary.run(["--generate", document.rawValue])
    #expect(run == Run(status: 0, output: Array(document.text.utf8), messages: ""))
  }

  @Test(arguments: [
    (["--generate", "csh"], "--generate must be man, bash, zsh or fish"),
    (
      ["--count", "--generate=man"],
      "--count and --generate cannot be combined: leave out one of them"
    ),
    (
      ["--generate", "man", "--generate", "zsh"],
      "--generate is given twice: give it only once"
    ),
    (
      ["--generate", "man", "--count"],
      "--generate and --count cannot be combined: leave out one of them"
    ),
  ])
  func unknownDocumentAndSecondModeAreErrors(arguments: [String], message: String) throws {
    let run = try BuiltBinary.run(arguments)
    #expect(run.status == 64)
    #expect(run.output == [])
    #expect(run.messages.hasPrefix("hookline: \(message)\n"))
  }

  /// Each spelling of each option of the full help, and none of the others, is a word of each document.
  @Test(arguments: Document.allCases) func documentNamesEachOption(document: Document) {
    let text = document.text.replacing("\\-", with: "-").replacing(/\\f[BIR]/, with: " ").replacing(
      "-l ", with: "--"
    )
    .replacing("-s ", with: "-")
    let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "-") })
    var spellings: [Substring] = []
    for line in Help.full.text.split(separator: "\n") {
      guard let match = line.prefixMatch(of: #/\ \ +(?:(-\w)(?:,\ )?)?(--[a-z-]+)?/#) else {
        continue
      }
      spellings += [match.1, match.2].compactMap(\.self)
    }
    #expect(spellings.count >= 19)
    for spelling in spellings { #expect(words.contains(spelling), "\(spelling)") }
    #expect(!words.contains("--kernel") && !words.contains("--read-bytes"))
  }

  @Test(.enabled(if: has("mandoc"), "mandoc is not installed"))
  func manualPageFitsTheWidthOfATerminal() throws {
    let run = try BuiltBinary.run(
      shell: "hookline --generate man | mandoc -T ascii -O width=78 | sed 's/.\\x08//g'")
    #expect(run.status == 0)
    for line in lines(of: run) { #expect(line.count <= 80, "\(line)") }
  }

  @Test(.enabled(if: has("mandoc"), "mandoc is not installed"))
  func manualPageIsCleanForMandoc() throws {
    let run = try BuiltBinary.run(shell: "hookline --generate man | mandoc -T lint -W all")
    #expect(lines(of: run) == [] && run.messages.isEmpty)
    #expect(run.status == 0)
  }

  @Test(.enabled(if: has("groff"), "groff is not installed"))
  func manualPageIsCleanForGroff() throws {
    let run = try BuiltBinary.run(shell: "hookline --generate man | groff -man -ww -z 2>&1")
    #expect(lines(of: run) == [] && run.messages.isEmpty)
    #expect(run.status == 0)
  }

  @Test func manualPageExplainsEachStatus() {
    let statuses = Document.man.text.matches(of: /\.TP\n\.B (\d+)\n/).compactMap { Int($0.1) }
    #expect(statuses == [0, 1, 64, 65, 66, 70, 71, 73, 74, 75, 78])
  }

  @Test func manualPageSaysWhatEachTriggerIsAbout() throws {
    let changes = "create, edit, delete"
    #expect(
      manualItems(in: "MATCHING").map { "\($0.name): \($0.meaning)" } == [
        "create-edit-delete-user: COTUser: \(changes).",
        "create-edit-delete-task: COTTask: \(changes); taskGroup = data.taskGroup.",
        """
        create-edit-delete-survey: COTSurvey: \(changes); survey = data.surveyId, group = data.group.
        """,
        "create-edit-delete-property: COTProperty: \(changes).",
        "create-edit-delete-note: COTNote: \(changes).",
        "logout-user: Auth: logout.",
      ])
  }

  @Test func manualPageHasTheMembersOfAJobInTheirOrder() throws {
    let event = Array(DirectRun.lines[0]) + [lineFeed]
    let job = try #require(lines(of: BuiltBinary.run(DirectRun.webhooks, input: event)).first)
    let front = job.prefix(upTo: try #require(job.firstRange(of: #":{"#)).lowerBound)
    let members = front.matches(of: /[{,]"(\w+)"/).map { String($0.1) }
    #expect(members.count == 7)
    #expect(manualItems(in: "JOBS").map(\.name) == members)
  }

  /// The items of a section of the manual page.
  private func manualItems(in section: String) -> [(name: String, meaning: String)] {
    let sections = Document.man.text.replacing("\\-", with: "-").split(separator: ".SH ")
    let text = sections.first { $0.hasPrefix("\"\(section)\"\n") } ?? ""
    return text.split(separator: ".TP\n.B ").dropFirst().map { item in
      let lines = item.split(separator: "\n").map(String.init)
      return (lines[0], lines.dropFirst().prefix { $0 != ".PP" }.joined(separator: " "))
    }
  }

  /// What is typed, and the last word once it is completed; each shell has only one way to complete these.
  private static let completions = [
    ("hookline --fr", "--from"),
    ("hookline --from l", "log"),
    ("hookline --rejects-r", "--rejects-raw"),
    ("hookline -e --comp", "--company"),
    ("hookline -w web", "webhooks.json"),
    ("hookline --rejects web", "webhooks.json"),
    ("hookline -w webhooks.json ev", "events.ndjson"),
    ("hookline --generate z", "zsh"),
    ("hookline -j 2 --vers", "--version"),
  ]

  /// The files in the folder in which completions are tried.
  private func folder() throws -> Scratch {
    let scratch = try Scratch()
    for name in ["webhooks.json", "events.ndjson", "my file.json", "-odd.json"] {
      _ = try scratch.file(name)
    }
    try FileManager.default.createDirectory(
      at: scratch.folder.appending(path: "folder"), withIntermediateDirectories: false)
    for document in Document.allCases {
      _ = try scratch.file("completions.\(document)", holding: Array(document.text.utf8))
    }
    return scratch
  }

  /// A line is typed at the prompt of a bash in a pseudo-terminal, in which Control-X writes the edited line to a file.
  private static let bashScript = #"""
    import os, pty, sys, time
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["PS1"] = "READY "
        os.execlp("bash", "bash", "--norc", "--noprofile", "-i")
    seen = b""
    def wait_for(text):
        global seen
        while text not in seen:
            seen += os.read(terminal, 4096)
        seen = seen.split(text, 1)[1]
    wait_for(b"READY ")
    os.write(terminal, b"""show() { printf '%s\\n' "$READLINE_LINE" > edited; }\n""")
    os.write(terminal, b"""bind -x '"\\C-x": show'; source ./completions.bash; echo D''ONE\n""")
    wait_for(b"DONE")
    wait_for(b"READY ")
    os.write(terminal, sys.argv[1].encode() + b"\t\x18")
    for _ in range(200):
        if os.path.exists("edited") and os.path.getsize("edited"):
            break
        time.sleep(0.05)
    print(open("edited").read())
    """#

  @Test(
    .enabled(if: has("bash"), "bash is not installed"),
    arguments: completions + [
      ("hookline --from=ev", "--from=events"), ("hookline -w my", #"my\ file.json"#),
      ("hookline --rejects=web", "--rejects=webhooks.json"), ("hookline fol", "folder/"),
      ("hookline -wweb", "-wwebhooks.json"), ("hookline -ewweb", "-ewwebhooks.json"),
      ("hookline -- -odd", "-odd.json"),
    ])
  func bashCompletes(typed: String, word: String) throws {
    let scratch = try folder()
    let script = try scratch.file("script", holding: Array(Self.bashScript.utf8))
    let run = try BuiltBinary.run(
      shell: "timeout 30 python3 \(script.path()) '\(typed)'", in: scratch.folder)
    let edited = String(decoding: run.output, as: UTF8.self).trimmingCharacters(
      in: .whitespacesAndNewlines)
    #expect(edited.hasSuffix(" " + word), "\(edited)")
  }

  @Test(.enabled(if: has("fish"), "fish is not installed"), arguments: completions)
  func fishCompletes(typed: String, word: String) throws {
    let scratch = try folder()
    let run = try BuiltBinary.run(
      shell: "fish --no-config -c 'source completions.fish; complete -C \"\(typed)\"' | cut -f 1",
      in: scratch.folder)
    #expect(lines(of: run) == [Substring(word)])
  }

  /// Zsh completes only at a prompt, so one runs in a pseudo-terminal, where Control-X writes the edited line to a file.
  private static let zshScript = #"""
    zmodload zsh/zpty
    zpty shell zsh -f -i
    zpty -w shell "autoload -Uz compinit; compinit -u -D; source ./completions.zsh"
    zpty -w shell "show() { print -r -- \$BUFFER > edited }; zle -N show; bindkey '^X' show"
    zpty -w shell 'print REA"DY"'
    zpty -r shell line '*READY*'
    zpty -n -w shell "$1"$'\t\x18'
    for i in {1..200}; do [[ -s edited ]] && break; sleep 0.05; done
    zpty -d shell
    cat edited
    """#

  @Test(.enabled(if: has("zsh"), "zsh is not installed"), arguments: completions)
  func zshCompletes(typed: String, word: String) throws {
    let scratch = try folder()
    let script = try scratch.file("script", holding: Array(Self.zshScript.utf8))
    let run = try BuiltBinary.run(
      shell: "timeout 30 zsh -f \(script.path()) '\(typed)'", in: scratch.folder)
    let edited = lines(of: run).last?.split(separator: " ").last ?? ""
    #expect(edited.trimmingSuffix { $0 == "=" } == word)
  }

  /// An option with an optional value is given once: two values would contradict each other.
  @Test func zshOffersOptionsWithAnOptionalValueOnce() throws {
    let script = String(decoding: try BuiltBinary.run(["--generate", "zsh"]).output, as: UTF8.self)
    for option in ["--count", "--explain", "--check"] {
      #expect(script.contains("\(option)=-[") && !script.contains("*\(option)=-"))
    }
    #expect(script.contains("'*--only=["))
  }

  private func lines(of run: Run) -> [Substring] {
    String(decoding: run.output, as: UTF8.self).split(separator: "\n")
  }

  /// Whether `tool` is installed.
  private static func has(_ tool: String) -> Bool {
    (try? BuiltBinary.run(shell: "command -v \(tool)"))?.status == 0
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, predicate(last) { text.removeLast() }
    return text
  }
}
