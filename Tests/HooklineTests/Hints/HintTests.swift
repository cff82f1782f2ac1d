import Hookline
import Invariants
import SampleData
import Testing

/// What rejected lines show a file to be: each kind of hint once, and none if it is not certain.
@Suite struct HintTests {
  @Test(arguments: HintedFiles.events)
  func hintsSayWhatTheEventsFileIs(notation: String, hints: [Hint]) {
    let file = MarkedText(notation).bytes
    var finder = HintFinder()
    #expect(HintedLine.hints(in: file, by: &finder) == hints)
    // Each kind of hint is reported once.
    #expect(HintedLine.hints(in: file, by: &finder) == [])
  }

  @Test(arguments: HintedFiles.logs)
  func hintsSayWhatTheLogFileIs(notation: String, hints: [Hint]) {
    var finder = HintFinder(in: .log)
    let found = HintedLine.hints(
      in: MarkedText(notation).bytes, of: .log, by: &finder)
    #expect(found == hints)
  }

  /// In an array, what lacks a bracket or a quote takes in the records on the lines after it.
  @Test(arguments: [
    #"{"subscription":"1","event":{"a":[1},"status":500}"#,
    #"{"subscription":"1","event":{"a:1},"status":500}"#,
    #"{"subscription":"1","event":{"a":1"#, #"{"subscription":"1","event":{}}}"#,
  ])
  func recordThatHoldsOthersIsNoticed(broken: String) throws {
    let other = #"{"subscription":"2","event":{"company":"c"},"status":500}"#
    for (text, holds) in [
      ("\(broken),\n\(other),\n\(other)\n]", true), ("\(broken),\n  \n \t\(other)", true),
      (broken, false), ("\(broken),\(other)", false), ("\(broken),\n{}\n{\"event\":{}}\n", false),
      ("\(broken),\n\"x\": \(other)\n", false),
      ("\(broken)\(String(repeating: " ", count: 70_000))\n\(other)", false),
    ] {
      var finder = HintFinder(in: .log)
      let bytes = Array(text.utf8)
      let rejection = try #require(HintedLine.rejection(of: bytes, in: .log))
      let hint = finder.hint(for: rejection, of: bytes.span, isFirst: false, isUnended: false)
      #expect((hint == .holdsRecords) == holds, "\(text.prefix(200))")
    }
  }

  /// As `jq -s .` makes it of several responses.
  @Test(
    arguments: [
      (#"[{"subscription":"2","event":{},"status":500}]"#, .arrayOfArrays),
      ("[ \n {\n\"subscription\":\"2\",\"event\":{},\"status\":500}\n]", .arrayOfArrays),
      ("[7]", nil),
      ("[{}]", nil),
    ] as [(String, Hint?)])
  func arrayInAnArrayIsNoticed(element: String, hint: Hint?) throws {
    var finder = HintFinder(in: .log)
    let bytes = Array(element.utf8)
    let rejection = try #require(HintedLine.rejection(of: bytes, in: .log))
    #expect(
      finder.hint(
        for: rejection, of: bytes.span, isFirst: false, isUnended: false, isInArray: true) == hint)
  }

  @Test func eachKindOfHintIsGivenOnce() {
    var finder = HintFinder()
    var found: [Hint] = []
    for (notation, _) in HintedFiles.events {
      found += HintedLine.hints(in: MarkedText(notation).bytes, by: &finder)
    }
    #expect(Set(found) == Set(HintedFiles.events.flatMap(\.hints)))
    #expect(Set(found).count == found.count)
  }

  /// If the text after it is not available, a line is judged alone.
  @Test(
    arguments: [
      ("{", .prettyPrinted), ("[", .array),
      ("[{\"status\":1,\"event\":{},\"subscription\":1},", .logRecord),
      ("[{\"company\":", .array), ("[1,", nil),
    ] as [(String, Hint?)])
  func lineIsJudgedAloneIfNoMoreIsAvailable(line: String, hint: Hint?) throws {
    let line = Array(line.utf8)
    let rejection = try #require(HintedLine.rejection(of: line))
    var (finder, found) = (HintFinder(), [Hint?]())
    var lookCount = 0
    // A finder looks ahead once per input.
    for isNewInput in [true, false, true] {
      if isNewInput { finder.beginInput() }
      found.append(
        finder.hint(for: rejection, of: line.span, isFirst: true, isUnended: false) {
          lookCount += 1
          return nil
        })
    }
    #expect(found == [hint, nil, nil])
    #expect(lookCount == 2)
  }

  @Test(arguments: ["{\"a\"", "7", "{}", "{\"company\":\"", "{,", "[x"])
  func mostRejectedLinesNeedNoLookAhead(line: String) throws {
    let line = Array(line.utf8)
    let rejection = try #require(HintedLine.rejection(of: line))
    var (finder, isLookingAhead) = (HintFinder(), false)
    _ = finder.hint(for: rejection, of: line.span, isFirst: true, isUnended: false) {
      isLookingAhead = true
      return nil
    }
    #expect(!isLookingAhead)
  }

  /// The first 1,000 rejected lines are examined; lines over the limit do not count, because some are never in memory.
  @Test func tooLongLinesDoNotCountTowardsTheHintLimit() throws {
    let bracket = Array("{".utf8)
    let rejection = try #require(HintedLine.rejection(of: bracket))
    for count in [998, 999, 1000] {
      var finder = HintFinder()
      for number in 0..<count {
        let line = [UInt8(ascii: "7")]
        let rejection = try #require(HintedLine.rejection(of: line))
        _ = finder.hint(for: rejection, of: line.span, isFirst: false, isUnended: false)
        let tooLong = Rejection.tooLong(limit: number)
        let hint = finder.hint(for: tooLong, of: line.span, isFirst: false, isUnended: false)
        #expect(hint == nil)
      }
      var isLookingAhead = false
      let hint = finder.hint(
        for: rejection, of: bracket.span, isFirst: false, isUnended: false
      ) {
        isLookingAhead = true
        return nil
      }
      #expect(isLookingAhead == (count < 1000))
      #expect(hint == (count < 1000 ? .prettyPrinted : nil))
    }
  }
}
