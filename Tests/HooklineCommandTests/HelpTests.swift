import HooklinePipeline
import Testing

@testable import HooklineCommand

/// `-h`, `--help` and `--version`: what they print, and where.
@Suite struct HelpTests {
  @Test func shortHelpFitsATerminal() {
    let lines = Help.short.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count - 1 <= 24)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(Help.short.text.hasSuffix("\n"))
  }

  @Test func fullHelpFitsTheWidthOfATerminal() {
    #expect(Help.full.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func fullHelpContainsTheShortHelp() {
    for line in Help.short.text.split(separator: "\n") { #expect(Help.full.text.contains(line)) }
  }

  @Test(arguments: [0, 1, 64, 65, 66, 70, 71, 73, 74, 75, 78])
  func fullHelpExplainsEachStatus(status: Int) {
    let text = String(repeating: " ", count: status < 10 ? 3 : 2) + "\(status)  "
    #expect(Help.full.text.split(separator: "\n").contains { $0.hasPrefix(text) })
  }

  @Test(arguments: Option.shown.map { $0.spellings.joined(separator: ", ") + $0.valueNotation })
  func fullHelpNamesEachOption(option: String) {
    let lines = Help.full.text.split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(lines.count { $0.hasPrefix(option + " ") } == 1)
  }

  /// The help is made from these: one that is removed or hidden by mistake would be missing from it, too.
  @Test func helpShowsEveryPublicOption() {
    let spellings = Option.shown.flatMap(\.spellings)
    let expected = """
      -w --webhooks --from --max-line-bytes --company --only --except --since --until --shard --failed --minus
      --unique --seen --columns --format --count --explain --check --diff --report --generate --rejects
      --rejects-raw --max-jobs --max-rejects --stats --strict --progress -q --quiet -e -j --threads -h --help
      -V --version
      """.split { $0 == " " || $0 == "\n" }
    #expect(Set(spellings) == Set(expected.map { String($0) }))
  }

  @Test(arguments: [
    "--max-line-bytes", "--max-jobs", "--max-rejects", "--threads", "--version", "--except",
    "--since", "--until", "--shard", "--columns", "--format", "--stats", "--strict", "--progress",
    "--quiet", "--rejects-raw", "  -e ", "  -h ",
  ])
  func shortHelpOmitsRareOptions(spelling: String) {
    #expect(!Help.short.text.contains(spelling))
  }

  @Test(arguments: [
    "-w,", "--from", "--company", "--seen", "--failed", "--count", "--explain", "--check", "--diff",
    "--report", "--rejects", "--help",
  ])
  func shortHelpShowsEverydayOptions(spelling: String) {
    #expect(Help.short.text.contains(" \(spelling)"))
  }

  @Test func bothHelpsGroupOptions() {
    func headings(_ help: Help) -> [Substring] {
      help.text.split(separator: "\n").filter { $0.hasSuffix(":") }
    }
    #expect(
      headings(.short) == [
        "Input:", "Selection:", "Instead of jobs:", "Rejected lines:", "Information:",
      ])
    #expect(
      headings(.full) == [
        "Input:", "Selection:", "Jobs:", "Instead of jobs:", "Rejected lines:",
        "Limits and status:", "Performance:", "Information:", "Exit status:",
      ])
  }

  @Test(arguments: [
    "[default: events]", "[default: json]", "[default: 64 MiB]", "[default: no limit]",
    "[default: one per processor]",
  ])
  func fullHelpShowsDefaults(text: String) {
    #expect(Help.full.text.contains(text))
  }

  /// The help does not compute this default.
  @Test func defaultLineLimitIs64MiB() {
    #expect(Request().limits.lineLength == 64 << 20)
  }

  @Test func onlyFullHelpHasDetails() {
    let sentence = "Events of other companies are checked and then"
    #expect(Help.full.text.contains("\n" + String(repeating: " ", count: 26) + sentence))
    #expect(!Help.short.text.contains(sentence))
  }

  @Test func fullHelpOmitsOptionsForTests() {
    #expect(!Help.full.text.contains("--kernel"))
    #expect(!Help.full.text.contains("--read-bytes"))
  }

  @Test(arguments: [
    ("-h", Help.short.text), ("--help", Help.full.text), ("-V", "hookline 0.3.0\n"),
  ])
  func helpAndVersionGoToStandardOutput(option: String, text: String) throws {
    let run = try BuiltBinary.run([option])
    #expect(run == Run(status: 0, output: Array(text.utf8), messages: ""))
  }

  @Test func helpThatCannotBePrintedIsAFailure() throws {
    let run = try BuiltBinary.run(shell: "hookline --help > /dev/full")
    #expect(run.status == 74)
    #expect(run.messages == "hookline: standard output: No space left on device\n")
  }
}
