import Invariants
import JSONScanning
import SampleData
import Testing

/// The kernels judge lines as the scanner does, and do not leave ordinary ones to it.
@Suite struct LineIndexTests {
  /// To rerun a seed that was printed, paste it into the list.
  @Test(arguments: [UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)])
  func corruptedLinesAreScannedAlikeByAllKernels(seed: UInt64) {
    var lines = CorruptedLines(seed: seed)
    var comparison = LineComparison()
    let linesInBlock = 1_000
    for number in 0..<CorruptedLines.count / linesInBlock {
      let block = lines.block(ofLines: linesInBlock)
      let (shift, isInside) = (number % 61, number % 4 == 0)
      if firstDifference(in: block, shift: shift, isInside: isInside, by: &comparison) != nil {
        let difference = smallestDifference(in: block, shift: shift, isInside: isInside)
        Issue.record("seed \(seed), block \(number): \(difference)")
        return
      }
    }
  }

  /// The kernels look at 4 KiB at a time.
  @Test(arguments: LineComparison.kernels, [1, 4096, 4097, 100_000, 2_000_000])
  func asManyBytesArePrefetchedAsAreIndexed(kernel: ScanKernel, lineLength: Int) {
    var index = LineIndex(kernel, selecting: MemberSelection(["a"]))
    let line = Array(repeating: UInt8(ascii: " "), count: lineLength - 1) + [UInt8(ascii: "\n")]
    index.prefetch(4096..<1 << 20)
    _ = index.endOfLine(at: 0, in: line.span)
    // A line that is longer than a window is not indexed.
    let indexed = lineLength > 1 << 20 ? 0 : (lineLength + 4095) / 4096 * 4096
    #expect(index.ahead == UInt(4096 + indexed)..<1 << 20)
    // The rest is less than the next line.
    index.reset()
    index.prefetch(0..<1)
    _ = index.endOfLine(at: 0, in: line.span)
    #expect(index.ahead.isEmpty == (indexed > 0))
  }

  @Test func linesAcrossStepsAreScannedAlikeByAllKernels() {
    expectNoDifferences(
      in: EdgeBlocks.lines.lazy.map { EdgeBlocks.block(over: $0, shifts: 0..<64) })
  }

  @Test func judgedLinesAreScannedAlikeByAllKernels() {
    let blocks = EdgeBlocks.judgedLines.lazy.enumerated().map { number, line in
      EdgeBlocks.block(over: line, shifts: stride(from: number % 5, to: 64, by: 5))
    }
    expectNoDifferences(in: blocks)
  }

  @Test(arguments: EdgeBlocks.windows.map(\.name))
  func linesAcrossWindowsAreScannedAlikeByAllKernels(name: String) {
    let blocks = EdgeBlocks.windows.filter { $0.name == name }.map(\.bytes)
    expectNoDifferences(in: blocks + blocks.map { $0.dropLast() })
  }

  /// Brackets nested up to the limits of the index and the scanner, and deeper.
  @Test(arguments: [55...70, 126...130, 1021...1026])
  func deepLinesAreScannedAlikeByAllKernels(depths: ClosedRange<Int>) {
    for (opening, closing) in [
      ("[", "]"), (#"{"a":"#, "}"), (#"[{"a":"#, "}]"), (#"{"data":"#, "}"),
    ] {
      let lines = depths.flatMap { depth in
        ["a", "data"].flatMap { name in
          let open = "{\"\(name)\":" + String(repeating: opening, count: depth / closing.count)
          let close = String(repeating: closing, count: depth / closing.count)
          return [
            "\(open)1\(close)}", "\(open)1\(close)", "\(open)1\(close)]", "\(open){}\(close)}",
            "{}",
          ]
        }
      }
      expectNoDifferences(in: [Array(lines.map { $0 + "\n" }.joined().utf8)])
    }
  }

  /// Every pair of adjacent bytes, and sequences of four bytes around the limits of well-formed UTF-8.
  @Test func adjacentBytesAreScannedAlikeByAllKernels() {
    let all = UInt8.min...UInt8.max
    let pairs = all.flatMap { first in all.map { [first, $0] } }
    let seconds: [UInt8] = [0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0]
    let further: [UInt8] = [0x7F, 0x80, 0xBF, 0xC0]
    let sequences = (UInt8(0xC0)...0xFF).flatMap { first in
      seconds.flatMap { second in
        further.flatMap { third in further.map { [first, second, third, $0] } }
      }
    }
    for bytes in [pairs, sequences] {
      let block = bytes.flatMap { Array("{\"\":\"".utf8) + $0 + Array("\"}\n".utf8) }
      expectNoDifferences(in: [block])
    }
  }

  /// An escape across each boundary, valid, wrong or incomplete, between lines that end inside an escape.
  ///
  /// The kernels use another code path for blocks in which a line feed cuts off an escape.
  @Test func cutOffEscapesAreScannedAlikeByAllKernels() {
    let escapes = ["\\ug123", "\\u1g23", "\\u12g3", "\\u123g", "\\u1234", "\\u12", "\\"]
    let cutOff = "{\"a\":\"\\u1\n"
    // Over the end of a step, and over those of the first blocks of 256 and of 512 bytes.
    let shifts = [0..<66, 230..<245, 486..<501].joined()
    let blocks = shifts.flatMap { shift in
      escapes.map { escape in
        let margin = String(repeating: "x", count: shift)
        let line = "{\"b\":\"\(margin)\(escape)\"}\n"
        return Array((cutOff + line + cutOff).utf8)
      }
    }
    expectNoDifferences(in: blocks)
  }

  /// Fractions at the ends of steps, as long as one step or two, and what can follow them.
  ///
  /// The kernels check the fractions of a step at once if they end in it or in the next one.
  @Test(
    arguments: [
      ",", "}", " ", ".", ".5,", "e", "e5,", "-", "x", "\"", ":", "{", "\n", ",1-2,", ",1x2,",
    ])
  func fractionsAreScannedAlikeByAllKernels(end: String) {
    let blocks = [0, 1, 2, 3, 61, 62, 63, 64, 65, 126, 127, 128, 129].lazy.map { count in
      let line = "{\"a\":[1.5,2.\(String(repeating: "7", count: count))\(end)1]}"
      return EdgeBlocks.block(
        over: Array(line.utf8), shifts: stride(from: count % 3, to: 64, by: 3))
    }
    expectNoDifferences(in: blocks)
  }

  /// A character or an escape, or a part of one, around the start of the last chunk, which the kernels copy if it is not
  /// whole.
  @Test(
    arguments: [
      "‹C3 A9›", "‹E2 82 AC›", "‹F0 9F 98 80›", "‹E2 82›", "‹F0 9F 98›", "‹AC›",
      "\\u00e9", "\\u", "\\u00", "\\", "\\\\", "\\\\\\", "\\\"",
    ])
  func charactersAcrossTheLastChunkAreScannedAlikeByAllKernels(notation: String) {
    let character = MarkedText(notation).bytes
    let blocks = (4_084...4_100).lazy.map { count in
      Array("{\"\":\"".utf8) + [UInt8](repeating: 0x78, count: count - 5) + character
        + Array("y\"}\n{}\n".utf8)
    }
    expectNoDifferences(in: blocks)
  }

  /// An object with a chosen member on each side of the end of a chunk, after more tokens than are looked at together: those
  /// left over are looked at with the next chunk, which has no white space and is not the last.
  @Test func objectsAcrossChunksAreScannedAlikeByAllKernels() {
    let start = "{\"a\":[\(String(repeating: "[],", count: 40))0],\"\":\""
    let rest = String(repeating: "y", count: 8_000)
    let blocks = (4_040...4_100).lazy.map { count in
      let filling = String(repeating: "x", count: count - start.utf8.count)
      return Array("\(start)\(filling)\",\"data\": {\"group\":\"6f\"},\"b\":\"\(rest)\"}\n".utf8)
    }
    expectNoDifferences(in: blocks)
  }

  /// Characters of two and three bytes after each kind of value: some of their bytes have the low seven bits of one that is
  /// allowed there.
  @Test(arguments: ["", "t", "tru", "true", "fals", "false", "null", "-", "-0", "-1", "1", "1."])
  func strayCharactersAreScannedAlikeByAllKernels(value: String) {
    let all = UInt8(0x80)...0xBF
    let twoBytes = (UInt8(0xC2)...0xDF).flatMap { first in all.map { [first, $0] } }
    let threeBytes = (UInt8(0xE1)...0xEF).map { [$0, 0x80, 0x80] }
    let block = (twoBytes + threeBytes).flatMap {
      Array("{\"a\":\(value)".utf8) + $0 + Array("}\n".utf8)
    }
    expectNoDifferences(in: [block])
  }

  /// Literals and numbers with any byte in each of their places or after them.
  @Test(arguments: ["true", "false", "null", "-1", "-0", "-0.5", "-12e3"])
  func valuesWithAnyByteAreScannedAlikeByAllKernels(value: String) {
    let block = (0...value.utf8.count).flatMap { place in
      (UInt8.min...UInt8.max).flatMap { byte in
        var bytes = Array(value.utf8) + (place == value.utf8.count ? [byte] : [])
        bytes[place] = byte
        return Array("{\"a\":".utf8) + bytes + Array("}\n".utf8)
      }
    }
    expectNoDifferences(in: [block])
  }

  /// Literals and numbers, well-formed or not, that begin up to ten bytes before the end of 4,096 bytes (a pass).
  @Test(arguments: ["true", "false", "null", "-1", "-0", "-0.5", "-", "tru", "fals"])
  func valuesAcrossPassesAreScannedAlikeByAllKernels(value: String) {
    let head = "{\"a\":"
    var block: [UInt8] = []
    for end in ["}", "x}", "0}", " }", "\"}", "\0}"] {
      for before in 0...10 {
        let line = Array("\(head)\(value)\(end)".utf8)
        EdgeBlocks.append(line, shift: head.utf8.count + before, over: 4096, to: &block)
      }
    }
    expectNoDifferences(in: [block])
  }

  /// A value begins wherever no other token does, with any byte.
  @Test func runsOfEachByteAreScannedAlikeByAllKernels() {
    let block = (UInt8.min...UInt8.max).flatMap { byte in
      (1...8).flatMap { count in
        Array("{\"a\":".utf8) + Array(repeating: byte, count: count) + Array("}\n".utf8)
      }
    }
    expectNoDifferences(in: [block])
  }

  /// The bytes can end anywhere in an element of an array; the address sanitizer reports a read past them.
  @Test(arguments: [
    "1", "1.", "1.5", "1e", "1e+", "-1.5e-", "-", "-0", "tru", "true", "fals", "false", "\"\\u00",
    "\"\u{e9}",
  ])
  func cutOffElementIsNotReadPastTheEnd(value: String) {
    for count in [64, 4_096, 4_104, 4_200, 8_192, 12_288] {
      let head = Array("{\"a\":\(value)".utf8)
      let filling: UInt8 = value.contains(where: \.isNumber) ? 0x31 : 0x20
      for isFilledBefore in [false, true] {
        let rest = [UInt8](repeating: filling, count: count - head.count)
        let bytes =
          isFilledBefore
          ? Array("{\"a\":".utf8) + rest.map { _ in 0x20 } + Array(value.utf8) : head + rest
        for kernel in LineComparison.kernels {
          var index = LineIndex(kernel, selecting: MemberSelection([]))
          #expect(index.endOfElement(at: 0, in: bytes.span) == nil)
        }
      }
    }
  }

  /// An event as the platform writes it, or with other white space and escapes, is never left to the scanner.
  @Test func sampleEventsAreNotLeftToTheScanner() {
    var events = SampleEvents(seed: 1)
    var comparison = LineComparison()
    let block = (0..<100).flatMap { _ in events.next() + Array("\n".utf8) }
    #expect(comparison.firstDifference(in: block.span) == nil)
    #expect(comparison.acceptedCount == 100 * LineComparison.kernels.count)
  }

  /// A kernel looks for white space only in blocks that have some, and after a block that ends with some.
  @Test func whiteSpaceBeforeABlockWithoutAnyIsScannedAlikeByAllKernels() {
    let lines = [
      #"{_"a":1}"#, #"{"a"_:1}"#, #"{"a":_1}"#, #"{"a":1_}"#, #"{"a":1,_"b":2}"#,
      #"{"a":1_,"b":2}"#,
      #"{"a":[1_2]}"#, #"{"a"_"b"}"#, #"{"a":{}_"b":1}"#, #"{_}"#, #"{_1}"#, #"{"a"_1}"#,
      #"{"a":1}_"#,
      #"{"a":[1,_2]}"#, #"{"a":[_1]}"#, #"{"a":[1]_}"#, #"_{"a":1}"#, #"1_2"#, #"{"a":"b_c"}"#,
      #"{"data":_{"group":1}}"#, #"{"data"_:{"group":1}}"#, #"_"#,
    ].map { Array($0.utf8) }
    let filling = Array(("{\"\":\"" + String(repeating: "x", count: 1100) + "\"}\n").utf8)
    let mark = UInt8(ascii: "_")
    var comparison = LineComparison()
    for line in lines {
      for space in [" ", "\t", "\r", "\r\r"] {
        let parts = line.split(separator: mark, omittingEmptySubsequences: false)
        let text = Array(parts.joined(separator: space.utf8))
        var block: [UInt8] = []
        EdgeBlocks.append(text, shift: parts[0].count + space.utf8.count, over: 512, to: &block)
        let difference = comparison.firstDifference(in: (block + filling).span)
        #expect(difference == nil, "\(String(decoding: text, as: UTF8.self))")
      }
    }
  }

  /// Lines without an object, well-formed or not, which a kernel alone can tell apart, at every place in a step.
  @Test func linesWithoutAnObjectAreScannedAlikeByAllKernels() {
    let values = [
      "1", "-0.5e3", "true", "null", "\"\"", "\"a\\\"\"", "[]", "[1,\"a\"]", "[[],[2]]",
    ]
    let separators = ["", " ", ",", ":", "\n", "\r", "\r\n", ", ", "\t:", "]", "[", "}", "\""]
    expectNoDifferences(
      in: values.flatMap { first in
        separators.flatMap { separator in
          (values + [""]).flatMap { second in
            [" ", "{}"].map { before in
              let line = first + separator + second
              return Array("\(before)\n\(line)\n\(line) \n\(separator)\(first)\n".utf8)
            }
          }
        }
      })
  }

  /// What a line holds that has no object is known without the scanner.
  @Test(arguments: [
    ("1", 0..<1), (" \"a\"\t ", 1..<4), ("[1]", 0..<3), ("1,2", nil), ("1 2", nil), ("1,", nil),
    (",1", nil), ("\"a\":1", nil), ("[1],[2]", nil), (" ", nil), ("tru", nil), ("1]", nil),
  ])
  func oneValueIsFound(line: String, extent: Range<Int>?) throws {
    let block = Array("{}\n\(line)\n".utf8)
    for kernel in LineComparison.kernels {
      let selection = MemberSelection([])
      var index = LineIndex(kernel, selecting: selection)
      var members = SelectedMembers(for: selection)
      _ = index.endOfLine(at: 0, in: block.span)
      _ = index.endOfLine(at: 3, in: block.span)
      #expect(
        try index.scanValue(
          ofLine: 3..<block.count - 1, of: block.span, asLine: true, into: &members) == extent)
    }
  }

  @Test(arguments: ["", "\n", "{}", "{}\n{}", "{}\n\r", " ", "\"", "{\"a\":\"\n", "\n\n{}\r\n\r"])
  func shortBlocksAreScannedAlikeByAllKernels(text: String) {
    expectNoDifferences(in: [Array(text.utf8)])
  }

  private func expectNoDifferences(in blocks: some Sequence<[UInt8]>) {
    var comparison = LineComparison()
    for (number, block) in blocks.enumerated() {
      let (shift, isInside) = (number % 61, number % 4 == 1)
      guard firstDifference(in: block, shift: shift, isInside: isInside, by: &comparison) != nil
      else { continue }
      Issue.record("\(smallestDifference(in: block, shift: shift, isInside: isInside))")
      return
    }
  }
}
