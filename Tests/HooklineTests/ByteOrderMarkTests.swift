import Hookline
import SampleData
import Testing

/// The length of a byte-order mark at the start of a file.
@Suite struct ByteOrderMarkTests {
  @Test(
    arguments: [
      ("‹EF BB BF›", 3), ("‹EF BB BF›{}", 3), ("‹EF BB BF EF BB BF›", 3), ("", 0), ("{}", 0),
      ("‹EF BB›", 0), ("‹EF›", 0), ("‹EF BB BE›", 0), ("‹EE BB BF›", 0), ("‹EF BA BF›", 0),
      ("‹20 EF BB BF›", 0), ("‹FE FF›[1]", 0), ("‹FF FE›[1]", 0),
    ])
  func byteOrderMarkAtTheStartIsFound(notation: String, length: Int) {
    let bytes = MarkedText(notation).bytes
    #expect(ByteOrderMark.length(in: bytes.span) == length)
    let isCutOff = bytes.count < 3 && bytes == Array([0xEF, 0xBB].prefix(bytes.count))
    #expect(ByteOrderMark.isCutOff(in: bytes.span) == isCutOff)
  }
}
