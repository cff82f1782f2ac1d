import Hookline
import JSONScanning
import SampleData
import Testing

/// Each reason to reject a line, at its place, and which reason comes first.
@Suite struct RejectionTests {
  private static let deepest = Scanner.maximumDepth
  private static let good = eventText()

  private static let malformed: [(line: String, reason: Rejection.Reason)] = [
    // If the text ends too early, the place is one past its last byte.
    ("{✗", .invalidJSON), ("\(good.dropLast())✗", .invalidJSON), (#"{"company✗"#, .invalidJSON),
    (#"{"a":nul✗"#, .invalidJSON), (#"{"a":"\u00✗"#, .invalidJSON), (#"{"a":1.✗"#, .invalidJSON),
    ("\(good) ✗\(good)", .invalidJSON), ("\(good)✗,", .invalidJSON), ("✗}", .invalidJSON),
    ("\(good.dropLast()),✗}", .invalidJSON), ("{✗'a':1}", .invalidJSON), (#"{"a"✗}"#, .invalidJSON),
    (#"{"a":0✗07}"#, .invalidJSON),
    (#"{"a":tru✗,}"#, .invalidJSON), (#"{"a":"\✗x"}"#, .invalidJSON),
    (#"{"a":"✗\#t"}"#, .invalidJSON),
    (#"{"a":✗+1}"#, .invalidJSON), (#"{"a":✗NaN}"#, .invalidJSON), ("✗\u{FEFF}{}", .invalidJSON),
    (#"{"a":"✗‹C0 AF›"}"#, .invalidUTF8), (#"{"a":"✗‹ED A0 80›"}"#, .invalidUTF8),
    (#"{"a":"x✗‹C3›"}"#, .invalidUTF8), (#"{"✗‹F4 90 80 80›":1}"#, .invalidUTF8),
    // Cut off at the end of the line, or outside strings.
    (#"{"a":"✗‹E2 82›"#, .invalidUTF8), ("✗‹FF›", .invalidUTF8), ("\(good)✗‹80›", .invalidUTF8),
    (nested(deepest, "[✗["), .tooDeep), (nested(deepest, #"{"a":✗{"#), .tooDeep),
    (#"{"data":"# + nested(deepest - 1, "[✗["), .tooDeep),
    (#"{"data":{"taskGroup":"# + nested(deepest - 2, "[✗["), .tooDeep),
    (#"{"other":"# + nested(deepest - 1, #"{"":✗{"#), .tooDeep),
  ]

  /// `count - 1` opening brackets and `last`, which has two: the second is one too many for `count` levels.
  private static func nested(_ count: Int, _ last: String) -> String {
    String(repeating: "[", count: count - 1) + last
  }

  @Test(arguments: malformed)
  func malformedLineIsRejectedAtTheFirstBadByte(line: String, reason: Rejection.Reason) throws {
    let found = try #require(rejection(of: line))
    #expect(found.reason == reason)
    #expect(found.offset == MarkedText(line).offsets(of: "✗").first)
    guard case .malformed = found.cause else {
      Issue.record("the cause is \(found.cause)")
      return
    }
  }

  @Test func deepestNestingIsAccepted() throws {
    let value =
      String(repeating: "[", count: Self.deepest - 1)
      + String(repeating: "]", count: Self.deepest - 1)
    #expect(rejection(of: eventText(data: value)) == nil)
    #expect(rejection(of: eventText(others: "\"a\":\(value)")) == nil)
  }

  private static let misplaced: [(line: String, cause: Rejection.Cause)] =
    ["✗[]", "✗5", " \t✗\"\"", "✗null", "✗false", " ✗[\(good)]"].map { ($0, .notAnObject) }
    + [
      ("✗{}", .missing(.event(.company))), ("✗  { } ", .missing(.event(.company))),
      ("✗ " + eventText(company: nil), .missing(.event(.company))),
      ("✗" + eventText(type: nil), .missing(.event(.type))),
      ("✗" + eventText(event: nil), .missing(.event(.event))),
      ("✗" + eventText(company: nil, type: nil, event: nil), .missing(.event(.company))),
      ("✗" + eventText(type: nil, event: nil), .missing(.event(.type))),
      // Only these names count, and only at the top level.
      (
        "✗" + eventText(company: nil, others: #""Company":"","companyId":"""#),
        .missing(.event(.company))
      ),
      ("✗" + eventText(type: nil, data: #"{"type":"COTTask"}"#), .missing(.event(.type))),
      (
        "✗" + eventText(event: nil, others: #""event ":"edit","even":"edit""#),
        .missing(.event(.event))
      ),
    ]
    + [
      "5", "null", "true", "[]", "{}", "\"\"", "\"\(digits("c"))0\"",
      "\"\(digits("c").dropLast())\"", "\"\(digits("c").dropLast()) \"", "\"\(digits("g"))\"",
      #""\ud800""#, #"{"$oid":"\#(digits("c"))"}"#, #""\u0063""#,
    ].map { (eventText(company: "✗" + $0), .invalid(.event(.company))) }
    + ["5", "null", "true", "[]", "{}", "[\"COTTask\"]"].flatMap {
      [
        (eventText(type: " ✗" + $0), .invalid(.event(.type))),
        (eventText(event: "\t✗" + $0), .invalid(.event(.event))),
      ]
    }
    + [
      (eventText(company: "✗5", type: "5", event: "5"), .invalid(.event(.company))),
      (eventText(type: "✗5", event: "5"), .invalid(.event(.type))),
      // The order is that of the list of members, not that of the line.
      (#"{"event":5,"type":✗5,"company":"\#(digits("c"))"}"#, .invalid(.event(.type))),
      (#"{"event":5,"type":5,"company":✗""}"#, .invalid(.event(.company))),
    ]

  @Test(arguments: misplaced)
  func missingOrInvalidMemberIsRejected(line: String, cause: Rejection.Cause) {
    expect(cause, in: line)
  }

  private static let repeated: [(line: String, member: EventMember)] = [
    (eventText(others: #"✗"company":"\#(digits("c"))""#), .company),
    (eventText(others: #"✗"compan\u0079":null"#), .company),
    (eventText(others: #"✗"type":"COTTask""#), .type),
    (eventText(others: #"✗"\u0074ype":{}"#), .type),
    (eventText(others: #"✗"event":"edit""#), .event),
    (eventText(others: #"✗"\u0065\u0076\u0065\u006e\u0074":[]"#), .event),
    (eventText(others: #""createdAt":"",✗"createdAt":"""#), .createdAt),
    (eventText(others: #""createdAt":5, ✗"created\u0041t" : null"#), .createdAt),
    (eventText(data: "null", others: #"✗"data":null"#), .data),
    (eventText(data: "null", others: #"✗"dat\u0061":{"taskGroup":1}"#), .data),
    (eventText(data: #"{"taskGroup":1}"#, others: #"✗"data":{"taskGroup":2}"#), .data),
    (eventText(data: #"{"taskGroup":1,✗"taskGroup":1}"#), .taskGroup),
    (eventText(data: #"{"taskGroup":null,"x":[],✗"tas\u006bGroup":"a"}"#), .taskGroup),
    (eventText(data: #"{"surveyId":1,✗"surveyId":1}"#), .surveyId),
    (eventText(data: #"{"survey\u0049d":{},✗"surveyId":[]}"#), .surveyId),
    (eventText(data: #"{"group":1,✗"group":1}"#), .group),
    (eventText(data: #"{"\u0067roup":1,"group ":5,✗"grou\u0070":true}"#), .group),
    // `data` before the others, and names given three times, of which the second counts.
    (#"{"data":{"group":1,✗"group":2,"group":3},"company":5}"#, .group),
    (#"{"data":1,"type":1,✗"type":2,"data":3,"type":4}"#, .type),
    // If several names are repeated, the first repetition from the left counts.
    (#"{"data":{"group":1},✗"data":{"group":1,"group":2}}"#, .data),
    (#"{"data":{"group":1,✗"group":2},"data":{}}"#, .group),
    (#"{"event":1,"company":1,✗"event":2,"company":2}"#, .event),
    (#"{"data":{"group":1,"taskGroup":1,✗"group":2,"taskGroup":2}}"#, .group),
  ]

  @Test(arguments: repeated)
  func repeatedMemberIsRejectedAtItsSecondName(line: String, member: EventMember) {
    expect(.duplicate(.event(member)), in: line)
  }

  /// Other names may be repeated, and any name elsewhere: all readers route such a line alike.
  @Test(arguments: [
    eventText(others: #""diff":1,"diff":2,"extraData":3,"extraData":4"#),
    eventText(data: #"{"_id":1,"_id":2,"company":3,"company":4,"type":5,"type":6}"#),
    eventText(data: #"{"x":{"taskGroup":1,"taskGroup":2},"taskGroup":3}"#),
    eventText(data: #"[{"group":1,"group":2},{"group":3}]"#),
    eventText(data: #"{"surveyData":[{"group":1,"surveyId":2},{"group":3,"surveyId":4}]}"#),
    eventText(
      others: #""taskGroup":1,"taskGroup":2,"x":{"company":1,"company":2,"data":3,"data":4}"#),
    eventText(data: #"{"group":1}"#, others: #""group":2,"diff":{"group":3,"data":{"group":4}}"#),
  ])
  func otherNamesMayBeRepeated(line: String) {
    #expect(rejection(of: line) == nil)
  }

  /// Of two faults in one line, the reason that comes first counts; of two in the text itself, the place that comes first.
  @Test(arguments: [
    (#"{"company":1,"company":2,✗}"#, Rejection.Reason.invalidJSON),
    (#"{"company":1,"company":"✗‹C3›"}"#, .invalidUTF8),
    (#"{"a":"\✗x‹FF›"}"#, .invalidJSON), (#"{"a":"✗‹FF›\x"}"#, .invalidUTF8),
    (nested(deepest, "[✗[‹FF›"), .tooDeep), (#"{"a":✗x"# + nested(deepest, "[["), .invalidJSON),
    (#"[{"company":1,"company":2}✗"#, .invalidJSON), ("[] ✗[]", .invalidJSON),
    (#"✗[{"company":1,"company":2}]"#, .notAnObject),
    (#"{"createdAt":1,✗"createdAt":2}"#, .duplicateKey),
    (eventText(company: "5", others: #"✗"type":5"#), .duplicateKey),
    (eventText(company: "5", event: nil, data: #"{"group":1,✗"group":1}"#), .duplicateKey),
    ("✗" + eventText(company: "5", type: nil), .missingField),
    ("✗" + eventText(company: "5", event: nil), .missingField),
  ])
  func firstReasonInOrderIsReported(line: String, reason: Rejection.Reason) throws {
    let found = try #require(rejection(of: line))
    #expect(found.reason == reason)
    #expect(found.offset == MarkedText(line).offsets(of: "✗").first)
  }

  @Test func rejectReasonsAreListedInOrder() {
    #expect(
      Rejection.Reason.allCases.map(\.rawValue) == [
        "too-long", "invalid-utf8", "invalid-json", "too-deep", "carriage-return",
        "not-an-object", "duplicate-key", "missing-field", "invalid-field",
      ])
  }

  @Test(arguments: [
    (Rejection.Cause.tooLong(limit: 64), "too-long", "longer than 64 bytes"),
    (.notAnObject, "not-an-object", "expected an object, {...}"),
    (.duplicate(.event(.createdAt)), "duplicate-key", "createdAt is given twice"),
    (.duplicate(.event(.surveyId)), "duplicate-key", "data.surveyId is given twice"),
    (.missing(.event(.company)), "missing-field", "company is missing"),
    (
      .invalid(.event(.company)), "invalid-field",
      "company must be an ObjectId, 24 hexadecimal digits in double quotes"
    ),
    (.invalid(.event(.event)), "invalid-field", "event must be a string"),
  ])
  func lineRejectionSaysWhatIsWrong(cause: Rejection.Cause, reason: String, words: String) {
    let rejection = Rejection(cause, at: 7)
    #expect(rejection.reason.rawValue == reason)
    #expect("\(rejection)" == words)
    #expect(rejection.offset == 7)
  }

  @Test(
    arguments: zip(
      EventMember.allCases,
      [
        "company", "type", "event", "createdAt", "data", "data.taskGroup", "data.surveyId",
        "data.group",
      ]))
  func eventMemberIsNamedByItsPath(member: EventMember, path: String) {
    #expect(member.path == path)
  }

  /// Events carry personal data: a message quotes nothing from the line.
  @Test(arguments: malformed.map(\.line) + misplaced.map(\.line) + repeated.map(\.line))
  func rejectionQuotesNothingOfTheLine(line: String) throws {
    let text = line.replacing("\"a\"", with: "\"s3cret\"").replacing(digits("c"), with: "s3cret")
    let words = try #require(rejection(of: text)).description
    #expect(!words.contains("s3cret"))
    #expect(!words.contains("\n") && !words.hasSuffix("."))
  }

  private func expect(_ cause: Rejection.Cause, in line: String) {
    let offset = MarkedText(line).offsets(of: "✗").first ?? -1
    #expect(rejection(of: line) == Rejection(cause, at: offset))
  }

  private func rejection(of line: String) -> Rejection? {
    var reader = EventReader()
    do throws(Rejection) {
      _ = try reader.read(MarkedText(line).bytes.span)
      return nil
    } catch {
      return error
    }
  }
}
