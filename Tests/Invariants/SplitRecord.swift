package import Hookline
package import JSONScanning
internal import SampleData

/// A record found in a file of the delivery log, with its line and column.
package struct SplitRecord: Equatable {
  /// Its bytes.
  package let bytes: [UInt8]
  /// Its line, counted from 1.
  package let line: Int
  /// The column of its first byte in that line, counted from 1.
  package let column: Int
  /// Why the splitter rejected it, or `nil` if it did not.
  package let reason: Rejection.Reason?

  /// The records found in `file` if it arrives in pieces; blank lines are left out.
  ///
  /// `cuts` has the lengths of the pieces in bytes, used over and over.
  package static func all(
    in file: [UInt8], cuts: [Int] = [Int.max], kernel: ScanKernel = .best
  ) -> [SplitRecord] {
    var splitter = LogSplitter(kernel: kernel)
    var (found, records) = ([SplitRecord](), [InputRecord]())
    var (held, rest, lines, turn) = ([UInt8](), file[...], 0, 0)
    repeat {
      let piece = rest.prefix(cuts[turn % cuts.count])
      turn += 1
      rest = rest.dropFirst(piece.count)
      let passed = held.count
      held += piece
      splitter.split(held.span, from: passed, isEnd: rest.isEmpty, into: &records)
      found += records.map { record in
        let (line, column) = record.position(of: 0, in: held.span)
        return SplitRecord(
          bytes: Array(held[record.extent]), line: lines + line + 1, column: column,
          reason: record.rejection?.reason)
      }
      records.removeAll()
      // Bytes that were handed on are dropped, and line counting continues from there.
      let dropped = splitter.heldOffset ?? held.count
      let lineCount = splitter.lineCount
      splitter.discard(dropped, lines: lineCount)
      (held, lines) = (Array(held.dropFirst(dropped)), lines + lineCount)
    } while !rest.isEmpty
    return found.filter { $0.reason != nil || !$0.bytes.allSatisfy(" \n\r\t".utf8.contains) }
  }

  /// `bytes` without white space, commas and square brackets, which can separate the records of arrays.
  package static func withoutSeparators(_ bytes: [UInt8]) -> [UInt8] {
    bytes.filter { !" \n\r\t,[]".utf8.contains($0) }
  }
}

extension SplitRecord: CustomStringConvertible {
  /// Its line and column, its bytes in a legible notation, and why it was rejected, if it was.
  package var description: String {
    "\(line):\(column) \(MarkedText.notation(of: bytes)) \(reason?.rawValue ?? "")"
  }
}
