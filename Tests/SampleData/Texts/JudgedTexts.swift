// The lists of judged texts, and the texts that are generated. The tables are in the files beside this one, by topic.

extension JudgedText {
  /// All judged texts, each judged as a whole text, with 1,024 levels accepted.
  package static let all = enclosable + alone + nested(inside: 0)

  /// The texts that are judged the same as a value inside another text: see ``enclosed(by:and:)``.
  package static let enclosable =
    literals + numbers + numberFaults + strings + stringFaults + controlCharacters + escapes
    + escapeFaults + otherEscapes + arrays + objects + whitespace + wellFormedUTF8 + illFormedUTF8
    + outsideStrings + impossibleBytes

  /// Texts that mean something else inside another text: blank ones, and those that could close or continue that text.
  package static let alone = table(
    #"""
    # Nothing but white space is no fault; it is no text either. The first of these is empty.
     ¦ ‹20› ¦ ‹09› ¦ ‹0A› ¦ ‹0D› ¦ ‹20 20› ¦ ‹0D 0A› ¦ ‹09 20 0D 20 0A›
    # Something after the value that could continue an object or array around it.
    ✗] ¦ ✗]‹20›[ ¦ 1✗, ¦ 1✗] ¦ 1✗} ¦ 1 ✗,2 ¦ "a"✗, ¦ true✗, ¦ null✗] ¦ []✗] ¦ []✗, ¦ {}✗} ¦ {}✗,
    []‹20›✗]
    {"a":1}✗} ¦ {"a":[1]}✗] ¦ [{"a":1}]✗} ¦ [1]✗,[2] ¦ {"a":1}✗,{"b":2} ¦ {"a":1}✗,‹0A›
    """#)

  /// Every control character in a string, which must not hold it unescaped, and DEL, which RFC 8259 allows.
  static let controlCharacters =
    (UInt8(0)..<0x20).map { JudgedText(#""a✗"# + MarkedText.notation(of: [$0]) + #"b""#) }
    + [JudgedText(#""a‹7F›b""#)]

  /// Every ASCII byte after a backslash, except the nine that are allowed there.
  static let otherEscapes =
    (UInt8(0)..<0x80)
    .filter { !#""\/bfnrtu"#.utf8.contains($0) }
    .map { JudgedText(#""\✗"# + MarkedText.notation(of: [$0]) + #"""#) }

  /// Every byte that cannot begin a UTF-8 sequence, in a string and as the beginning of a value.
  static let impossibleBytes =
    (Array(UInt8(0x80)...0xC1) + Array(0xF5...0xFF))
    .map { MarkedText.notation(of: [$0]) }
    .flatMap { [JudgedText("\"a⊘\($0)\""), JudgedText("[⊘\($0)]")] }
}

extension JudgedText {
  /// Texts nested as deep as is accepted, and deeper, if `depth` brackets are already open around them.
  package static func nested(inside depth: Int) -> [JudgedText] {
    let patterns = [["["], [#"{"a":"#], ["[", #"{"a":"#], [#"{"":0,"a":"#, "[1,", "["]]
    return patterns.flatMap { pattern in
      let all = brackets(1024 - depth, pattern)
      let allButOne = brackets(1023 - depth, pattern)
      let allButTwo = brackets(1022 - depth, pattern)
      let texts: [String] = [
        "\(all.head)0\(all.tail)", "\(all.head)\"[[{{[\"\(all.tail)",
        "\(allButOne.head)[]\(allButOne.tail)", "\(allButOne.head){}\(allButOne.tail)",
        "\(all.head)↧[]\(all.tail)", "\(all.head)↧{}\(all.tail)", "\(all.head)↧[",
        "\(all.head)✗", "\(all.head)0\(all.tail.dropLast())✗",
        // A bracket that is not allowed there at any depth is not too deep.
        "\(all.head)0✗[", "\(all.head)0✗{", "\(allButOne.head){✗{", "\(allButOne.head){✗[",
        // Closed brackets do not count.
        "\(allButTwo.head)[[],{},[]]\(allButTwo.tail)",
        "\(allButTwo.head)[[],{},[↧[]]]\(allButTwo.tail)",
      ]
      return texts.map { JudgedText($0) }
    }
  }

  /// The opening and closing brackets of `count` levels, which repeat `pattern`.
  private static func brackets(_ count: Int, _ pattern: [String]) -> (head: String, tail: String) {
    let opening = (0..<count).map { pattern[$0 % pattern.count] }
    let closing = opening.reversed().map { $0.hasPrefix("{") ? "}" : "]" }
    return (opening.joined(), closing.joined())
  }
}
