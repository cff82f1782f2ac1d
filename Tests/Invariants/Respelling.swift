internal import SampleData

/// Rewrites JSON texts without changing their meaning.
///
/// The members of each object are shuffled, the white space between tokens changes, and some characters of strings become
/// escapes.
package struct Respelling {
  /// The white space that may be written between two tokens.
  private let spaces: [String]
  private var random: SeededGenerator
  private var text: [UInt8] = []
  private var output: [UInt8] = []

  /// A respelling determined by `seed`, with line feeds and carriage returns between tokens only if `breaksLines` is true.
  package init(seed: UInt64, breaksLines: Bool) {
    random = SeededGenerator(seed: seed)
    spaces = ["", "", "", " ", "\t", "  \t "] + (breaksLines ? ["\n", "\r", "\r\n"] : [])
  }

  /// The values of `text`, one or more well-formed JSON texts in a row, each respelled.
  package mutating func respelled(_ text: [UInt8]) -> [UInt8] {
    self.text = text
    output = []
    for element in ReferenceParser.values(of: text) {
      if !output.isEmpty { output.append(UInt8(ascii: " ")) }
      write(element.value, from: element.extent)
    }
    return output
  }

  private mutating func write(_ value: ReferenceParser.Value, from extent: Range<Int>) {
    writeSpace()
    switch value {
    case .object(let members):
      let shuffled = members.shuffled(using: &random)
      writeList(of: shuffled, between: "{", and: "}") { writer, member in
        writer.writeSpace()
        writer.writeString(at: member.nameOffset)
        writer.writeSpace()
        writer.output.append(UInt8(ascii: ":"))
        writer.write(member.value, from: member.extent)
      }
    case .array(let elements):
      writeList(of: elements, between: "[", and: "]") { $0.write($1.value, from: $1.extent) }
    case .string: writeString(at: extent.lowerBound)
    case .other: output += text[extent]
    }
    writeSpace()
  }

  private mutating func writeList<Item>(
    of items: [Item], between opening: Unicode.Scalar, and closing: Unicode.Scalar,
    _ writeItem: (inout Self, Item) -> Void
  ) {
    output.append(UInt8(ascii: opening))
    writeSpace()
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      writeItem(&self, item)
    }
    output.append(UInt8(ascii: closing))
  }

  private mutating func writeSpace() {
    output += (spaces.randomElement(using: &random) ?? "").utf8
  }

  /// Writes the string that begins at `offset`: its escapes unchanged, some of its other characters as escapes.
  private mutating func writeString(at offset: Int) {
    let quote = UInt8(ascii: "\"")
    // Half of the strings gain no escape, so that plain strings are tested, too.
    let share = [0, 0, 20, 100].randomElement(using: &random) ?? 0
    var rest = text[(offset + 1)...]
    output.append(quote)
    while let byte = rest.first, byte != quote {
      let isEscape = byte == UInt8(ascii: "\\")
      let count = isEscape ? Self.length(ofEscape: rest) : Self.length(ofSequence: byte)
      let character = rest.prefix(count)
      rest = rest.dropFirst(count)
      if isEscape || Int.random(in: 0..<100, using: &random) >= share {
        output += character
      } else {
        writeEscapes(of: String(decoding: character, as: UTF8.self))
      }
    }
    output.append(quote)
  }

  private static func length(ofEscape rest: ArraySlice<UInt8>) -> Int {
    rest.dropFirst().first == UInt8(ascii: "u") ? 6 : 2
  }

  private static func length(ofSequence first: UInt8) -> Int {
    first < 0x80 ? 1 : max(1, (~first).leadingZeroBitCount)
  }

  private mutating func writeEscapes(of character: String) {
    for unit in character.utf16 {
      let digits = String(unit, radix: 16, uppercase: Bool.random(using: &random))
      output += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
    }
  }
}
