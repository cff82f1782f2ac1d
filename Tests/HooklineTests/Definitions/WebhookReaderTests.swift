import Hookline
import JSONScanning
import Testing

/// A set is a sequence of JSON texts in one file or several.
@Suite struct WebhookReaderTests {
  private static let a = definitionText(id: "\"\(digits("a"))\"", code: "\"a\"")
  private static let b = definitionText(id: "\"\(digits("b"))\"", code: "\"b\"")
  private static let c = definitionText(id: "\"\(digits("c"))\"", code: "\"c\"")
  private static let pretty = a.replacing(",", with: " ,\r\n\t").replacing("{", with: "{\n")

  @Test(arguments: [
    ([a], ["a"]),
    (["[\(a)]"], ["a"]),
    ([pretty], ["a"]),
    (["\r\n \(pretty)\r\n\r\n\(b)"], ["a", "b"]),
    (["[\(c),\(b),\(a)]"], ["c", "b", "a"]),
    (["\t[ \(a) ,\n\(b)\r, \(c) ] \n"], ["a", "b", "c"]),
    (["\(a)\n\(b)\n\(c)\n"], ["a", "b", "c"]),
    (["\(a) \(b)\t\(c)"], ["a", "b", "c"]),
    (["\(a)\n[]\n[\(b)] [ ]\n\(c)"], ["a", "b", "c"]),
    (["‹EF BB BF›\(a)"], ["a"]),
    (["‹EF BB BF› [\(a)]"], ["a"]),
    ([b, "[\(c)]", a], ["b", "c", "a"]),
    (["", a, " \n", "[]", b, "‹EF BB BF›"], ["a", "b"]),
    (["‹EF BB BF›\(a)", "‹EF BB BF›\(b)"], ["a", "b"]),
  ])
  func anySequenceOfDefinitionsIsRead(files: [String], codes: [String]) throws {
    #expect(try DefinitionSet(files).webhooks().map(\.code) == codes)
  }

  /// Room for a long file is reserved after some definitions, by their length; the others need not be as long.
  @Test(arguments: [(0, 0), (300, 0), (0, 300)])
  func allOfManyDefinitionsAreRead(firstSpaces: Int, lastSpaces: Int) throws {
    let codes = (10_000..<12_400).map { "c\($0)" }
    let texts = codes.enumerated().map { number, code in
      let id = "0000000000000000000\(code.dropFirst())"
      let spaces = String(repeating: " ", count: number < 1_000 ? firstSpaces : lastSpaces)
      return definitionText(id: "\"\(id)\"", code: spaces + "\"\(code)\"")
    }
    let files = [texts[..<2_200], texts[2_200...]].map { $0.joined(separator: "\n") }
    #expect(try DefinitionSet(files).webhooks().map(\.code) == codes)
    let repeated = files + [definitionText(id: "\"\(digits("a"))\"", code: "✗\"c12399\"")]
    #expect(DefinitionSet(repeated).faults().map(\.cause) == [.taken(.code)])
  }

  @Test func inactiveWebhooksAreKept() throws {
    let set = DefinitionSet([definitionText(isActive: "false")])
    #expect(try set.webhooks().map(\.isActive) == [false])
  }

  @Test(arguments: [
    ["✗"], ["✗ \n"], ["✗[]"], ["✗ [ ] "], ["✗[] []"], ["✗‹EF BB BF›"], ["✗", ""],
    ["✗[]", "[]", " "],
  ])
  func emptySetIsAFault(files: [String]) {
    DefinitionSet(files).expectFaults([.emptySet])
  }

  @Test(arguments: [
    "✗5", "✗\"\"", " ✗null", "✗true", "[✗[]]", "[ ✗-0.5e1 ]", "[✗[\(a)]]", "\(a) ✗null \(b)",
    "[\(a),✗\"\(digits("b"))\",\(b)]", "\(a)✗5 ", "[\(a)]✗null",
  ])
  func definitionThatIsNoObjectIsAFault(text: String) {
    DefinitionSet([text]).expectFaults([.notAnObject])
  }

  @Test(arguments: [
    "\(a)✗\(b)", "[\(a)]✗\(b)", "\(a)✗[\(b)]", "[]✗\(b)", " [\(a),\(b)]✗[] ",
    "\(a)\n\(b)✗\(c)\n",
  ])
  func unseparatedDefinitionsAreAFault(text: String) {
    DefinitionSet([text]).expectFaults([.unseparated])
  }

  private static let deepest = Scanner.maximumDepth
  private static func nested(_ count: Int, mark: String = "") -> String {
    String(repeating: "[", count: count - 1) + mark + "["
      + String(repeating: "]", count: count)
  }

