package import JSONScanning
internal import SampleData

/// Compares what each available kernel finds in lines with what the scanner finds.
package struct LineComparison {
  /// The kernels that are compared with the scanner: all that this processor has.
  package static let kernels = ScanKernel.allCases.filter { $0 != .scalar && $0.isAvailable }

  private let selection: MemberSelection
  private var indexes: [LineIndex]
  private var (expected, found): (SelectedMembers, SelectedMembers)
  /// The number of lines that an index accepted without the scanner, each counted once per kernel.
  package private(set) var acceptedCount = 0

  /// The outcome of a line: the extent of its value, `nil` if it is blank or left to the scanner, or its first fault.
  private enum Outcome: Equatable {
    case scanned(Range<Int>?)
    case faulty(ScanFault)

    init(_ scan: () throws(ScanFault) -> Range<Int>?) {
      do { self = .scanned(try scan()) } catch { self = .faulty(error) }
    }
  }

  /// A comparison for the members that `selection` chooses.
  package init(
    selecting selection: MemberSelection = MemberSelection(
      ["company", "type", "event", "createdAt", "data"],
      insideLast: MemberSelection(["taskGroup", "surveyId", "group"]))
  ) {
    self.selection = selection
    indexes = Self.kernels.map { LineIndex($0, selecting: selection) }
    expected = SelectedMembers(for: selection)
    found = expected
  }

  /// A description of the first difference in the lines of `block` from `start` on, or `nil`.
  ///
  /// The end of each line must be the one that a search for line feeds finds. An object that the scanner accepts must be
  /// accepted with the same members, and a number, string or literal as well, unless it is one that an index may leave to the
  /// scanner. An array may be accepted, nothing else. A fault must be the one that the scanner reports.
  package mutating func firstDifference(in block: Span<UInt8>, from start: Int = 0) -> String? {
    for number in indexes.indices {
      indexes[number].reset()
      // It must not matter what is brought into the cache, even if there is no such memory: these addresses are near zero.
      indexes[number].prefetch(1..<UInt(block.count / 2 + 1))
    }
    var start = start
    while start < block.count {
      let end = block.end(ofLineAt: start)
      let hasReturn = end < block.count && end > start && block[end - 1] == 0x0D
      let line = start..<(hasReturn ? end - 1 : end)
      let expected = scanned(block.extracting(line))
      for number in indexes.indices {
        if let difference = difference(in: line, endingAt: end, of: block, expected, number) {
          return "\(Self.kernels[number]), line at \(start): \(difference)"
        }
      }
      start = end + 1
    }
    return nil
  }

  /// The outcome of `line` with the scanner, which puts the members into ``expected``.
  private mutating func scanned(_ line: Span<UInt8>) -> Outcome {
    Outcome { () throws(ScanFault) in
      var scanner = Scanner()
      return try scanner.scanText(
        in: line, asLine: true, selecting: selection, into: &expected)
    }
  }

  private mutating func difference(
    in line: Range<Int>, endingAt end: Int, of block: Span<UInt8>, _ outcome: Outcome, _ number: Int
  ) -> String? {
    let foundEnd = indexes[number].endOfLine(at: line.lowerBound, in: block)
    if let foundEnd, foundEnd != end { return "ends at \(foundEnd) and not \(end)" }
    if foundEnd != nil, end == block.count { return "has no line feed" }
    let foundOutcome = Outcome { () throws(ScanFault) in
      try indexes[number].scanValue(
        ofLine: line, of: block, asLine: true, into: &found)
    }
    guard foundOutcome == outcome else {
      // The index may leave the line to the scanner.
      let mayBe: Bool
      switch outcome {
      case .scanned(let value):
        let isBlankOrArray =
          value.map { block[line.lowerBound + $0.lowerBound] == UInt8(ascii: "[") } ?? true
        mayBe = isBlankOrArray || block.isLeftToScanner(line)
      case .faulty: mayBe = true
      }
      return foundOutcome == .scanned(nil) && mayBe
        ? nil : "\(foundOutcome), where there is \(outcome)"
    }
    guard case .scanned(let value?) = outcome else { return nil }
    acceptedCount += 1
    guard block[line.lowerBound + value.lowerBound] == UInt8(ascii: "{") else { return nil }
    for slot in 0..<selection.slotCount where !Self.isSame(found[slot], expected[slot]) {
      return "slot \(slot): \(found[slot] as Any), where there is \(expected[slot] as Any)"
    }
    return nil
  }

  private static func isSame(_ one: SelectedMembers.Member?, _ other: SelectedMembers.Member?)
    -> Bool
  {
    guard let one, let other else { return one == nil && other == nil }
    return one.nameOffset == other.nameOffset && one.extent == other.extent
      && one.kind == other.kind && one.hasEscapes == other.hasEscapes
      && one.repeatedNameOffset == other.repeatedNameOffset
  }
}

extension Span<UInt8> {
  /// The offset of the first line feed from `start` on, or `count` if there is none.
  package func end(ofLineAt start: Int) -> Int {
    var end = start
    while end < count, self[end] != 0x0A { end += 1 }
    return end
  }

  /// Whether an index may leave a well-formed line to the scanner.
  ///
  /// It may if the line has no line feed, has 1 MiB or more, is deeply nested, has very many brackets, strings or members, or
  /// has a carriage return around its object.
  fileprivate func isLeftToScanner(_ line: Range<Int>) -> Bool {
    let start = line.lowerBound
    if end(ofLineAt: start) == count || line.count >= 1 << 20 { return true }
    var (depth, deepest, brackets, quotes, colons) = (0, 0, 0, 0, 0)
    var isInString = false
    var offset = start
    while offset < line.upperBound {
      switch self[offset] {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "\r"): return true
      case UInt8(ascii: "\""):
        isInString.toggle()
        quotes += 1
      case UInt8(ascii: ":") where !isInString: colons += 1
      case UInt8(ascii: "{") where !isInString, UInt8(ascii: "[") where !isInString:
        depth += 1
        brackets += 2
      case UInt8(ascii: "}") where !isInString, UInt8(ascii: "]") where !isInString: depth -= 1
      default: break
      }
      deepest = max(deepest, depth)
      offset += 1
    }
    return deepest > 60 || brackets + quotes / 2 > 60_000 || colons >= 1_000
  }
}

/// The first difference in `block`, which is placed after `shift` other bytes.
///
/// If `isInside` is true, other bytes follow it; else it ends where the allocation ends. The bytes around it must neither
/// matter nor be read; the address sanitizer reports a read past the allocation.
package func firstDifference(
  in block: [UInt8], shift: Int, isInside: Bool, by comparison: inout LineComparison
) -> String? {
  let before = [UInt8](repeating: UInt8(ascii: "\\"), count: shift)
  let after = isInside ? Array("\"0\n\"]}1234\n".utf8) : []
  let bytes = before + block + after
  let span = bytes.span.extracting(0..<shift + block.count)
  return isInside
    ? comparison.firstDifference(in: span, from: shift)
    : comparison.firstDifference(in: span.extracting(droppingFirst: shift))
}

/// The first difference in the smallest part of `block` found that still has one.
package func smallestDifference(in block: [UInt8], shift: Int, isInside: Bool) -> String {
  var comparison = LineComparison()
  let smallest = shrunk(block) {
    firstDifference(in: $0, shift: shift, isInside: isInside, by: &comparison) != nil
  }
  let difference = firstDifference(
    in: smallest, shift: shift, isInside: isInside, by: &comparison)
  return "\(difference ?? "") in \(MarkedText.notation(of: smallest.suffix(2_000)))"
}
