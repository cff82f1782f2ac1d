import Hookline
import SampleData
import Testing

@Suite struct ByteOrderMarkTests {
  @Test(
    arguments: [
      ("‹EF BB BF›", 3), ("‹EF BB BF›{}", 3), ("‹EF BB BF EF BB BF›", 3), ("", 0), ("{}", 0),
      ("‹EF BB›", 0), ("‹EF›", 0), ("‹EF BB BE›", 0), ("‹EE BB BF›", 0), ("‹EF BA BF›", 0),
      ("‹20 EF BB BF›", 0), ("‹FE FF›[1]", 0), ("‹FF FE›[1]", 0),
    ])
  func isMeasured(notation: String, length: Int) {
    #expect(ByteOrderMark.length(in: MarkedText(notation).bytes.span) == length)
  }
}
