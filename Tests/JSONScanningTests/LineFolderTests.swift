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
      // The white space of an inner value.
      ("{\n\"e\": { \"a\" : [1,\r\n2] }\n}", "{ \"e\": {\"a\":[1,2]} }"),
      ("{\n\"e\": { \"a\" : [1,\r2] },\n\"b\" : 1}", "{ \"e\": { \"a\" : [1,\r2] }, \"b\" : 1}"),
      ("{\"e\": [ \" \\\" \" ,\n \"a\" ] }", "{\"e\": [\" \\\" \",\"a\"] }"),
      ("{\"e\": [ \" \n,\n \"a\" ] }", "{\"e\": [\" \t,\"a\"] }"),
      ("[[\n1 \n 2, tr\nue, -\n1, \"a\" \"b\" ]]", "[[1 2,tr ue,- 1,\"a\"\"b\"]]"),
      ("{\"e\": [ 1 ], \"f\": [ 1,\n 2", "{\"e\": [ 1 ], \"f\": [1,2"),
      ("}]{\"e\": [ 1\n]}", "}]{\"e\": [1]}"),
      (
        "{\"e\": [ \"0123456789\", \n1 ], \"f\": [ 1,\n 2 ]}",
        "{\"e\": [ \"0123456789\",  1 ], \"f\": [1,2]}"
      ),
    ])
  func elementIsPutOnOneLine(text: String, expected: String) {
    let folded = Self.folded([Array(text.utf8)], holding: 14)
    #expect(String(decoding: folded, as: UTF8.self) == expected)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func piecesGiveWhatTheObviousWayGives(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("\"\"\\\n\n\r  ,:{{[[]}ab1\u{E4}".utf8)
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      var pieces: [[UInt8]] = []
      var start = 0
      while start < text.count {
        let end = Int.random(in: start...text.count, using: &random)
        pieces.append(Array(text[start..<end]))
        start = end
      }
      let heldLength = Int.random(in: 1...30, using: &random)
      let folded = Self.folded(pieces, holding: heldLength)
      #expect(
        folded == ObviousLineFolder.folded(text, holding: heldLength), "\(text), \(heldLength)")
    }
  }

  private static func folded(_ pieces: [[UInt8]], holding heldLength: Int) -> [UInt8] {
    var (folder, folded) = (LineFolder(holding: heldLength), [] as [UInt8])
    func append(_ part: Span<UInt8>) { folded += part.indices.map { part[$0] } }
    for piece in pieces { folder.fold(piece.span, append) }
    folder.finish(append)
    return folded
  }
}

/// ``LineFolder`` in the obvious way: several passes over the whole element.
private enum ObviousLineFolder {
  static func folded(_ text: [UInt8], holding heldLength: Int) -> [UInt8] {
    let isInString = flags(of: text)
    var folded: [UInt8] = []
    var index = 0
    for value in innerValues(of: text, isInString) {
      folded += text[index..<value.lowerBound].indices.map { onLine(text[$0], isInString[$0]) }
      let isBroken = value.prefix(heldLength).contains { text[$0] == 0x0A && !isInString[$0] }
      folded +=
        isBroken
        ? compacted(text, isInString, in: value) : value.map { onLine(text[$0], isInString[$0]) }
      index = value.upperBound
    }
    return folded + text[index...].indices.map { onLine(text[$0], isInString[$0]) }
  }

  private static func onLine(_ byte: UInt8, _ isInString: Bool) -> UInt8 {
    byte != 0x0A ? byte : isInString ? 0x09 : 0x20
  }

  /// For each byte whether it is in a string, or the quote at its end.
  private static func flags(of text: [UInt8]) -> [Bool] {
    var (isInString, isEscaped) = (false, false)
    return text.map { byte in
      let wasInString = isInString
      switch (byte, isInString) {
      case (0x0A, _): isInString = false
      case (0x22, false): isInString = true
      case (0x22, true) where !isEscaped: isInString = false
      case (0x5C, true) where !isEscaped:
        isEscaped = true
        return wasInString
      default: break
      }
      isEscaped = false
      return wasInString
    }
  }

  /// The extents of the objects and arrays that are in one other.
  private static func innerValues(of text: [UInt8], _ isInString: [Bool]) -> [Range<Int>] {
    var (depth, start) = (0, nil as Int?)
    var values: [Range<Int>] = []
    for (index, byte) in text.enumerated() where !isInString[index] {
      switch byte {
      case 0x7B, 0x5B:
        depth += 1
        if depth == 2 { start = index }
      case 0x7D, 0x5D:
        depth = max(0, depth - 1)
        if depth == 1, let begin = start { values.append(begin..<index + 1) }
        if depth <= 1 { start = nil }
      default: break
      }
    }
    if let start { values.append(start..<text.count) }
    return values
  }

  /// The `value` without white space between tokens, unless both neighbors are part of literals or numbers.
  private static func compacted(
    _ text: [UInt8], _ isInString: [Bool], in value: Range<Int>
  ) -> [UInt8] {
    func isBlank(_ index: Int) -> Bool {
      !isInString[index] && [0x20, 0x0A, 0x0D, 0x09].contains(text[index])
    }
    func isLiteral(_ index: Int?) -> Bool {
      index.map { !isInString[$0] && !Array("\",:{}[]".utf8).contains(text[$0]) } ?? false
    }
    return value.flatMap { index -> [UInt8] in
      guard isBlank(index) else { return [onLine(text[index], isInString[index])] }
      guard index + 1 == value.upperBound || !isBlank(index + 1) else { return [] }
      let before = value.prefix { $0 < index }.last { !isBlank($0) }
      let after = value.dropFirst(index + 1 - value.lowerBound).first
      return isLiteral(before) && isLiteral(after) ? [0x20] : []
    }
  }
}