  private static let malformed: [(text: String, reason: ScanFault.Reason)] = [
    ("[\(a)✗", .invalidJSON), ("[\(a),✗", .invalidJSON), ("[\(a),✗]", .invalidJSON),
    ("[✗,\(a)]", .invalidJSON), ("[\(a) ✗\(b)]", .invalidJSON), ("{✗", .invalidJSON),
    ("[✗", .invalidJSON), ("\(a)\n✗,\n\(b)", .invalidJSON), ("✗]", .invalidJSON),
    (a.dropLast().description + "✗]", .invalidJSON),
    (a.dropLast().description + ",✗}", .invalidJSON),
    (a.dropLast().description + "\n✗", .invalidJSON),
    (a.dropLast().description + "\n✗" + b, .invalidJSON),
    // Missing white space is not the fault if no text can follow.
    ("\(a)✗x", .invalidJSON), ("[\(a)]✗]", .invalidJSON), ("\(a)✗,\n\(b)", .invalidJSON),
    ("✗'a'", .invalidJSON), ("{✗_id:1}", .invalidJSON), ("✗// a\n\(a)", .invalidJSON),
    ("\(a) tru✗x", .invalidJSON), ("\(a) nul✗", .invalidJSON),
    (" ✗\u{FEFF}\(a)", .invalidJSON), ("‹EF BB BF›✗‹EF BB BF›\(a)", .invalidJSON),
    (definitionText(others: #""name":"✗\#n""#), .invalidJSON),
    (definitionText(others: #""name":"\✗x""#), .invalidJSON),
    (definitionText(others: #""__v":0✗1"#), .invalidJSON),
    (definitionText(others: #""x":[✗x]"#), .invalidJSON),
    (definitionText(others: #""x":"✗‹C3›""#), .invalidUTF8),
    (definitionText(others: #""✗‹C0 80›":1"#), .invalidUTF8),
    (definitionText(others: #""x":"✗‹ED A0 80›""#), .invalidUTF8),
    (definitionText(code: #""✗‹FF›""#), .invalidUTF8),
    ("✗‹FF FE›", .invalidUTF8),
    (nested(deepest + 1, mark: "✗"), .tooDeep),
    (definitionText(others: "\"x\":" + nested(deepest, mark: "✗")), .tooDeep),
    ("[" + definitionText(others: "\"x\":" + nested(deepest - 1, mark: "✗")) + "]", .tooDeep),
    (definitionText(context: "{\"x\":" + nested(deepest - 1, mark: "✗") + "}"), .tooDeep),
  ]

  @Test(arguments: malformed)
  func malformedDefinitionsAreAFault(text: String, reason: ScanFault.Reason) throws {
    let set = DefinitionSet([text])
    #expect(set.faults().map(\.cause.malformedReason) == [reason])
    set.expectPlaces()
  }

  @Test(arguments: [
    definitionText(others: "\"x\":" + nested(deepest - 1)),
    "[" + definitionText(others: "\"x\":" + nested(deepest - 2)) + "]",
    definitionText(context: "{\"_id\":" + nested(deepest - 2) + "}"),
  ])
  func definitionsMayBeAsDeepAsEvents(text: String) throws {
    #expect(try DefinitionSet([text]).webhooks().count == 1)
  }

  /// Faults name files by the numbers with which they were read, whatever these are.
  @Test(arguments: [("[]", 0), ("  5", 2), ("[x", 1)])
  func faultHasTheNumberOfItsFile(text: String, offset: Int) {
    var reader = WebhookReader()
    reader.read([UInt8](text.utf8).span, file: 7)
    reader.read([UInt8]("[]".utf8).span, file: 9)
    do {
      _ = try reader.finish()
      Issue.record("\(text) is accepted")
    } catch {
      #expect(error.listed.map(\.place.file) == [7])
      #expect(error.listed.map(\.place.offset) == [offset])
    }
  }

  /// The rest of a file after a malformed text is skipped; earlier faults are kept, and other files are read.
  @Test func otherFilesAreReadAfterAMalformedText() {
    let set = DefinitionSet([
      "✗5 \(Self.a) [✗x] 7 and so on", "\(Self.b) ✗6", "[✗", "✗" + definitionText(id: nil),
    ])
    let faults = set.faults()
    #expect(faults.map(\.cause.malformedReason) == [nil, .invalidJSON, nil, .invalidJSON, nil])
    #expect(faults.first?.cause == .notAnObject)
    #expect(faults.last?.cause == .missing(.id))
    set.expectPlaces()
  }
}

extension DefinitionFault.Cause {
  fileprivate var malformedReason: ScanFault.Reason? {
    guard case .malformed(let fault) = self else { return nil }
    return fault.reason
  }
}
