internal import Invariants
internal import JSONScanning
internal import SampleData
internal import Synchronization

/// Lines on which each kernel, the scanner alone, and its reference must agree.
enum ScannerTarget {
  /// The first byte sets where in a kernel's step the lines begin, and whether other bytes follow them.
  static func contradiction(in input: [UInt8]) -> String? {
    guard let first = input.first else { return nil }
    let block = Array(input.dropFirst())
    let difference = comparison.withLock { comparison in
      firstDifference(
        in: block, shift: Int(first % 64), isInside: first >= 128, by: &comparison)
    }
    return difference ?? differenceFromReference(in: block)
  }

  /// Shared, because each takes some megabytes.
  private static let comparison = Mutex(LineComparison())

  private static func differenceFromReference(in block: [UInt8]) -> String? {
    for line in block.split(separator: 0x0A).map({ Array($0) }) {
      for asLine in [false, true] {
        let verdict = Verdict(scanning: line, asLine: asLine)
        let reference = ReferenceParser.judge(line, asLine: asLine).verdict
        guard verdict == reference else {
          return "\(verdict) and not \(reference): \(MarkedText.notation(of: line))"
        }
      }
    }
    return nil
  }
}
