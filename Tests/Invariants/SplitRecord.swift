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
    var pieces = LogPieces(of: file, cuts: cuts, kernel: kernel)
    var found: [SplitRecord] = []
    repeat {
      pieces.takeNext()
      found += pieces.records.map { record in
        let (line, column) = record.position(of: 0, in: pieces.held.span)
        return SplitRecord(
          bytes: Array(pieces.held[record.extent]), line: pieces.lineCount + line + 1,
          column: column, reason: record.rejection?.reason)
      }
    } while !pieces.isAtEnd
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
