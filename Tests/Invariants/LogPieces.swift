package import Hookline
package import JSONScanning

/// A log file that arrives in pieces: the buffered bytes, and the records that the latest piece completed.
package struct LogPieces {
  /// The buffered bytes, and how many lines were dropped before them.
  package private(set) var held: [UInt8] = []
  package private(set) var lineCount = 0
  /// The records that the latest piece completed, in ``held``.
  package private(set) var records: [InputRecord] = []
  private var splitter: LogSplitter
  /// The bytes that have not come yet, and how many pieces have.
  private var rest: ArraySlice<UInt8>
  private var pieceCount = 0
  private let cuts: [Int]

  /// The pieces of `file`, whose lengths in bytes are `cuts`, used over and over; records are found with `kernel`.
  package init(of file: [UInt8], cuts: [Int], kernel: ScanKernel) {
    splitter = LogSplitter(kernel: kernel)
    (rest, self.cuts) = (file[...], cuts)
  }

  /// Whether the whole file has come.
  package var isAtEnd: Bool { rest.isEmpty }

  /// Drops the bytes and lines that were taken, and adds the next piece.
  package mutating func takeNext() {
    let (dropped, droppedLines) = (splitter.heldOffset ?? held.count, splitter.lineCount)
    splitter.discard(dropped, lines: droppedLines)
    lineCount += droppedLines
    let passedCount = held.count - dropped
    let piece = rest.prefix(cuts[pieceCount % cuts.count])
    (rest, pieceCount) = (rest.dropFirst(piece.count), pieceCount + 1)
    held = Array(held[dropped...] + piece)
    records.removeAll()
    // A local, so that its span does not borrow all of `self`.
    let held = held
    splitter.split(held.span, from: passedCount, isEnd: rest.isEmpty, into: &records)
  }

  /// Exchanges `window` for what was found in the records, which is nothing if there are none.
  package mutating func exchangeWindow(with window: inout IndexedWindow) {
    splitter.exchangeWindow(with: &window, from: records.first?.extent.lowerBound ?? held.count)
  }
}
