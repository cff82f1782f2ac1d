import Invariants
import JSONScanning
import SampleData
import Testing

// Tests of the scanner and of the kernels. Each judgement is compared with a table (JudgedText in SampleData, the rules of
// NextByteTests), with a slow reference (ReferenceParser in Invariants, ReferenceUTF8), or between kernels (LineComparison).
// A test with random input prints its seed when it fails: add it to the arguments to repeat it.

/// The scanner judges texts as RFC 8259 says, stops after a value, and counts the levels of nesting.
@Suite struct ScannerTests {
  @Test(arguments: JudgedText.all)
  func judgedTextsGetTheirVerdict(text: JudgedText) {
    #expect(Verdict(scanning: text.bytes) == Verdict(expectedFor: text))
  }

  @Test(arguments: JudgedText.all)
  func verdictDoesNotDependOnChosenMembers(text: JudgedText) {
    let verdict = Verdict(scanning: text.bytes, selecting: ["b", "", "a"], insideLast: ["a", "b"])
    #expect(verdict == Verdict(expectedFor: text))
  }

  @Test(
    arguments: [
      ("[", "]"), ("[1, ", " ,2]"), (#"{"other":"#, "}"), (#"{"data" : "#, #" ,"b":1}"#),
      (#"{"data":{"in":"#, "}}"), (#"{"data":{"x":"#, #"},"z":0}"#), (#"[{"data":["#, "]}]"),
    ])
  func verdictIsTheSameInsideAnotherText(head: String, tail: String) {
    for text in JudgedText.enclosable {
      let whole = text.enclosed(by: head, and: tail)
      let verdict = Verdict(scanning: whole.bytes, selecting: ["data"], insideLast: ["in", "a"])
      #expect(verdict == Verdict(expectedFor: whole), "\(whole)")
    }
  }

  @Test func depthIncludesLevelsAroundAChosenMember() {
    for (head, tail, depth) in [(#"{"data":"#, "}", 1), (#"{"data":{"a":"#, "}}", 2)] {
      for text in JudgedText.nested(inside: depth) {
        let whole = text.enclosed(by: head, and: tail)
        let verdict = Verdict(scanning: whole.bytes, selecting: ["data"], insideLast: ["a"])
        #expect(verdict == Verdict(expectedFor: whole), "\(whole)")
      }
    }
  }

  /// An empty table, or one with the same outcome for every text, would prove nothing.
  @Test func judgedTextTablesAreComplete() {
    #expect(JudgedText.all.count >= 1_000)
    #expect(JudgedText.all.count { $0.fault == nil } >= 250)
    #expect(JudgedText.all.count { $0.fault?.reason == .invalidJSON } >= 500)
    #expect(JudgedText.all.count { $0.fault?.reason == .invalidUTF8 } >= 200)
    #expect(JudgedText.all.count { $0.fault?.reason == .tooDeep } >= 16)
    #expect(JudgedText.all.count { $0.endsEarly } >= 80)
    #expect(Scanner.maximumDepth == 1024)
  }

  @Test(
    arguments: [
      ("⟨1⟩", 0), ("⟨-12.5e3⟩ x", 0), ("⟨true⟩e", 0), (#"⟨"a"⟩"b""#, 0), ("⟨[1,[2]]⟩]", 0),
      (#"⟨{"a":{}}⟩‹FF›"#, 0), ("[1,⟨{}⟩,2]", 0), (#"{"a":⟨[ ]⟩ }"#, 0), ("⟨null⟩,", 1023),
      ("⟨[]⟩‹80›", 1023), (#"⟨"[[[["⟩"#, 1024), ("⟨0⟩‹00›", 1024),
    ])
  func scannerStopsAfterTheValue(notation: String, depth: Int) throws {
    let text = MarkedText(notation)
    let first = try #require(text.marks.first)
    let last = try #require(text.marks.last)
    let selection = MemberSelection(["a"], insideLast: MemberSelection(["b"]))
    var members = SelectedMembers(for: selection)
    var scanner = Scanner(at: first.offset)
    try scanner.scanValue(in: text.bytes.span, depth: depth)
    #expect(scanner.offset == last.offset)
    scanner = Scanner(at: first.offset)
    try scanner.scanValue(
      in: text.bytes.span, depth: depth, selecting: selection, into: &members)
    #expect(scanner.offset == last.offset)
  }

  @Test(
    arguments: [
      (1023, "[[]]", 1), (1023, #"{"a":{}}"#, 5), (1023, #"{"b":[]}"#, 5), (1024, "[]", 0),
      (1024, "{}", 0), (1020, "[[[[ [", 5), (1022, #"{"a":{"b":[]}}"#, 10),
    ])
  func depthIncludesLevelsTheCallerHasOpen(depth: Int, text: String, offset: Int) {
    let selection = MemberSelection(["a"], insideLast: MemberSelection(["b"]))
    var members = SelectedMembers(for: selection)
    var scanner = Scanner()
    let fault = #expect(throws: ScanFault.self) {
      try scanner.scanValue(
        in: Array(text.utf8).span, depth: depth, selecting: selection, into: &members)
    }
    #expect(fault?.reason == .tooDeep)
    #expect(fault?.offset == offset)
  }

  /// A wrapper object at depth -1 is not counted: its members may be nested as deep as a text.
  ///
  /// An array at depth -1 is counted.
  @Test(
    arguments: [
      (#"{"a":{"b":"# + nested(1023) + "}}", nil), (#"{"a":"# + nested(1024) + "}", nil),
      (#"{"x":"# + nested(1024) + "}", nil), (#"{"a":{"b":"# + nested(1024), 10 + 1023),
      (#"{"a":"# + nested(1025), 5 + 1024), (#"{"x":"# + nested(1025), 5 + 1024),
      (nested(1024), nil), (nested(1025), 1024),
    ] as [(String, Int?)])
  func wrapperAtDepthMinusOneIsNotCounted(text: String, offset: Int?) {
    let selection = MemberSelection(["a"], insideLast: MemberSelection(["b"]))
    var members = SelectedMembers(for: selection)
    var scanner = Scanner()
    let bytes = Array(text.utf8)
    do throws(ScanFault) {
      _ = try scanner.scanText(in: bytes.span, depth: -1, selecting: selection, into: &members)
      #expect(offset == nil)
    } catch {
      #expect(error.reason == .tooDeep)
      #expect(error.offset == offset)
    }
  }

  /// `count` arrays, each inside the one before it.
  private static func nested(_ count: Int) -> String {
    String(repeating: "[", count: count) + String(repeating: "]", count: count)
  }

  @Test(arguments: ["①", "‹20›①a", "‹20 09 0A 0D›①", "①‹0B›", "①‹00›", "①‹A0›", "①‹1F›"])
  func onlyTheFourKindsOfWhiteSpaceAreSkipped(notation: String) {
    let text = MarkedText(notation)
    var scanner = Scanner()
    // The second time there is nothing to skip.
    for _ in 0..<2 {
      scanner.skipWhitespace(in: text.bytes.span)
      #expect(scanner.offset == text.marks.first?.offset)
    }
  }
}
