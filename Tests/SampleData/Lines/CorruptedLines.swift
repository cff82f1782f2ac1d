import Foundation

/// An endless sequence of lines determined by a seed: mostly short events, about half of them corrupted.
///
/// The corrupted lines are well-formed at first sight: a reader of many bytes at a time could overlook the changes.
/// The lines are so short that every change falls on every boundary between the steps of such a reader.
package struct CorruptedLines {
  /// The number of lines that a test checks with each of its two seeds, at least 4,000.
  ///
  /// It is half of `HOOKLINE_LINES` in the environment, or half of 20,000 if that is no number.
  package static let count = max(
    4000,
    (ProcessInfo.processInfo.environment["HOOKLINE_LINES"].flatMap { Int($0) } ?? 20_000) / 2)

  /// The source of everything random.
  var generator: SeededGenerator
  /// The line under construction.
  private var line: [UInt8] = []
  /// Events as long as the platform's, each used many times.
  private let longEvents: [[UInt8]]
  /// Short events, each used about ten times before another one takes its place.
  ///
  /// Regenerating them for each line would take longer than reading them.
  private var shortEvents: [[UInt8]] = []

  /// The sequence that `seed` determines, from its first line on.
  package init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    var events = SampleEvents(seed: seed)
    longEvents = (0..<50).map { _ in events.next() }
    for _ in 0..<200 {
      line.removeAll()
      appendObject(isData: false, depth: 0)
      shortEvents.append(line)
    }
  }

  /// The bytes of the next `count` lines or more, each with its line feed; sometimes that of the last line is missing.
  package mutating func block(ofLines count: Int) -> [UInt8] {
    var block: [UInt8] = []
    for _ in 0..<count {
      makeLine()
      block += line
      if generator.happens(inHundred: 5) { block.append(UInt8(ascii: "\r")) }
      block.append(UInt8(ascii: "\n"))
    }
    if generator.happens(inHundred: 20) { block.removeLast() }
    return block
  }

  private mutating func makeLine() {
    line.removeAll(keepingCapacity: true)
    switch generator.number(in: 0...999) {
    case 0..<5: line += generator.one(of: longEvents)
    case 5..<20: appendBytes(generator.number(in: 0...80))
    case 20..<30: appendRun(of: " ")
    case 30..<120:
      appendObject(isData: false, depth: 0)
      shortEvents[generator.number(in: 0...shortEvents.count - 1)] = line
    default: line += generator.one(of: shortEvents)
    }
    switch generator.number(in: 0...99) {
    case 0..<45: break
    case 45..<97: for _ in 0..<generator.one(of: [1, 1, 1, 2, 3]) { corrupt() }
    default: stretch()
    }
  }

  /// Changes one byte or a few.
  private mutating func corrupt() {
    let place = generator.number(in: 0...line.count)
    let rest = line.count - place
    switch generator.number(in: 0...9) {
    case 0..<3: line.insert(generator.one(of: Self.alphabet), at: place)
    case 3 where rest > 0: line[place] = generator.one(of: Self.alphabet)
    case 4 where rest > 0: line[place] ^= 1 << UInt8(generator.number(in: 0...7))
    case 5 where rest > 0: line.remove(at: place)
    case 6 where rest > 1: line.swapAt(place, place + 1)
    case 7:
      let piece = line[place..<place + generator.number(in: 0...min(rest, 12))]
      line.insert(contentsOf: piece, at: generator.number(in: 0...line.count))
    case 8: line.removeSubrange(place..<place + generator.number(in: 0...min(rest, 12)))
    default: line.insert(contentsOf: generator.one(of: Self.pieces), at: place)
    }
  }

  /// Inserts a run of the same character, or nested arrays, mostly in a place that allows it.
  private mutating func stretch() {
    let isInString = generator.happens(inHundred: 50)
    let places = line.indices.filter { isInString == (line[$0] == UInt8(ascii: "\"")) }
    guard let last = places.last else { return }
    let end = line[(generator.happens(inHundred: 50) ? last : generator.one(of: places))...]
    line.removeLast(end.count)
    defer { line += end }
    switch generator.number(in: 0...4) {
    case 0: appendRun(of: isInString ? "b" : " ")
    case 1: appendRun(of: isInString ? "é" : "\t")
    case 2: appendRun(of: isInString ? "\\" : "1")
    case 3: appendRun(of: isInString ? "\\u00e9" : "\r")
    default:
      let depth = generator.number(in: 55...70)
      line += [UInt8](repeating: UInt8(ascii: "["), count: depth)
      line += [UInt8](repeating: UInt8(ascii: "]"), count: depth)
    }
  }

  private mutating func appendRun(of text: String) {
    let count = generator.one(of: [1, 2, 3, 62, 63, 64, 65, 200, 511, 512, 513, 4100])
    for _ in 0..<count + generator.number(in: 0...3) { line += text.utf8 }
  }

  private mutating func appendBytes(_ count: Int) {
    for _ in 0..<count { line.append(generator.one(of: Self.alphabet)) }
  }
}

extension CorruptedLines {
  /// Appends an object: at depth 0 with the names of an event, as `data` with the names that are looked for there.
  private mutating func appendObject(isData: Bool, depth: Int) {
    append("{")
    var names = depth == 0 ? Self.eventNames : isData ? Self.dataNames : Self.otherNames
    names += [generator.one(of: Self.otherNames)]
    if depth == 0 { names.swapAt(0, generator.number(in: 0...names.count - 1)) }
    if generator.happens(inHundred: 10) { names.append(generator.one(of: names)) }
    var separator = ""
    for name in names where depth == 0 || generator.happens(inHundred: 40) {
      append(separator)
      appendSpace()
      append("\"", name, "\"")
      appendSpace()
      append(":")
      appendSpace()
      appendValue(of: name, depth: depth)
      appendSpace()
      separator = ","
    }
    append("}")
  }

  private mutating func appendValue(of name: String, depth: Int) {
    if depth == 0, generator.happens(inHundred: 90) {
      switch name {
      case "company": return append("\"625bc5429a54e8868bd89be2\"")
      case "type": return append(generator.one(of: Self.types))
      case "event": return append(generator.one(of: Self.actions))
      case "data": return appendObject(isData: true, depth: 1)
      default: break
      }
    }
    switch generator.number(in: 0...9) {
    case 0 where depth < 3: appendObject(isData: false, depth: depth + 1)
    case 1 where depth < 3: appendArray(depth: depth + 1)
    default: line += generator.one(of: Self.values)
    }
  }

  private mutating func appendArray(depth: Int) {
    append("[")
    for number in 0..<generator.number(in: 0...3) {
      append(number == 0 ? "" : ",")
      appendValue(of: "", depth: depth)
    }
    append("]")
  }

  private mutating func appendSpace() {
    guard generator.happens(inHundred: 5) else { return }
    line += generator.one(of: Self.spaces)
  }

  private mutating func append(_ texts: String...) {
    for text in texts { line += text.utf8 }
  }
}
