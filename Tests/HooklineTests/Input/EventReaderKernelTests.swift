import JSONScanning
import SampleData
import Testing

@testable import Hookline

/// With every kernel, the lines of a block are read with the same result as each line alone.
@Suite struct EventReaderKernelTests {
  /// To repeat a run, paste the seed that it printed into the list.
  @Test(arguments: [UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)])
  func corruptedLinesAreReadAlikeByAllKernels(seed: UInt64) {
    var lines = CorruptedLines(seed: seed)
    var comparison = ReaderComparison<EventReader>()
    let linesInBlock = 1_000
    for number in 0..<CorruptedLines.count / linesInBlock {
      let block = lines.block(ofLines: linesInBlock)
      guard comparison.firstDifference(in: block.span) != nil else { continue }
      let difference = ReaderComparison<EventReader>.smallestDifference(in: block)
      Issue.record("seed \(seed), block \(number): \(difference)")
      return
    }
    // If nearly all lines were of one kind, the test would prove little.
    for (outcome, share) in [("read", 8), ("blank", 2000), ("malformed", 5), ("unsuitable", 40)] {
      let count = comparison.tally[outcome, default: 0]
      #expect(count >= CorruptedLines.count / share, "\(outcome) in \(comparison.tally)")
    }
  }

  @Test func linesAcrossStepsAreReadAlikeByAllKernels() {
    var comparison = ReaderComparison<EventReader>()
    for (number, lines) in EdgeBlocks.lines.enumerated() {
      let shifts = stride(from: number % 3, to: 64, by: 3)
      let block = EdgeBlocks.block(over: lines, shifts: shifts)
      guard comparison.firstDifference(in: block.span) != nil else { continue }
      Issue.record("\(ReaderComparison<EventReader>.smallestDifference(in: block))")
      return
    }
  }

  @Test(arguments: ["a line longer than a window, after others", "arrays without room"])
  func linesAcrossWindowsAreReadAlikeByAllKernels(name: String) {
    var comparison = ReaderComparison<EventReader>()
    for block in EdgeBlocks.windows where block.name == name {
      guard comparison.firstDifference(in: block.bytes.span) != nil else { continue }
      Issue.record("\(ReaderComparison<EventReader>.smallestDifference(in: block.bytes))")
    }
  }

  /// The platform's events, whole, and cut into two lines at a random place.
  @Test func sampleEventsAreReadAlikeByAllKernels() {
    var comparison = ReaderComparison<EventReader>()
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
      Issue.record("\(ReaderComparison<EventReader>.smallestDifference(in: block))")
    }
  }
}
