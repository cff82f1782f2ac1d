internal import Hookline
internal import JSONScanning
internal import SampleData

// What must hold for the lines of a block, each of which is routed as if it came alone.

extension RoutingCase {
  /// A line that a kernel routes differently in a block than the scanner routes it alone.
  func lineThatKernelsRouteDifferently() -> String? {
    var router = LineRouter(webhooks, kernel: .scalar)
    let flipped = lines.map { self.flipped($0) }
    let all = lines + flipped
    let expected = outcomes + flipped.map { Outcome($0, by: &router) }
    for kernel in ScanKernel.allCases where kernel.isAvailable {
      var router = LineRouter(webhooks, kernel: kernel)
      for end in [[0x0A], []] as [[UInt8]] {
        let block = Array(all.joined(separator: [0x0A])) + end
        let found = outcomes(of: all, inBlock: block, lineEndLength: 1, by: &router)
        if let number = all.indices.first(where: { found[$0] != expected[$0] }) {
          return """
            \(kernel), line \(number): \(found[number].verdict) and not \
            \(expected[number].verdict): \(Self.notation(all[number]))
            """
        }
      }
    }
    return nil
  }

  /// `line` with one bit flipped, or unchanged if that would split it into two lines.
  private func flipped(_ line: [UInt8]) -> [UInt8] {
    var random = SeededGenerator(seed: seed &+ UInt64(line.count))
    guard let place = line.indices.randomElement(using: &random) else { return line }
    var flipped = line
    flipped[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    return flipped[place] == 0x0A ? line : flipped
  }

  /// A line that is routed differently if lines end with a carriage return and a line feed.
  func lineThatLineEndsChange() -> String? {
    let block = Array(lines.joined(separator: [0x0D, 0x0A])) + [0x0D, 0x0A]
    var router = LineRouter(webhooks)
    let found = outcomes(of: lines, inBlock: block, lineEndLength: 2, by: &router)
    let number = outcomes.indices.first { found[$0] != outcomes[$0] }
    return number.map { number in
      "\(found[number].verdict) and not \(outcomes[number].verdict): \(Self.notation(lines[number]))"
    }
  }

  /// The outcomes of `lines` in `block`, where each line, except perhaps the last, has a line end of `lineEndLength` bytes.
  private func outcomes(
    of lines: [[UInt8]], inBlock block: [UInt8], lineEndLength: Int, by router: inout LineRouter
  ) -> [Outcome] {
    router.router.beginBlock()
    var start = 0
    return lines.map { line in
      let end = start + line.count
      defer { start = end + lineEndLength }
      let lineFeed = router.router.endOfLine(at: start, in: block.span)
      var bytes: [UInt8] = []
      let verdict = router.route(start..<end, of: block.span, to: &bytes)
      // With a wrong end it is another line, so its verdict does not count.
      let isEndRight = lineFeed == nil || lineFeed == end + lineEndLength - 1
      return Outcome(isEndRight ? verdict : .blank, bytes)
    }
  }
}
