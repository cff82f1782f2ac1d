import JSONScanning
import SampleData
import Testing

/// An array element on one line, in whatever pieces it arrives.
@Suite struct LineFolderTests {
  @Test(
    arguments: [
      ("", ""),
      ("{\"a\": 1}", "{\"a\": 1}"),
      ("{\n  \"a\": 1\r\n}\n", "{   \"a\": 1\r } "),
      ("{\"a\": \"x\ny\"}", "{\"a\": \"x\ty\"}"),
      ("[\"a\\\"\n, \"b\\\\\",\n1]", "[\"a\\\"\t, \"b\\\\\", 1]"),
      ("[\"a\\\nb\"\n]", "[\"a\\\tb\"\t]"),
      ("{\"a\": \"no end,\n \"b\":\n1}", "{\"a\": \"no end,\t \"b\": 1}"),
    ])
  func elementIsPutOnOneLine(text: String, expected: String) {
    var folder = LineFolder()
    #expect(String(decoding: Self.folded(Array(text.utf8), by: &folder), as: UTF8.self) == expected)
  }

  @Test(
    arguments: [
      ("{\"a\": 1}", "{\"a\": 1}"), ("[]", "[]"), ("\n1\n", " 1 "), ("\"{\"", "\"{\""),
      ("{\n  \"a\" : 1\r\n}\n", "{   \"a\" : 1\r } "),
      ("{\n\"e\": { \"a\" : [1,\r\n2] }\n}", "{ \"e\": {\"a\":[1,2]} }"),
      ("{\n\"e\": { \"a\" : [1,\r2] },\n\"b\" : 1}", "{ \"e\": { \"a\" : [1,\r2] }, \"b\" : 1}"),
      ("{\"e\": [ \" \\\" [\" ,\n {\"a\" : {} } ] }", "{\"e\": [\" \\\" [\",{\"a\":{}}] }"),
      ("[[ 1 ], [ 1,\n 2 ]\n, {} ]", "[[ 1 ], [1,2] , {} ]"),
    ])
  func wellFormedTextIsPutOnOneLine(text: String, expected: String) {
    let line = Array(text.utf8).span.onOneLine()
    #expect(String(decoding: line, as: UTF8.self) == expected)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func piecesGiveWhatASearchByteByByteGives(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("\"\"\\\n\r ,{}[]abcdefghij\u{E4}".utf8)
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      var (folder, folded, start) = (LineFolder(), [] as [UInt8], 0)
      while start < text.count {
        let end = Int.random(in: start...text.count, using: &random)
        folded += Self.folded(Array(text[start..<end]), by: &folder)
        start = end
      }
      #expect(folded == Self.folded(text), "\(text)")
    }
  }

  private static func folded(_ piece: [UInt8], by folder: inout LineFolder) -> [UInt8] {
    var folded: [UInt8] = []
    folder.fold(piece.span) { part in folded += part.indices.map { part[$0] } }
    return folded
  }

  /// The obvious way.
  private static func folded(_ text: [UInt8]) -> [UInt8] {
    var (isInString, isEscaped) = (false, false)
    return text.map { byte in
      switch (byte, isInString) {
      case (0x0A, _):
        defer { (isInString, isEscaped) = (false, false) }
        return isInString ? 0x09 : 0x20
      case (0x22, false): isInString = true
      case (0x22, true) where !isEscaped: isInString = false
      case (0x5C, true) where !isEscaped:
        isEscaped = true
        return byte
      default: break
      }
      isEscaped = false
      return byte
    }
  }
}
