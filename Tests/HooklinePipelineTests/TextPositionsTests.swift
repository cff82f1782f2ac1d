import HooklinePipeline
import Testing

/// ``TextPositions`` finds the lines and columns of offsets.
@Suite struct TextPositionsTests {
  @Test(arguments: [
    ("", 0, 1, 1), ("abc", 0, 1, 1), ("abc", 2, 1, 3), ("abc", 3, 1, 4),
    ("a\nbc\n", 1, 1, 2), ("a\nbc\n", 2, 2, 1), ("a\nbc\n", 3, 2, 2), ("a\nbc\n", 5, 3, 1),
    ("\n\n\n", 2, 3, 1), ("é\nx", 2, 1, 3), ("a\r\nb", 3, 2, 1),
    ("\u{FEFF}a\nb", 0, 1, 1), ("\u{FEFF}a\nb", 3, 1, 1), ("\u{FEFF}a\nb", 5, 2, 1),
  ])
  func lineAndColumnOfAnOffsetAreFound(text: String, offset: Int, line: Int, column: Int) {
    let positions = TextPositions(of: [offset], in: Array(text.utf8).span)
    #expect(positions[offset]?.line == line)
    #expect(positions[offset]?.column == column)
    #expect(positions[offset + 1] == nil)
  }

  /// The offsets are in no order, and one of them comes twice.
  @Test func placesOfManyOffsetsAreFoundInAnyOrder() {
    let text = "\u{FEFF}ab\n\nc\r\nd"
    let offsets = [9, 3, 0, 6, 10, 5, 3, 4, 8]
    let positions = TextPositions(of: offsets, in: Array(text.utf8).span)
    let found = offsets.map { positions[$0].map { "\($0.line):\($0.column)" } }
    #expect(found == ["3:3", "1:1", "1:1", "2:1", "4:1", "1:3", "1:1", "1:2", "3:2"])
  }
}
