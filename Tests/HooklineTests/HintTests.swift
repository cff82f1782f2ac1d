import Hookline
import SampleData
import Testing

@Suite struct HintTests {
  /// Lines, in the notation of `MarkedText`, and what they seem to be where they are the last and unended.
  static let lines: [(line: String, hint: Hint?)] = [
    ("{", .prettyPrinted), (" [ ", .prettyPrinted), ("{‹0D›", .prettyPrinted),
    ("[{}]", .array), (" [ {\"a\":1},2]", .array), ("[]", nil), ("[1,{}]", nil),
    ("7", nil), ("\"text\"", nil),
    ("‹1F 8B 08›", .gzip), ("‹28 B5 2F FD›", .zstandard), ("‹1F›", nil),
    ("‹FF FE 7B 00›", .utf16), ("‹FE FF 00 7B›", .utf16), ("‹7B 00 22 00›", .utf16),
    ("‹00 7B 00 22›", .utf16),
    ("{\"company\":\"a", .cutOff), ("{\"a\":1", .cutOff), ("[1,", .cutOff), ("{\"a\":}", nil),
    ("{\"_id\":1,\"subscription\":2,\"status\":200,\"event\":{}}", .logRecord),
    ("{\"event\":{\"company\":1},\"subscription\":2,\"response\":\"\"}", .logRecord),
    ("{\"id\":1,\"subscription\":2,\"company\":3,\"event\":{}}", .job),
    ("{\"_id\":1,\"trigger\":\"\",\"url\":\"\",\"company\":\"\"}", .definition),
    (
      "{\"company\":{\"$oid\":\"625be93a286ef83c1c0e845f\"},\"type\":\"\",\"event\":\"\"}",
      .extendedJSON
    ),
    ("{\"company\":{\"oid\":1},\"type\":\"\",\"event\":\"\"}", nil),
    ("{}", nil), ("{\"subscription\":1,\"event\":\"edit\"}", nil),
  ]

  private func rejection(of line: [UInt8], in form: InputForm = .events) -> Rejection? {
    var router = Router([], lines: form)
    var jobs: [UInt8] = []
    guard case .rejected(let rejection) = router.route(line.span, to: &jobs) else { return nil }
    return rejection
  }

  @Test(arguments: lines) func tellsWhatALineSeemsToBe(notation: String, hint: Hint?) throws {
    let line = MarkedText(notation).bytes
    let rejection = try #require(self.rejection(of: line))
    var finder = HintFinder()
    #expect(finder.hint(for: rejection, of: line.span, isUnended: true) == hint)
    // Each kind is named once, and an end that is there cuts nothing off.
    #expect(finder.hint(for: rejection, of: line.span, isUnended: true) == nil)
    var other = HintFinder()
    let ended = other.hint(for: rejection, of: line.span, isUnended: false)
    #expect(ended == (hint == .cutOff ? nil : hint))
  }

  @Test func eachKindIsNamedOnItsOwn() throws {
    var finder = HintFinder()
    var found: Set<Hint> = []
    for _ in 0..<2 {
      for (notation, _) in Self.lines {
        let line = MarkedText(notation).bytes
        let rejection = try #require(self.rejection(of: line))
        guard let hint = finder.hint(for: rejection, of: line.span, isUnended: true) else {
          continue
        }
        #expect(found.insert(hint).inserted)
      }
    }
    #expect(found == Set(Hint.allCases).subtracting([.event]))
  }

  /// What is looked at in 1,000 rejected lines does not depend on lines that are too long: of these some are never held.
  @Test func longLinesDoNotCount() throws {
    let bracket = Array("{".utf8)
    let rejection = try #require(self.rejection(of: bracket))
    for count in [998, 999, 1000] {
      var finder = HintFinder()
      for number in 0..<count {
        let line = [UInt8(ascii: "7")]
        let rejection = try #require(self.rejection(of: line))
        _ = finder.hint(for: rejection, of: line.span, isUnended: false)
        let tooLong = Rejection.tooLong(limit: number)
        let hint = finder.hint(for: tooLong, of: line.span, isUnended: false)
        #expect(hint == nil)
      }
      let hint = finder.hint(for: rejection, of: bracket.span, isUnended: false)
      #expect(hint == (count < 1000 ? .prettyPrinted : nil))
    }
  }

  /// Among records of the log, an event is told, and neither a record nor a job that lacks something.
  @Test(
    arguments: [
      ("{\"company\":\"a\",\"type\":\"COTTask\",\"event\":\"edit\"}", .event),
      ("{\"company\":\"a\",\"event\":\"edit\"}", nil),
      ("{\"event\":{\"company\":1},\"subscription\":2,\"response\":\"\"}", nil),
      ("{\"id\":1,\"subscription\":2,\"company\":3,\"event\":{}}", nil),
      ("{\"_id\":1,\"trigger\":\"\",\"url\":\"\",\"company\":\"\"}", .definition),
      ("{", .prettyPrinted),
    ] as [(String, Hint?)])
  func knowsWhatTheLogIsNot(line: String, hint: Hint?) throws {
    let line = Array(line.utf8)
    let form = InputForm.log(onlyFailed: false)
    let rejection = try #require(self.rejection(of: line, in: form))
    var finder = HintFinder(in: form)
    #expect(finder.hint(for: rejection, of: line.span, isUnended: false) == hint)
  }
}
