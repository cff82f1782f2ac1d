import JSONScanning
import SampleData
import Testing

/// Strings without their escapes: what they are decoded to, equal, and whether they are within a limit.
@Suite struct DecodedStringTests {
  /// Strings as written in JSON, and decoded.
  static let strings: [(written: String, decoded: String)] = [
    // Without escapes.
    ("", ""), ("a", "a"), ("/", "/"), ("plain text", "plain text"), ("ñandú €", "ñandú €"),
    ("😀", "😀"), ("‹7F›", "\u{7F}"), ("[{,:}]", "[{,:}]"), ("‹F4 8F BF BF›", "\u{10FFFF}"),
    // One escape of each kind, and all of them.
    (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\b"#, "\u{8}"), (#"\f"#, "\u{C}"),
    (#"\n"#, "\n"), (#"\r"#, "\r"), (#"\t"#, "\t"), (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#"a\"b"#, "a\"b"), (#"https:\/\/www.server.com"#, "https://www.server.com"),
    (#"\\n"#, "\\n"), (#"\\\\n"#, "\\\\n"), (#"\\\n"#, "\\\n"), (#"\\u0041"#, "\\u0041"),
    // Four digits, in either case, and no more than four.
    (#"\u0041"#, "A"), (#"\u0000"#, "\u{0}"), (#"\u001f"#, "\u{1F}"), (#"\u007F"#, "\u{7F}"),
    (#"\u0080"#, "\u{80}"), (#"\u00e9"#, "é"), (#"\u00E9"#, "é"), (#"\u07ff"#, "\u{7FF}"),
    (#"\u0800"#, "\u{800}"), (#"\u20aC"#, "€"), (#"\uFFFF"#, "\u{FFFF}"), (#"\ufeff"#, "\u{FEFF}"),
    (#"\uD7FF"#, "\u{D7FF}"), (#"\ue000"#, "\u{E000}"), (#"\u00411"#, "A1"), (#"\u0041e9"#, "Ae9"),
    (#"x\u0061y\u0062z"#, "xaybz"), (#"\u0063ompany"#, "company"), (#"COT\u0055ser"#, "COTUser"),
    (#"é\u00e9é"#, "ééé"), (#"\u0022\u005c"#, "\"\\"), (#"\u005cn"#, "\\n"),
    // A surrogate pair is one character.
    (#"\ud83d\ude00"#, "😀"), (#"\uD83D\uDE00"#, "😀"), (#"\ud800\udc00"#, "\u{10000}"),
    (#"\uDBFF\uDFFF"#, "\u{10FFFF}"), (#"a\ud83d\ude00b"#, "a😀b"),
    (#"\ud83d\ude00\ud83d\ude01"#, "😀😁"), (#"\ud83d\ude00\u0041"#, "😀A"),
    // A lone surrogate is no character; it becomes U+FFFD, the replacement character.
    (#"\ud800"#, "\u{FFFD}"), (#"\udbff"#, "\u{FFFD}"), (#"\udc00"#, "\u{FFFD}"),
    (#"\udfff"#, "\u{FFFD}"), (#"\ud800a"#, "\u{FFFD}a"), (#"a\ud800"#, "a\u{FFFD}"),
    (#"\ud800\u0041"#, "\u{FFFD}A"), (#"\ud800\n"#, "\u{FFFD}\n"), (#"\ud800\\"#, "\u{FFFD}\\"),
    (#"\ud800\\udc00"#, "\u{FFFD}\\udc00"), (#"\ud800\ud800"#, "\u{FFFD}\u{FFFD}"),
    (#"\udc00\ud800"#, "\u{FFFD}\u{FFFD}"), (#"\ud800\ud83d\ude00"#, "\u{FFFD}😀"),
    (#"\ud83d\ude00\ude00"#, "😀\u{FFFD}"), (#"\ud83dude00"#, "\u{FFFD}ude00"),
    (#"\ud800\ue000"#, "\u{FFFD}\u{E000}"), (#"\ud800\ud7ff"#, "\u{FFFD}\u{D7FF}"),
    (#"\ud800é"#, "\u{FFFD}é"), (#"\ud800\t\udc00"#, "\u{FFFD}\t\u{FFFD}"),
  ]

  @Test(arguments: strings)
  func stringIsDecodedToItsCharacters(written: String, decoded: String) throws {
    let string = try ScannedString(written)
    let bytes = Array(decoded.utf8)
    #expect(string.bytes(limit: .max) == bytes)
    #expect(string.equals(bytes))
    let content = MarkedText(written).bytes
    #expect(string.plainBytes == (content.contains(0x5C) ? nil : content))
  }

  @Test(arguments: strings)
  func decodedStringEqualsNothingElse(written: String, decoded: String) throws {
    let string = try ScannedString(written)
    let bytes = Array(decoded.utf8)
    #expect(!string.equals(bytes + [0]))
    #expect(!string.equals([0x61] + bytes))
    for index in bytes.indices {
      #expect(!string.equals(Array(bytes[..<index])))
      var other = bytes
      other[index] ^= 0x20
      #expect(!string.equals(other))
    }
    if string.plainBytes == nil {
      #expect(!string.equals(MarkedText(written).bytes))
    }
  }

  @Test(arguments: strings)
  func decodedStringOverTheLimitIsNil(written: String, decoded: String) throws {
    let string = try ScannedString(written)
    let bytes = Array(decoded.utf8)
    for limit in 0..<bytes.count {
      #expect(string.bytes(limit: limit) == nil)
    }
    #expect(string.bytes(limit: bytes.count) == bytes)
    #expect(string.bytes(limit: bytes.count + 1) == bytes)
  }

  @Test func onlyStringsCanBeDecoded() throws {
    for value in ["1", "null", "true", "[]", #"["a"]"#, "{}", #"{"a":"b"}"#] {
      #expect(throws: ScannedString.IsOfAnotherKind.self) { try ScannedString(value: value) }
    }
  }

  /// Each code unit alone, compared with the standard library's repair of UTF-16.
  @Test func everyCodeUnitIsDecoded() throws {
    for unit in stride(from: UInt16.min, through: .max, by: TestSize.debug(7, release: 1)) {
      let string = try ScannedString(Self.escape(unit))
      let expected = Array(String(decoding: [unit], as: UTF16.self).utf8)
      try #require(string.bytes(limit: 4) == expected, "\(unit)")
    }
  }

  /// Every sequence of two and three of the code units at the boundaries of ranges.
  @Test func adjacentCodeUnitsAreDecodedTogether() throws {
    let borders: [UInt16] = [
      0, 0x41, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xD800, 0xD801, 0xDABC, 0xDBFF, 0xDC00, 0xDC01,
      0xDEFD, 0xDFFF, 0xE000, 0xFFFD, 0xFFFF,
    ]
    for first in borders {
      for second in borders {
        for units in [[first, second]] + borders.map({ [first, second, $0] }) {
          let string = try ScannedString(units.map(Self.escape).joined())
          let expected = Array(String(decoding: units, as: UTF16.self).utf8)
          try #require(string.bytes(limit: 12) == expected, "\(units)")
          try #require(string.equals(expected), "\(units)")
        }
      }
    }
  }
}

extension DecodedStringTests {
  /// The escape of one code unit, with four digits.
  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

/// A string and the text in which it was scanned.
private struct ScannedString {
  struct IsOfAnotherKind: Error {}

  private let string: DecodedString
  private let text: [UInt8]

  /// The string with `written` between its quotes.
  init(_ written: String) throws {
    try self.init(value: "\"\(written)\"")
  }

  /// The string written as `value`, quotes included, scanned as the value of a member between others.
  init(value: String) throws {
    let text = MarkedText(#"{"before":"\\","s":\#(value),"after":"\ud800"}"#).bytes
    let selection = MemberSelection(["s"])
    var members = SelectedMembers(for: selection)
    var scanner = Scanner()
    _ = try scanner.scanText(in: text.span, selecting: selection, into: &members)
    let member = try #require(members[0])
    guard let string = DecodedString(member) else { throw IsOfAnotherKind() }
    self.string = string
    self.text = text
  }

  /// The string's bytes as they are in the text, or `nil` if it has escapes.
  var plainBytes: [UInt8]? {
    string.plainExtent.map { Array(text[$0]) }
  }

  func bytes(limit: Int) -> [UInt8]? {
    string.bytes(in: text.span, limit: limit)
  }

  func equals(_ bytes: [UInt8]) -> Bool {
    string.equals(bytes, in: text.span)
  }
}
