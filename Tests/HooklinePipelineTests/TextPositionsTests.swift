import HooklinePipeline
import Testing

@Suite struct TextPositionsTests {
  @Test(arguments: [
    ("", 0, 1, 1), ("abc", 0, 1, 1), ("abc", 2, 1, 3), ("abc", 3, 1, 4),
    ("a\nbc\n", 1, 1, 2), ("a\nbc\n", 2, 2, 1), ("a\nbc\n", 3, 2, 2), ("a\nbc\n", 5, 3, 1),
    ("\n\n\n", 2, 3, 1), ("é\nx", 2, 1, 3), ("a\r\nb", 3, 2, 1),
    ("\u{FEFF}a\nb", 0, 1, 1), ("\u{FEFF}a\nb", 3, 1, 1), ("\u{FEFF}a\nb", 5, 2, 1),
  ])
  func tellsLineAndColumn(text: String, offset: Int, line: Int, column: Int) {
    let position = TextPositions(in: Array(text.utf8).span).position(of: offset)
    #expect((position.line, position.column) == (line, column))
  }
}
