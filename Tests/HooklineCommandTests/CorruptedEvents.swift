import SampleData

/// Events of which some are corrupted.
enum CorruptedEvents {
  /// `count` sample events: every tenth has one byte replaced, every seventh ends with CRLF, and the last has no line feed.
  static func lines(_ count: Int, seed: UInt64) -> [UInt8] {
    var (samples, generator) = (SampleEvents(seed: seed), SeededGenerator(seed: seed))
    let odd =
      Array(#"{}[]:,"\0-.eEu tfn"#.utf8) + [0, 9, 10, 13, 0x1F, 0x80, 0x8A, 0xC3, 0xE2, 0xF0, 0xFF]
    let lines = (0..<count).map { number in
      var line = samples.next()
      if number.isMultiple(of: 10) {
        let place = Int.random(in: line.indices, using: &generator)
        line[place] = odd[Int.random(in: odd.indices, using: &generator)]
      }
      return line + Array((number.isMultiple(of: 7) ? "\r\n" : "\n").utf8)
    }
    return Array(lines.joined().dropLast())
  }
}
