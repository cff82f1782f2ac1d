import Hookline
import Invariants
import JSONScanning
import SampleData
import Testing

/// Finding the records of log files, which arrive whole or in pieces.
@Suite struct LogSplitterTests {
  /// A record that was found, with its line and column from 1.
  struct Found: Equatable, CustomStringConvertible {
    var text: String
    var line: Int
    var column: Int
    var reason: Rejection.Reason?

    init(_ text: String, at place: (line: Int, column: Int), _ reason: Rejection.Reason? = nil) {
      (self.text, line, column, self.reason) = (text, place.line, place.column, reason)
    }

    var description: String { "\(line):\(column) \(text) \(reason?.rawValue ?? "")" }
  }

  /// The records found in `bytes`, which arrive in pieces of the sizes `cuts`, used in turn.
  private func records(of bytes: [UInt8], cuts: [Int] = [Int.max]) -> [Found] {
    SplitRecord.all(in: bytes, cuts: cuts).map { record in
      Found(
        String(decoding: record.bytes, as: UTF8.self), at: (record.line, record.column),
        record.reason)
    }
  }

  /// Files with `⟨⟩` around each record to be found, and `①` where one is missing.
  static let files = [
    "", " \n\r\n\t", "[]", " [\n]\n", "[][ ]\n[]", "‹0D›",
    // Lines, which may contain anything and keep their white space.
    "⟨{}⟩\n⟨{} ⟩\n\n⟨ {}⟩", "⟨a⟩‹0D›\n⟨b‹0D›⟩‹0D›\n⟨c‹0D›⟩", "⟨{⟩\n⟨[1,2]⟩\n⟨]⟩", "\n \n⟨\t,⟩\n",
    "⟨\"⟩\n⟨\"⟩\n",
    // Arrays, compact or over many lines, with anything between their commas.
    "[⟨{}⟩]", #"[⟨{}⟩,⟨{"a":[1,2]}⟩,⟨3⟩]"#, "\n[\n  ⟨{\n    \"a\": 1\n  }⟩,\n  ⟨{ }‹0D›\n⟩]\n",
    #"[⟨"],\\\",["⟩,⟨"[{" ⟩]"#, "[⟨1⟩][⟨2⟩]\n[⟨3⟩] [⟨4⟩]", "[⟨[]\t⟩,⟨[[]]⟩]", "[⟨{}⟩]\n[\n⟨[1,2]⟩]",
    // A broken element does not affect the others.
    "[⟨{}}⟩,⟨{]}⟩,⟨1⟩]", #"[⟨{"a":]⟩,⟨{}⟩]"#, #"[⟨tru⟩,⟨{} {}⟩,⟨\\⟩,⟨'a'⟩]"#,
    "[⟨{\"a\":\"x\n }⟩,⟨{}⟩]",
    // Where a quote is missing, brackets in strings are not taken for others.
    "[⟨{\"a\":\"x\n}⟩,⟨{\",[1,{}],\":1}⟩,⟨{}⟩]",
    "[⟨\"\\\n⟩,⟨1⟩]", "[⟨{\"\n}⟩,⟨1⟩]\n",
    "[①,⟨1⟩,①,①]", "[⟨1⟩,\n①]", "[ ①,①]",
    // After an array, a line is a line and another array is an array.
    "[⟨1⟩]\n⟨ {}⟩\n[⟨2⟩]", "[⟨1⟩]⟨ x⟩‹0D›\n", "[⟨1⟩]⟨]⟩\n[⟨2⟩]", "[⟨1⟩]⟨,[2]⟩",
    // Files that are cut off.
    #"[⟨{"a⟩"#, "[⟨1⟩,⟨{⟩", #"[⟨{"a":[1,2⟩"#, "[⟨1⟩①", "[⟨{}⟩,①", "[①", "[⟨1 \n⟩①", "[⟨1⟩,\n①",
  ]

