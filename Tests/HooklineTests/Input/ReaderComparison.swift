import JSONScanning
import SampleData

@testable import Hookline

/// A reader of the lines of a block, one at a time.
protocol BlockReader {
  associatedtype Record: Equatable

  /// The scanner, with which the comparison begins blocks and finds line ends.
  var scanner: LineScanner { get set }

  init(kernel: ScanKernel)

  /// The record of the line in `extent`, or `nil` if it is blank.
  mutating func read(_ extent: Range<Int>, of block: Span<UInt8>) throws(Rejection) -> Record?
}

extension EventReader: BlockReader {
  init(kernel: ScanKernel) { self.init(readsTime: false, kernel: kernel) }
}

extension LogRecordReader: BlockReader {
  init(kernel: ScanKernel) { self.init(readsOutcome: true, kernel: kernel) }
}

/// Compares blocks read with each kernel with their lines read alone.
struct ReaderComparison<Reader: BlockReader> {
  private let kernels = ScanKernel.allCases.filter(\.isAvailable)
  private var readers: [Reader]
  private var reference = Reader(kernel: .scalar)
  /// The number of lines or elements of each kind.
  private(set) var tally: [String: Int] = [:]

  /// The result of reading a line or element.
  private typealias Outcome = Result<Reader.Record?, Rejection>

  init() {
    readers = kernels.map { Reader(kernel: $0) }
  }

  /// A description of the first difference in the lines of `block`, or `nil`.
  mutating func firstDifference(in block: Span<UInt8>) -> String? {
    for number in readers.indices { readers[number].scanner.beginBlock() }
    var start = 0
    while start < block.count {
      var end = start
      while end < block.count, block[end] != 0x0A { end += 1 }
      let hasReturn = end < block.count && end > start && block[end - 1] == 0x0D
      let line = start..<(hasReturn ? end - 1 : end)
      if let difference = difference(in: line, of: block, endingAt: end) { return difference }
      start = end + 1
    }
    return nil
  }

  /// A description of the first difference in the `elements` of an array in `block`, or `nil`.
  mutating func firstDifference(in elements: [Range<Int>], of block: Span<UInt8>) -> String? {
    for number in readers.indices { readers[number].scanner.beginBlock() }
    for element in elements {
      if let difference = difference(in: element, of: block, endingAt: nil) { return difference }
    }
    return nil
  }

  /// A description of the first difference in the line in `extent`, whose line feed is at `end`, or `nil`.
  ///
  /// Without `end`, it is an element of an array.
  private mutating func difference(
    in extent: Range<Int>, of block: Span<UInt8>, endingAt end: Int?
  ) -> String? {
    reference.scanner.beginBlock()
    let expected = Outcome { () throws(Rejection) in
      try reference.read(0..<extent.count, of: block.extracting(extent))
    }
    count(expected)
    for number in readers.indices {
      var foundEnd: Int?
      if end != nil {
        foundEnd = readers[number].scanner.endOfLine(at: extent.lowerBound, in: block)
      } else {
        readers[number].scanner.findElement(at: extent.lowerBound, in: block)
      }
      let outcome = Outcome { () throws(Rejection) in try readers[number].read(extent, of: block) }
      let isEndRight = foundEnd.map { $0 == end && $0 < block.count } ?? true
      guard isEndRight, outcome == expected else {
        return """
          \(kernels[number]), in \(extent): \(outcome) and end at \(foundEnd as Any), \
          where there is \(expected) and end at \(end as Any)
          """
      }
    }
    return nil
  }

  /// The first difference in the smallest part of `block` found that still has one.
  static func smallestDifference(in block: [UInt8]) -> String {
    var comparison = Self()
    let smallest = shrunk(block) { comparison.firstDifference(in: $0.span) != nil }
    let difference = comparison.firstDifference(in: smallest.span) ?? ""
    return "\(difference) in \(MarkedText.notation(of: smallest.suffix(2_000)))"
  }

  private mutating func count(_ outcome: Outcome) {
    let kind =
      switch outcome {
      case .success(nil): "blank"
      case .success: "read"
      case .failure(let rejection):
        if case .malformed = rejection.cause { "malformed" } else { "unsuitable" }
      }
    tally[kind, default: 0] += 1
  }
}
