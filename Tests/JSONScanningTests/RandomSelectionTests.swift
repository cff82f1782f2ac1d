import Invariants
import JSONScanning
import SampleData
import Testing

/// For any selection, each kernel finds the members that the scanner finds.
///
/// The kernels look for names by their lengths and last two letters. Among the names are some that differ only in one of
/// these, that do not end with letters, that are too long, or that must be written with escapes.
@Suite struct RandomSelectionTests {
  /// To rerun a seed that was printed, paste it into the list.
  @Test(arguments: [UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)])
  func allKernelsFindTheMembersOfAnySelection(seed: UInt64) {
    var random = RandomSelection(seed: seed)
    for round in 0..<TestSize.debug(40, release: 1_000) {
      let levels = random.levels()
      let inner = levels.dropLast().reversed().reduce(MemberSelection(levels.last ?? [])) {
        MemberSelection($1, insideLast: $0)
      }
      var comparison = LineComparison(selecting: inner)
      let block = (0..<30).flatMap { _ in random.line(for: levels) }
      if let difference = comparison.firstDifference(in: block.span) {
        Issue.record("seed \(seed), round \(round), \(levels): \(difference)")
        return
      }
    }
  }
}

/// Selections, and lines with members that they choose, determined by a seed.
private struct RandomSelection {
  private var generator: SeededGenerator
  private var text = ""

  private static let names =
    [
      "", "a", "id", "ab", "d1", "x_", "é", "data", "cata", "dat_", "dita", "Data", "company",
      "qu\"ote", "back\\slash",
      "\u{1}", "naïve", "a/b", "0000", "type", "typ€", "e\u{301}", "createdAt", "updatedAt",
    ]
    + [7, 8, 14, 15, 16, 17, 61, 62, 63, 64, 200].map { String(repeating: "n", count: $0) }
    + (1...18).map { String("abcdefghijklmnopqr".prefix($0)) }
    + [15, 16, 17, 18].map { "x" + "abcdefghijklmnopqr".prefix($0).dropFirst() }

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// The names chosen in each object, the outermost first.
  mutating func levels() -> [[String]] {
    let shortest = generator.happens(inHundred: 50) ? 4 : 0
    let pool = Self.names.filter { $0.utf8.count >= shortest }
    return (0..<generator.number(in: 1...4)).map { _ in
      var names: [String] = []
      for _ in 0..<generator.number(in: 1...8) {
        let name = generator.one(of: pool)
        if !names.contains(name) { names.append(name) }
      }
      return names
    }
  }

  /// A line with an object that has many of these names, on the levels where they are chosen and elsewhere.
  ///
  /// In one line of ten a byte is overwritten, which may make it malformed.
  mutating func line(for levels: [[String]]) -> [UInt8] {
    text = String(
      repeating: " ", count: generator.happens(inHundred: 30) ? generator.number(in: 0...70) : 0)
    appendObject(for: levels, level: 0, depth: 0)
    var line = Array(text.utf8)
    if generator.happens(inHundred: 10) {
      line[generator.number(in: 0...line.count - 1)] = generator.one(
        of: Array("{}[]\",:\\a0 ".utf8))
    }
    return line + [UInt8(ascii: "\n")]
  }

  private mutating func appendObject(for levels: [[String]], level: Int, depth: Int) {
    text += "{"
    for number in 0..<generator.number(in: 0...5) {
      let name = generator.one(of: generator.happens(inHundred: 75) ? levels[level] : Self.names)
      text += number == 0 ? "" : ","
      appendString(name)
      appendSpace()
      text += ":"
      appendSpace()
      let isInner = name == levels[level].last && level + 1 < levels.count
      appendValue(
        for: levels, level: isInner && generator.happens(inHundred: 90) ? level + 1 : level,
        depth: depth)
    }
    text += "}"
  }

  private mutating func appendValue(for levels: [[String]], level: Int, depth: Int) {
    switch generator.number(in: 0...9) {
    case 0..<5 where depth < 6: appendObject(for: levels, level: level, depth: depth + 1)
    case 5..<7 where depth < 6:
      text += "["
      for number in 0..<generator.number(in: 0...3) {
        text += number == 0 ? "" : ","
        appendValue(for: levels, level: level, depth: depth + 1)
      }
      text += "]"
    case 7: text += generator.one(of: ["1", "-0.5", "true", "null", "1e9"])
    default: appendString(generator.one(of: Self.names))
    }
  }

  /// Appends a string, sometimes with an escape that it does not need.
  private mutating func appendString(_ string: String) {
    let escaped =
      generator.happens(inHundred: 8) ? generator.number(in: 0...max(0, string.count - 1)) : -1
    text += "\""
    for (place, character) in string.unicodeScalars.enumerated() {
      if place == escaped || character.value < 0x20 || character == "\"" || character == "\\" {
        text += "\\u" + String(character.value, radix: 16).padded(to: 4)
      } else {
        text.unicodeScalars.append(character)
      }
    }
    text += "\""
  }

  private mutating func appendSpace() {
    if generator.happens(inHundred: 6) { text += generator.one(of: [" ", "\t", "   "]) }
  }
}
