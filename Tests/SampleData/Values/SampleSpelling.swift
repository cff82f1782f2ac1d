/// How a JSON value is written, as far as the grammar leaves a choice.
struct SampleSpelling: Sendable {
  /// The text between a name and its value.
  var colon = ":"
  /// The text between two elements or two members.
  var comma = ","
  /// The text before the value and after it.
  var margins = (leading: "", trailing: "")
  /// The number of spaces that each level is indented by, or `nil` for a value on one line.
  var indentation: Int?
  /// Whether characters outside ASCII are written as `\u` escapes.
  var escapesNonASCII = false
  /// Whether `/` is written `\/`.
  var escapesSlashes = false
  /// The name or string whose first character is written as a `\u` escape, or `nil` for none.
  var escapedString: String?

  /// The text of `value`.
  func bytes(of value: SampleValue) -> [UInt8] {
    var writer = SampleWriter(spelling: self)
    writer.append(margins.leading)
    writer.write(value)
    writer.append(margins.trailing)
    return writer.bytes
  }
}

/// Writes values in one spelling.
private struct SampleWriter {
  let spelling: SampleSpelling
  var bytes: [UInt8] = []
  var depth = 0

  init(spelling: SampleSpelling) {
    self.spelling = spelling
  }

  mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ value: SampleValue) {
    switch value {
    case .verbatim(let text): append(text)
    case .string(let string): write(string)
    case .array(let elements):
      writeList(of: elements, between: "[", and: "]") { $0.write($1) }
    case .object(let members):
      writeList(of: members, between: "{", and: "}") { writer, member in
        writer.write(member.name)
        writer.append(writer.spelling.colon)
        writer.write(member.value)
      }
    }
  }

  private mutating func writeList<Item>(
    of items: [Item], between opening: String, and closing: String,
    writeItem: (inout Self, Item) -> Void
  ) {
    append(opening)
    depth += 1
    for (index, item) in items.enumerated() {
      if index > 0 { append(spelling.comma) }
      breakLine()
      writeItem(&self, item)
    }
    depth -= 1
    if !items.isEmpty { breakLine() }
    append(closing)
  }

  private mutating func breakLine() {
    guard let indentation = spelling.indentation else { return }
    append("\n" + String(repeating: " ", count: indentation * depth))
  }

  private mutating func write(_ string: String) {
    append("\"")
    var characters = string.unicodeScalars[...]
    if string == spelling.escapedString, let first = characters.popFirst() {
      writeEscape(of: first)
    }
    for character in characters {
      write(character)
    }
    append("\"")
  }

  private mutating func write(_ character: Unicode.Scalar) {
    switch character {
    case "\"": append(#"\""#)
    case "\\": append(#"\\"#)
    case "\n": append(#"\n"#)
    case "\t": append(#"\t"#)
    case "/" where spelling.escapesSlashes: append(#"\/"#)
    case _ where character.value < 0x20: writeEscape(of: character)
    case _ where !character.isASCII && spelling.escapesNonASCII: writeEscape(of: character)
    default: append(String(Character(character)))
    }
  }

  /// Writes one escape, or two for a surrogate pair (RFC 8259, section 7).
  private mutating func writeEscape(of character: Unicode.Scalar) {
    for unit in character.utf16 {
      append(#"\u"# + String(unit, radix: 16).padded(to: 4))
    }
  }
}
