/// An endless sequence of log files determined by a seed: arrays, compact or over many lines, about half of whose elements are
/// corrupted, often so that a bracket or a quote is missing.
package struct CorruptedLog {
  private var generator: SeededGenerator
  private var lines: CorruptedLines

  /// The sequence that `seed` determines, from its first file on.
  package init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    lines = CorruptedLines(seed: seed)
  }

  /// The next file, of about `count` elements: records for the webhook with the id `subscription`, or events.
  package mutating func file(ofRecords count: Int, to subscription: String) -> [UInt8] {
    var file: [UInt8] = []
    let isPretty = generator.happens(inHundred: 50)
    for line in lines.block(ofLines: count).split(separator: UInt8(ascii: "\n")) {
      let separators = file.isEmpty ? ["["] : [",", ",", ",", ", ", ",\n", "][", "]\n["]
      file += generator.one(of: separators).utf8
      let isRecord = generator.happens(inHundred: 70)
      for byte in isRecord ? SampleLog.record(Array(line), to: subscription) : Array(line) {
        file.append(byte)
        if isPretty, ",:{}".utf8.contains(byte), generator.happens(inHundred: 40) {
          file += generator.one(of: ["\n", "\n  ", "\r\n"]).utf8
        }
      }
    }
    if generator.happens(inHundred: 80) { file += "]\n".utf8 }
    return file
  }

  /// The lengths in bytes of the pieces in which a file arrives, to be used in turn.
  package mutating func cuts() -> [Int] {
    [generator.one(of: [.max, 64, 100, 1_000, 3_000]), generator.number(in: 1...5_000)]
  }
}
