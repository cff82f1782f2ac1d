// The lists of judged texts, and those that are made rather than written. The tables are in the
// files beside this one, by topic.

extension JudgedText {
  /// All judged texts, each judged as a whole text, in a scanner that accepts 1,024 levels.
  package static let all = enclosable + alone + nested(inside: 0)

  /// Those judged the same as a value inside another text: see ``enclosed(by:and:)``.
  package static let enclosable =
    literals + numbers + numberFaults + strings + stringFaults + controlCharacters + escapes
    + escapeFaults + otherEscapes + arrays + objects + whitespace + wellFormedUTF8 + illFormedUTF8
    + outsideStrings + impossibleBytes

  /// Texts that mean something else inside another text: nothing at all, and what could end the
  /// other one.
  package static let alone = table(
    #"""
    # Nothing but white space is no fault; it is no text either. The first of these is empty.
     ¦ ‹20› ¦ ‹09› ¦ ‹0A› ¦ ‹0D› ¦ ‹20 20› ¦ ‹0D 0A› ¦ ‹09 20 0D 20 0A›
    # Something behind the value which could go on with an object or array around it.
    ✗] ¦ ✗]‹20›[ ¦ 1✗, ¦ 1✗] ¦ 1✗} ¦ 1 ✗,2 ¦ "a"✗, ¦ true✗, ¦ null✗] ¦ []✗] ¦ []✗, ¦ {}✗} ¦ {}✗,
    []‹20›✗]
    {"a":1}✗} ¦ {"a":[1]}✗] ¦ [{"a":1}]✗} ¦ [1]✗,[2] ¦ {"a":1}✗,{"b":2} ¦ {"a":1}✗,‹0A›
    """#)

  /// Every control character in a string, where none may stand as it is, and DEL, which RFC 8259
  /// lets stand.
  static let controlCharacters =
    (UInt8(0)..<0x20).map { JudgedText(#""a✗"# + MarkedText.notation(of: [$0]) + #"b""#) }
    + [JudgedText(#""a‹7F›b""#)]

  /// Every ASCII byte behind a backslash but the nine that may stand there.
  static let otherEscapes =
    (UInt8(0)..<0x80)
    .filter { !#""\/bfnrtu"#.utf8.contains($0) }
    .map { JudgedText(#""\✗"# + MarkedText.notation(of: [$0]) + #"""#) }

  /// Every byte that can begin no UTF-8 sequence, in a string and where a value must begin.
  static let impossibleBytes =
    (Array(UInt8(0x80)...0xC1) + Array(0xF5...0xFF))
    .map { MarkedText.notation(of: [$0]) }
    .flatMap { [JudgedText("\"a⊘\($0)\""), JudgedText("[⊘\($0)]")] }
}

extension JudgedText {
  /// Texts nested as deep as is accepted, and deeper, where `depth` brackets are already open.
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
        // A bracket that could not stand there anyway is no question of depth.
        "\(all.head)0✗[", "\(all.head)0✗{", "\(allButOne.head){✗{", "\(allButOne.head){✗[",
        // Brackets closed again do not count.
        "\(allButTwo.head)[[],{},[]]\(allButTwo.tail)",
        "\(allButTwo.head)[[],{},[↧[]]]\(allButTwo.tail)",
      ]
      return texts.map { JudgedText($0) }
    }
  }

  /// The opening and closing brackets of `count` levels, `pattern` over and over.
  private static func brackets(_ count: Int, _ pattern: [String]) -> (head: String, tail: String) {
    let opening = (0..<count).map { pattern[$0 % pattern.count] }
    let closing = opening.reversed().map { $0.hasPrefix("{") ? "}" : "]" }
    return (opening.joined(), closing.joined())
  }
}
