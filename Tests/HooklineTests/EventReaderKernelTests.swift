import JSONScanning
import SampleData
import Testing

@testable import Hookline

/// What readers make of the lines of a block is the same with every kernel, and the same as of each line alone.
@Suite struct EventReaderKernelTests {
  /// To run a seed that was printed again, paste it into the list.
  @Test(arguments: [UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)])
  func spoiledLinesAreReadAlike(seed: UInt64) {
    var lines = SpoiledLines(seed: seed)
    var comparison = ReaderComparison()
    let linesInBlock = 1_000
    for number in 0..<SpoiledLines.count / linesInBlock {
      let block = lines.block(ofLines: linesInBlock)
      guard comparison.firstDifference(in: block.span) != nil else { continue }
      Issue.record("seed \(seed), block \(number): \(smallestDifference(in: block))")
      return
    }
    // Were they all of one kind, that would prove little.
    for (outcome, share) in [("event", 4), ("blank", 1000), ("malformed", 3), ("turned down", 20)] {
      let count = comparison.tally[outcome, default: 0]
      #expect(count >= SpoiledLines.count / share, "\(outcome) in \(comparison.tally)")
    }
  }

  @Test func linesOverEdgesAreReadAlike() {
    var comparison = ReaderComparison()
    for (number, lines) in EdgeBlocks.lines.enumerated() {
      let shifts = stride(from: number % 3, to: 64, by: 3)
      let block = EdgeBlocks.block(over: lines, shifts: shifts)
      guard comparison.firstDifference(in: block.span) != nil else { continue }
      Issue.record("\(smallestDifference(in: block))")
      return
    }
  }

  @Test(arguments: ["a line longer than a window, behind others", "arrays without room"])
  func windowsAreReadAlike(name: String) {
    var comparison = ReaderComparison()
    for block in EdgeBlocks.windows where block.name == name {
      guard comparison.firstDifference(in: block.bytes.span) != nil else { continue }
      Issue.record("\(smallestDifference(in: block.bytes))")
    }
  }

  /// The platform's events, whole and cut into two lines somewhere.
  @Test func sampleEventsAreReadAlike() {
    var comparison = ReaderComparison()
    var events = SampleEvents(seed: 1)
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<20 {
      var block: [UInt8] = []
      for _ in 0..<10 {
        let event = events.next()
        let cut = event.indices.randomElement(using: &generator) ?? 0
        for line in [event[...], event[..<cut], event[cut...], event[...]] {
          block += line + [0x0A]
        }
      }
      guard comparison.firstDifference(in: block.span) != nil else { continue }
      Issue.record("\(smallestDifference(in: block))")
    }
  }

  private func smallestDifference(in block: [UInt8]) -> String {
    var comparison = ReaderComparison()
    let smallest = shrunk(block) { comparison.firstDifference(in: $0.span) != nil }
    let difference = comparison.firstDifference(in: smallest.span) ?? ""
    return "\(difference) in \(MarkedText.notation(of: smallest.suffix(2_000)))"
  }
}

/// Blocks read with each kernel, and each of their lines alone.
private struct ReaderComparison {
  private static let kernels = ScanKernel.allCases.filter(\.isAvailable)

  private var readers = kernels.map { EventReader(kernel: $0) }
  private var twin = EventReader(kernel: .scalar)
  /// How many lines there were of each kind.
  private(set) var tally: [String: Int] = [:]

  /// What becomes of a line.
  private typealias Outcome = Result<Event?, Rejection>

  /// What is read otherwise with a kernel first among the lines of `block`, or `nil`.
  mutating func firstDifference(in block: Span<UInt8>) -> String? {
    for number in readers.indices { readers[number].beginBlock() }
    var start = 0
    while start < block.count {
      var end = start
      while end < block.count, block[end] != 0x0A { end += 1 }
      let hasReturn = end < block.count && end > start && block[end - 1] == 0x0D
      let line = start..<(hasReturn ? end - 1 : end)
      let expected = Outcome { () throws(Rejection) in try twin.read(block.extracting(line)) }
      count(expected)
      for number in readers.indices {
        let foundEnd = readers[number].endOfLine(at: start, in: block)
        let outcome = Outcome { () throws(Rejection) in try readers[number].read(line, of: block) }
        guard outcome == expected, foundEnd == nil || foundEnd == end && end < block.count else {
          return """
            \(Self.kernels[number]), line at \(start): \(outcome) and end at \(foundEnd as Any), \
            where there is \(expected) and end at \(end)
            """
        }
      }
      start = end + 1
    }
    return nil
  }

  private mutating func count(_ outcome: Outcome) {
    switch outcome {
    case .success(nil): tally["blank", default: 0] += 1
    case .success: tally["event", default: 0] += 1
    case .failure(let rejection):
      if case .malformed = rejection.cause {
        tally["malformed", default: 0] += 1
      } else {
        tally["turned down", default: 0] += 1
      }
    }
  }
}
