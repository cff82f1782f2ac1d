internal import Hookline
internal import Invariants
internal import JSONScanning
internal import SampleData

/// A file that says which jobs are done: each line says what the reference predicts, with each kernel.
enum DoneTarget {
  static func contradiction(in input: [UInt8]) -> String? {
    for kernel in ScanKernel.allCases where kernel.isAvailable {
      var reader = DoneLineReader(kernel: kernel)
      reader.beginBlock()
      var start = 0
      while start < input.count {
        let end = input[start...].firstIndex(of: 0x0A) ?? input.count
        if let found = reader.endOfLine(at: start, in: input.span), found != end {
          return "a line from \(start) to \(found) and not to \(end)"
        }
        let line = Array(input[start..<end])
        let verdict = reader.read(start..<end, of: input.span)
        if let contradiction = ReferenceDoneLine(line).contradiction(to: verdict) {
          return "\(kernel): \(contradiction): \(MarkedText.notation(of: line))"
        }
        start = end + 1
      }
    }
    return nil
  }
}
