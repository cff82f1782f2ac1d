import HooklineCommand
import Testing

@Suite struct HelpTests {
  @Test func theEverydayHelpFitsATerminal() {
    let lines = Help.short.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count - 1 <= 24)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(Help.short.text.hasSuffix("\n"))
  }

  @Test func theWholeHelpHasTheEverydayOne() {
    for line in Help.short.text.split(separator: "\n") {
      #expect(Help.full.text.contains(line))
    }
    for status in [
      "  0  ", "  1  ", " 64  ", " 65  ", " 66  ", " 70  ", " 71  ", " 73  ", " 74  ", " 75  ",
      " 78  ",
    ] {
      #expect(Help.full.text.contains(status))
    }
  }

  @Test(arguments: [
    "-w, --webhooks FILE", "--company ID", "--from FORM", "--failed", "--rejects FILE",
    "--rejects-raw FILE", "--count",
    "--max-jobs N", "--max-rejects N",
    "--max-line-bytes N", "-e", "-j, --threads N", "-h", "--help",
    "-V, --version",
  ])
  func namesEachOption(spelling: String) {
    #expect(Help.short.text.contains("  \(spelling) "))
  }

  @Test func doesNotNameWhatIsForComparisonsOnly() {
    #expect(!Help.full.text.contains("--kernel"))
    #expect(!Help.full.text.contains("--read-bytes"))
  }

  @Test(arguments: [
    ("-h", Help.short.text), ("--help", Help.full.text), ("-V", "hookline 0.1.0\n"),
  ])
  func isPrintedOnStandardOutput(option: String, text: String) throws {
    let run = try BuiltBinary.run([option])
    #expect(run == Run(status: 0, output: Array(text.utf8), messages: ""))
  }

  @Test func aHelpThatCannotBePrintedIsAFailure() throws {
    let run = try BuiltBinary.run(shell: "hookline --help > /dev/full")
    #expect(run.status == 74)
    #expect(run.messages == "hookline: standard output: No space left on device\n")
  }
}
