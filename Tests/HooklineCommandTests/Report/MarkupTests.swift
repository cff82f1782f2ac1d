import Testing

@testable import HooklineCommand

/// Text in a page stays text.
@Suite struct MarkupTests {
  @Test(
    arguments: [
      ("plain", "plain"),
      (#""><script>alert(1)</script>"#, "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
      ("a & b; &amp;", "a &amp; b; &amp;amp;"), ("it's", "it&#39;s"),
      ("]]>", "]]&gt;"), ("<!--", "&lt;!--"), ("Ñandú → 日本 🚚", "Ñandú → 日本 🚚"),
      ("a\u{0}b\u{1B}[2J\n\r\t", #"a\x00b\x1b[2J\x0a\x0d\x09"#),
      ("\u{7F}\u{85}\u{9F}", #"\x7f\u{85}\u{9f}"#),
      ("\u{202E}gnp.exe\u{2066}", #"\u{202e}gnp.exe\u{2066}"#),
      ("\u{FFFE}\u{FFFF}\u{FFFD}", #"\u{fffe}\u{ffff}�"#), ("\u{2028}", #"\u{2028}"#),
      ("שלום", "שלום"), ("", ""),
    ])
  func specialCharactersAreEscaped(text: String, escaped: String) {
    #expect(Markup.escaped(text) == escaped)
    let markup: Markup = "<b title=\"\(text)\">\(text)</b>"
    #expect(markup.source == "<b title=\"\(escaped)\">\(escaped)</b>")
  }

  @Test func markupInMarkupIsNotEscaped() {
    let parts: [Markup] = ["<i>1</i>", "<i>\("<2>")</i>", "\(3)"]
    let markup: Markup = "<p>\(parts[0])\(parts)</p>"
    #expect(markup.source == "<p><i>1</i><i>1</i><i>&lt;2&gt;</i>3</p>")
    let lists = (0...3).map { Markup.list(Array(parts.prefix($0))).source }
    #expect(
      lists == [
        "", "<i>1</i>", "<i>1</i> and <i>&lt;2&gt;</i>", "<i>1</i>, <i>&lt;2&gt;</i> and 3",
      ])
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (12_345, "12,345"), (1_234_567_890, "1,234,567,890"),
  ])
  func digitsAreGrouped(number: Int, text: String) {
    #expect(NumberText.grouped(number) == text)
  }

  @Test(arguments: [
    (0, [], 1), (1, [1], 1), (4, [1, 2, 3, 4], 4), (6, [2, 4, 6], 6),
    (911, [200, 400, 600, 800], 911),
    (1_000_000, [200_000, 400_000, 600_000, 800_000, 1_000_000], 1_000_000),
  ])
  func axisHasFewRoundNumbers(greatest: Int, ticks: [Int], end: Int) {
    let scale = Scale(for: greatest)
    #expect(scale.ticks == ticks && scale.end == end)
  }
}
