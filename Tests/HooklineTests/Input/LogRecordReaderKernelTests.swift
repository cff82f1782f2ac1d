import SampleData
import Testing

@testable import Hookline

/// With every kernel, the records of a log are read with the same result as each record alone.
@Suite struct LogRecordReaderKernelTests {
  /// To repeat a run, paste the seed that it printed into the list.
  @Test(arguments: [UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)])
  func corruptedRecordsAreReadAlikeByAllKernels(seed: UInt64) {
    var lines = CorruptedLines(seed: seed)
    var generator = SeededGenerator(seed: seed)
    var comparison = ReaderComparison<LogRecordReader>()
    let linesInBlock = 500
    for number in 0..<CorruptedLines.count / linesInBlock {
      let events = lines.block(ofLines: linesInBlock).split(
        separator: lineFeed, omittingEmptySubsequences: false)
      let block = Array(events.map { record(Array($0), &generator) }.joined(separator: [lineFeed]))
      guard comparison.firstDifference(in: block.span) != nil else { continue }
      let difference = ReaderComparison<LogRecordReader>.smallestDifference(in: block)
      Issue.record("seed \(seed), block \(number): \(difference)")
      return
    }
    // If nearly all records were of one kind, the test would prove little.
    for (outcome, share) in [("read", 8), ("malformed", 6), ("unsuitable", 50)] {
      let count = comparison.tally[outcome, default: 0]
      #expect(count >= CorruptedLines.count / share, "\(outcome) in \(comparison.tally)")
    }
  }

  /// The same records as elements of an array, where line feeds are white space.
  @Test(arguments: [UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)])
  func arrayElementsAreReadAlikeByAllKernels(seed: UInt64) {
    var lines = CorruptedLines(seed: seed)
    var generator = SeededGenerator(seed: seed)
    var comparison = ReaderComparison<LogRecordReader>()
    let elementsInBlock = 100
    for number in 0..<CorruptedLines.count / 4 / elementsInBlock {
      var block = Array("[".utf8)
      var elements: [Range<Int>] = []
      for line in lines.block(ofLines: elementsInBlock).split(separator: lineFeed) {
        let start = block.count
        // Some are followed by an unmatched closing bracket.
        let rest = generator.happens(inHundred: 3) ? generator.one(of: ["}", " ]", "\n}"]) : ""
        for byte in record(Array(line), &generator) + Array(rest.utf8) {
          block.append(byte)
          if byte == UInt8(ascii: ","), generator.happens(inHundred: 2) { block.append(lineFeed) }
        }
        elements.append(start..<block.count)
        block.append(UInt8(ascii: ","))
        // Some are not read.
        if generator.happens(inHundred: 5) { elements.removeLast() }
      }
      if let difference = comparison.firstDifference(in: elements, of: block.span) {
        Issue.record("seed \(seed), block \(number): \(difference)")
        return
      }
    }
    #expect(
      comparison.tally["read", default: 0] >= CorruptedLines.count / 40, "\(comparison.tally)")
  }

  /// Values around the limit of depth, with and without white space that makes a kernel leave the record to the scanner.
  @Test(arguments: ["", " ", "\r"]) func deepRecordsAreReadAlikeByAllKernels(space: String) {
    var comparison = ReaderComparison<LogRecordReader>()
    let lines = (1020...1028).flatMap { depth in
      ["\"x\":", "\"event\":", "\"event\":{\"data\":"].map { name in
        let value = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        return "{\"a\":{},\(space)\(name)\(value)" + (name.contains("{") ? "}}\n" : "}\n")
      }
    }
    #expect(comparison.firstDifference(in: Array(lines.joined().utf8).span) == nil)
  }

  /// A record whose event is `line`, sometimes with a random byte or added white space; sometimes `line` itself.
  private func record(_ line: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    let event = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    var record = SampleLog.record(event, to: "62685990d918fb5557f9f992")
    let separators = [":", ",", "{", "}"].map { UInt8(ascii: $0) }
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: return line
    case 1:
      let place = record.indices.randomElement(using: &generator) ?? 0
      record[place] = UInt8.random(in: .min ... .max, using: &generator)
    case 2, 3:
      // Also inside strings, where white space counts.
      let places = record.indices.filter { separators.contains(record[$0]) }
      let place = places.randomElement(using: &generator) ?? 0
      let space = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
      record.insert(space.randomElement(using: &generator) ?? 0x20, at: place)
    default: break
    }
    return record
  }

  private let lineFeed = UInt8(ascii: "\n")
}
