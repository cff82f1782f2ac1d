import Invariants
import SampleData
import Testing

@testable import Hookline
@testable import JSONScanning

/// What a splitter finds in the records of a log is enough to read them.
@Suite struct LogWindowTests {
  private static let kernels = ScanKernel.allCases.filter { $0 != .scalar && $0.isAvailable }

  /// With what was found while they were split, records are read with the same result as each record alone by the scalar code.
  ///
  /// To repeat a run, paste the seed that it printed into the list.
  @Test(arguments: [UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)], kernels)
  func recordsAreReadAlikeWithWhatTheSplitterFound(seed: UInt64, kernel: ScanKernel) {
    var log = CorruptedLog(seed: seed)
    var (reader, reference) = (LogRecordReader(kernel: kernel), LogRecordReader(kernel: .scalar))
    var (readCount, rejectedCount) = (0, 0)
    for round in 0..<TestSize.debug(100, release: 2_000) {
      let cuts = log.cuts()
      let file = log.file(ofRecords: 1 + round % 40, to: "62685990d918fb5557f9f992")
      var (pieces, window) = (LogPieces(of: file, cuts: cuts, kernel: kernel), IndexedWindow())
      while !pieces.isAtEnd {
        pieces.takeNext()
        pieces.exchangeWindow(with: &window)
        reader.scanner.beginBlock(with: &window)
        let held = pieces.held
        let bytes = held.span
        for record in pieces.records where record.rejection == nil {
          reader.scanner.findElement(at: record.extent.lowerBound, in: bytes)
          let found = Result { () throws(Rejection) in try reader.read(record.extent, of: bytes) }
          let expected = Result { () throws(Rejection) in
            try reference.read(bytes.extracting(record.extent))
          }
          guard found == expected else {
            let text = MarkedText.notation(of: held[record.extent])
            Issue.record("seed \(seed), round \(round): \(found) and not \(expected): \(text)")
            return
          }
          if case .success = found { readCount += 1 } else { rejectedCount += 1 }
        }
        reader.scanner.endBlock(with: &window)
      }
    }
    // If nearly all records were of one kind, the test would prove little.
    #expect(
      min(readCount, rejectedCount) * 20 > readCount + rejectedCount,
      "\(readCount) read, \(rejectedCount) rejected")
  }

  /// A faulty record, the end of an array and that of a piece do not keep the records around them from being found with it.
  @Test(
    arguments: [",", " , ", ",\n", "]\n[", "][", ",{\"a\"::1},", ",{\"a\":[1}},"],
    kernels)
  func splitterFindsRecordsWithAKernel(separator: String, kernel: ScanKernel) {
    let record =
      #"{"event":{"data":{"n":[1,{},true,"\\u00e9"]}},"subscription":"62685990d918fb5557f9f992"}"#
    let file = Array(
      ("[" + Array(repeating: record, count: 400).joined(separator: separator) + "]").utf8)
    var (pieces, foundCount) = (LogPieces(of: file, cuts: [1_500], kernel: kernel), 0)
    var window = IndexedWindow()
    while !pieces.isAtEnd {
      pieces.takeNext()
      pieces.exchangeWindow(with: &window)
      var index = LineIndex(kernel, selecting: LogMember.selection)
      index.exchangeWindow(with: &window)
      let held = pieces.held
      let bytes = held.span
      for extent in pieces.records.map(\.extent) where held[extent].starts(with: record.utf8) {
        guard index.window.extent.contains(extent.lowerBound) else { continue }
        foundCount += 1
        let end = index.endOfElement(at: extent.lowerBound, in: bytes)
        #expect(end == extent.lowerBound + record.utf8.count)
      }
    }
    // Those around a piece that ends in a literal, after a faulty record, may be missing.
    #expect(foundCount >= 360)
  }

  /// What was found in some records is not handed on with others.
  @Test(arguments: kernels) func windowIsEmptyIfNothingWasFound(kernel: ScanKernel) {
    let file = Array(#"[{"a":1},1,2"#.utf8)
    var pieces = LogPieces(of: file, cuts: [9, 2], kernel: kernel)
    var window = IndexedWindow()
    pieces.takeNext()
    pieces.exchangeWindow(with: &window)
    #expect(!window.isEmpty)
    pieces.takeNext()
    pieces.exchangeWindow(with: &window)
    #expect(pieces.records.count == 1)
    #expect(window.isEmpty)
  }
}
