import Foundation
import HooklineCommand
import Testing

/// Names and other text from outside are escaped before a terminal shows them.
@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("dump-é-😀.ndjson", "dump-é-😀.ndjson"),
    ("a\u{1B}[31mb", #"a\x1b[31mb"#),
    ("\0\t\n\r\u{7F}", #"\x00\x09\x0a\x0d\x7f"#),
    ("\u{80}\u{9B}\u{9F}\u{A0}", "\\u{80}\\u{9b}\\u{9f}\u{A0}"),
    ("\u{202E}gnp.exe\u{2066}\u{200F}\u{061C}", #"\u{202e}gnp.exe\u{2066}\u{200f}\u{61c}"#),
    ("\u{200D}\u{200E}\u{202A}\u{2069}", "\u{200D}" + #"\u{200e}\u{202a}\u{2069}"#),
    ("\u{2028}\u{2029}", #"\u{2028}\u{2029}"#),
  ])
  func controlCharactersAreEscaped(text: String, expected: String) {
    #expect(TerminalText.escaped(Array(text.utf8)) == expected)
  }

  @Test(
    arguments: [
      ([0xFF, 0x61, 0x80], #"\xffa\x80"#),
      ([0xE2, 0x82, 0x61], #"\xe2\x82a"#),
      ([0xED, 0xA0, 0x80], #"\xed\xa0\x80"#),
      ([0x61, 0xC3], #"a\xc3"#),
      ([0xC3, 0xA9, 0xC0, 0xAF], #"é\xc0\xaf"#),
    ] as [([UInt8], String)])
  func invalidUTF8IsEscaped(bytes: [UInt8], expected: String) {
    #expect(TerminalText.escaped(bytes) == expected)
  }

  /// In a command, it would be taken for an option.
  @Test func nameWithAHyphenIsTypedAsAPath() throws {
    let scratch = try Scratch()
    _ = try scratch.file("-e", holding: Array("{}\n".utf8))
    let run = try BuiltBinary.run(
      shell:
        "hookline -w w -- -e:1; hookline -w \(BuiltBinary.fixtures.path())/webhooks.json --seen=-s -- -e",
      in: scratch.folder)
    #expect(run.messages.contains("write sed -n 1p ./-e | hookline"))
    #expect(run.messages.hasSuffix("make it with: touch ./-s\n"))
  }

  /// Shells such as dash and fish do not know `$'…'`.
  @Test func apostropheIsQuotedForOlderShells() throws {
    let scratch = try Scratch()
    let run = try BuiltBinary.run(
      ["-w", "\(BuiltBinary.fixtures.path())/webhooks.json", "--seen", "it's"], in: scratch.folder)
    #expect(run.messages.hasSuffix(#"make it with: touch 'it'\''s'\#n"#))
  }

  @Test func fileNamesAreEscapedInMessages() throws {
    let scratch = try Scratch()
    _ = try scratch.file("a\u{1B}[31m.ndjson", holding: Array("{}\n".utf8))
    let run = try BuiltBinary.run(
      shell: "hookline -w \(BuiltBinary.fixtures.path())/webhooks.json $'no\\x1b\\xff' *.ndjson",
      in: scratch.folder)
    #expect(
      run.messages == #"""
        hookline: no\x1b\xff: No such file or directory
        hookline: a\x1b[31m.ndjson:1:1: missing-field: company is missing
        hookline: 1 of 1 line rejected

        """#)
    #expect(run.status == 66)
  }
}
