package import Hookline
package import JSONScanning
internal import SampleData

/// A record that was found in a file of the delivery log, with its place as people count.
package struct SplitRecord: Equatable {
  /// Its bytes.
  package let bytes: [UInt8]
  /// Its line, from 1.
  package let line: Int
  /// Its first byte in that line, from 1.
  package let column: Int
  /// Why it was turned down before it was looked into.
  package let reason: Rejection.Reason?

  /// What is found in `file` where only so many bytes come at a time as `cuts` says, in turn; nobody sees blank lines.
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
      // What was handed on is forgotten, and the lines are counted on from there.
      let dropped = splitter.heldOffset ?? held.count
      let lineCount = splitter.lineCount
      splitter.discard(dropped, lines: lineCount)
      (held, lines) = (Array(held.dropFirst(dropped)), lines + lineCount)
    } while !rest.isEmpty
    return found.filter { $0.reason != nil || !$0.bytes.allSatisfy(" \n\r\t".utf8.contains) }
  }

  /// `bytes` but for white space and what stands between the records of arrays.
  package static func ink(in bytes: [UInt8]) -> [UInt8] {
    bytes.filter { !" \n\r\t,[]".utf8.contains($0) }
  }
}

extension SplitRecord: CustomStringConvertible {
  /// Where it stands, and its bytes legibly.
  package var description: String {
    "\(line):\(column) \(MarkedText.notation(of: bytes)) \(reason?.rawValue ?? "")"
  }
}