  @Test(arguments: files) func markedRecordsAreFound(notation: String) {
    let text = MarkedText(notation)
    func place(_ offset: Int) -> (line: Int, column: Int) {
      let lines = text.bytes[..<offset].split(separator: 10, omittingEmptySubsequences: false)
      return (lines.count, (lines.last?.count ?? 0) + 1)
    }
    let whole = zip(text.offsets(of: "⟨"), text.offsets(of: "⟩")).map { start, end in
      (start, Found(String(decoding: text.bytes[start..<end], as: UTF8.self), at: place(start)))
    }
    let missing = text.offsets(of: "①").map { ($0, Found("", at: place($0), .invalidJSON)) }
    let expected = (whole + missing).sorted { $0.0 < $1.0 }.map(\.1)
    #expect(records(of: text.bytes) == expected)
    for size in 1...5 { #expect(records(of: text.bytes, cuts: [size]) == expected, "by \(size)") }
  }

  /// Each kernel finds the same records as the scalar code.
  ///
  /// The objects are random and many of them faulty, often with line feeds between tokens or in strings. To repeat a run, paste
  /// the seed that it printed into the list.
  @Test(arguments: [UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)])
  func allKernelsFindTheSameRecords(seed: UInt64) {
    var log = CorruptedLog(seed: seed)
    for round in 0..<TestSize.debug(100, release: 2_000) {
      let file = log.file(ofRecords: 1 + round % 40, to: "62685990d918fb5557f9f992")
      let cuts = log.cuts()
      let expected = SplitRecord.all(in: file, kernel: .scalar)
      for kernel in ScanKernel.allCases where kernel.isAvailable {
        let found = SplitRecord.all(in: file, cuts: cuts, kernel: kernel)
        guard found != expected else { continue }
        let first = zip(found, expected).first { $0 != $1 }
        Issue.record("\(kernel), seed \(seed), round \(round), by \(cuts): \(first as Any)")
        return
      }
    }
  }

  /// In arrays of random events, the records found are the events that were put in.
  @Test(arguments: 0..<40 as Range<UInt64>) func randomEventsPutIntoALogAreFound(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var events = SampleEvents(seed: seed)
    var (file, texts) = ([UInt8](), [String]())
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      file += Array("[".utf8)
      for number in 0..<Int.random(in: 0...5, using: &random) {
        let event = String(decoding: events.next(), as: UTF8.self)
          .trimmingPrefix { " \t".contains($0) }.description
        let text = String(event.reversed().trimmingPrefix { " \t".contains($0) }.reversed())
        file += Array((number > 0 ? "," : "").utf8)
        file += Array(["", " ", "\n", "\r\n\t"].randomElement(using: &random)?.utf8 ?? "".utf8)
        let margin = ["", " ", "\n"].randomElement(using: &random) ?? ""
        texts.append(text + margin)
        file += Array((text + margin).utf8)
      }
      file += Array("]\n".utf8)
    }
    let cuts = (0..<7).map { _ in Int.random(in: 1...300, using: &random) }
    #expect(records(of: file, cuts: cuts).map(\.text) == texts, "seed \(seed)")
  }

  /// However a file is cut, and whatever it contains, the same records are found at the same places.
  @Test(arguments: 0..<400 as Range<UInt64>)
  func recordsAreTheSameHoweverTheFileIsCut(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("[[]],,{}\"\\\n\r 1a".utf8)
    let file = (0..<Int.random(in: 0...60, using: &random)).map { _ in
      alphabet[Int.random(in: alphabet.indices, using: &random)]
    }
    let bytes = Bool.random(using: &random) ? [UInt8(ascii: "[")] + file : file
    let whole = records(of: bytes)
    for _ in 0..<4 {
      let cuts = (0..<5).map { _ in Int.random(in: 1...9, using: &random) }
      #expect(
        records(of: bytes, cuts: cuts) == whole,
        "seed \(seed), cuts \(cuts), \(MarkedText.notation(of: bytes))")
    }
    // Nothing is lost: outside the records there are only white space, commas and brackets.
    let content = SplitRecord.withoutSeparators(whole.flatMap { Array($0.text.utf8) })
    #expect(content == SplitRecord.withoutSeparators(bytes), "seed \(seed)")
  }
}
