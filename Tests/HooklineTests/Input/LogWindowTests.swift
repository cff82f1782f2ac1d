import SampleData
import Testing

@testable import Hookline
@testable import JSONScanning

/// What a splitter finds in the records of a log is enough to read them.
@Suite struct LogWindowTests {
  private static let kernels = ScanKernel.allCases.filter { $0 != .scalar && $0.isAvailable }

  /// A log that arrives in pieces: splits each piece, and hands on what was found.
  private struct Pieces {
    var splitter: LogSplitter
    /// The bytes at hand, and how many of them were split.
    var (held, passedCount) = ([UInt8](), 0)
    var records: [InputRecord] = []
    var window = IndexedWindow()

    init(kernel: ScanKernel) { splitter = LogSplitter(kernel: kernel) }

    /// Adds `piece`; ``records`` are those that it completes, and ``window`` has what was found in them.
    mutating func add(_ piece: some Sequence<UInt8>, isLast: Bool) {
      held += piece
      records.removeAll()
      // A local, so that its span does not borrow all of `self`.
      let held = held
      splitter.split(held.span, from: passedCount, isEnd: isLast, into: &records)
      if let first = records.first {
        splitter.exchangeWindow(with: &window, from: first.extent.lowerBound)
      }
    }

    /// Drops what was read.
    mutating func dropRecords() {
      let dropped = splitter.heldOffset ?? held.count
      splitter.discard(dropped, lines: splitter.lineCount)
      held.removeFirst(dropped)
      passedCount = held.count
    }
  }

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
      var rest = log.file(ofRecords: 1 + round % 40, to: "62685990d918fb5557f9f992")[...]
      var (pieces, turn) = (Pieces(kernel: kernel), 0)
      while !rest.isEmpty {
        let piece = rest.prefix(cuts[turn % cuts.count])
        (rest, turn) = (rest.dropFirst(piece.count), turn + 1)
        pieces.add(piece, isLast: rest.isEmpty)
        reader.scanner.beginBlock(with: &pieces.window)
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
        reader.scanner.endBlock(with: &pieces.window)
        pieces.dropRecords()
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
    var (pieces, foundCount) = (Pieces(kernel: kernel), 0)
    for start in stride(from: 0, to: file.count, by: 1_500) {
      pieces.add(file[start...].prefix(1_500), isLast: start + 1_500 >= file.count)
      var index = LineIndex(kernel, selecting: LogMember.selection)
      index.exchangeWindow(with: &pieces.window)
      let held = pieces.held
      let bytes = held.span
      for extent in pieces.records.map(\.extent) where held[extent].starts(with: record.utf8) {
        guard index.window.extent.contains(extent.lowerBound) else { continue }
        foundCount += 1
        let end = index.endOfElement(at: extent.lowerBound, in: bytes)
        #expect(end == extent.lowerBound + record.utf8.count)
      }
      pieces.dropRecords()
    }
    // Those around a piece that ends in a literal, after a faulty record, may be missing.
    #expect(foundCount >= 360)
  }

  /// What was found in some records is not handed on with others.
  @Test(arguments: kernels) func windowIsEmptyIfNothingWasFound(kernel: ScanKernel) {
    var pieces = Pieces(kernel: kernel)
    pieces.add(#"[{"a":1},"#.utf8, isLast: false)
    #expect(!pieces.window.isEmpty)
    pieces.dropRecords()
    pieces.add("1,".utf8, isLast: false)
    #expect(pieces.records.count == 1)
    #expect(pieces.window.isEmpty)
  }
}
