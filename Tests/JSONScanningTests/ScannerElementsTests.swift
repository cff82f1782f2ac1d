import Invariants
import JSONScanning
import SampleData
import Testing

/// Scanning the elements of an array one by one.
@Suite struct ScannerElementsTests {
  /// `①` marks the start of each element, `②` the end of the array, or of the value if it is no array.
  @Test(
    arguments: [
      ("[]②", 1), ("[ ]② ", 1), ("[‹0D 0A›]②]", 1), ("[①1]②", 1), ("[①1,①\"a\"]②,3", 1),
      ("[ ①{} , ①[ 2 ] , ①3 ]② ", 1), ("[‹0D›①null‹0D›]②x", 1), ("[①[1,2],①[[]],①[]]②[3]", 1),
      ("①{}②", 0), ("①12②,3", 0), ("①\"[1]\"②, 2", 0), ("①{\"a\":[1,2]}②]", 0), ("①true②‹FF›", 0),
    ])
  func eachElementOfAnArrayIsVisited(notation: String, depth: Int) throws {
    let text = MarkedText(notation)
    var scanner = Scanner()
    var visited: [Int] = []
    try scanner.scanElements(in: text.bytes.span) { (scanner, open) throws(ScanFault) in
      #expect(open == depth)
      visited.append(scanner.offset)
      try scanner.scanValue(in: text.bytes.span, depth: open)
    }
    #expect(visited == text.offsets(of: "①"))
    #expect(scanner.offset == text.offsets(of: "②").first)
  }

  /// The grammar is checked inside an array too: a fault in an element, or between elements, is found.
  @Test(arguments: [("[", "]"), ("[1,", ",{}]"), ("[ {} , ", " , 2 ]")])
  func judgedTextsGetTheirVerdictAsElements(head: String, tail: String) {
    for text in JudgedText.enclosable + JudgedText.nested(inside: 1) {
      let whole = text.enclosed(by: head, and: tail)
      var scanner = Scanner()
      var found: JudgedText.Fault?
      do {
        try scanner.scanElements(in: whole.bytes.span) { (scanner, open) throws(ScanFault) in
          try scanner.scanValue(in: whole.bytes.span, depth: open)
        }
      } catch {
        found = JudgedText.Fault(reason: .init(error.reason), offset: error.offset)
      }
      #expect(found == whole.fault, "\(whole)")
      #expect(found != nil || scanner.offset == whole.bytes.count, "\(whole)")
    }
  }
}
