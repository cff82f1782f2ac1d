internal import Hookline
internal import JSONScanning

// What must hold for the lines of a block, each of which is to be routed as if it came alone.

extension RoutingCase {
  /// A line of which a kernel makes something else in a block than the scanner does of it alone.
  func lineThatKernelsRouteOtherwise() -> String? {
    for kernel in ScanKernel.allCases where kernel.isAvailable {
      // A line feed at the very end, none there, and one line among others.
      for (end, isWhole) in [([0x0A], true), ([], false)] as [([UInt8], Bool)] {
        let block = Array(lines.joined(separator: [0x0A])) + end
        let found = outcomes(ofBlock: block, lineEndLength: 1, kernel)
        if let number = outcomes.indices.first(where: { found[$0] != outcomes[$0] }) {
          return """
            \(kernel), line \(number) of a block that ends \(isWhole ? "with" : "without") a line \
            feed: \(found[number].verdict) and not \(outcomes[number].verdict): \
            \(Self.notation(lines[number]))
            """
        }
      }
    }
    return nil
  }

  /// A line of which something else becomes where lines end as on other systems.
  func jobThatLineEndsChange() -> String? {
    let block = Array(lines.joined(separator: [0x0D, 0x0A])) + [0x0D, 0x0A]
    let found = outcomes(ofBlock: block, lineEndLength: 2, .best)
    let number = outcomes.indices.first { found[$0] != outcomes[$0] }
    return number.map { number in
      "\(found[number].verdict) and not \(outcomes[number].verdict): \(Self.notation(lines[number]))"
    }
  }

  /// What becomes of the lines in `block`, each of which but the last must end with that many bytes.
  private func outcomes(
    ofBlock block: [UInt8], lineEndLength: Int, _ kernel: ScanKernel
  ) -> [Outcome] {
    var router = Router(webhooks, kernel: kernel)
    router.beginBlock()
    var start = 0
    return lines.map { line in
      let end = start + line.count
      defer { start = end + lineEndLength }
      let lineFeed = router.endOfLine(at: start, in: block.span)
      var bytes: [UInt8] = []
      let verdict = router.route(start..<end, of: block.span, to: &bytes)
      // A wrong end makes another line of it.
      let isEndRight = lineFeed == nil || lineFeed == end + lineEndLength - 1
      return Outcome(verdict: isEndRight ? verdict : .blank, jobs: Outcome.jobs(in: bytes))
    }
  }
}
