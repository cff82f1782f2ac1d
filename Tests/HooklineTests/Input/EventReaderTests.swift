import Hookline
import JSONScanning
import SampleData
import Testing

/// What is read from a line for matching.
@Suite struct EventReaderTests {
  @Test func routedMembersOfAnEventAreRead() throws {
    let line = MarkedText(
      """
      {"company":"625bc5429a54e8868bd89be2","type":"COTSurvey","event":"edit",\
      "createdAt":"2022-04-27T21:28:15.186Z","data":{"_id":"6261612a8f1e9999775c8be4",\
      "surveyId":"6261612a8f1e99002e5c8cc1","group":"6261612a8f1e99002e5c8cc2",\
      "taskGroup":"6261612a8f1e99002e5c8cc3","surveyData":[]},"extraData":null}
      """)
    let event = Event(
      company: try #require(ObjectID("625bc5429a54e8868bd89be2")), type: .survey, action: .edit,
      subject: Restriction(
        survey: ObjectID("6261612a8f1e99002e5c8cc1"), group: ObjectID("6261612a8f1e99002e5c8cc2"),
        taskGroup: ObjectID("6261612a8f1e99002e5c8cc3")),
      extent: 0..<line.bytes.count)
    #expect(try read(line) == event)
  }

  @Test(arguments: [
    ("COTTask", EventType.task), ("COTUser", .user), ("COTSurvey", .survey),
    ("COTProperty", .property), ("COTNote", .note), ("Auth", .authentication),
    (#"\u0043OTTas\u006B"#, .task), (#"\u0041uth"#, .authentication),
    // Well-formed, but covered by no trigger.
    ("COTChannel", .unrecognized), ("", .unrecognized), ("cottask", .unrecognized),
    ("COTTask ", .unrecognized), ("COTTas", .unrecognized), (#"COTTask\u0000"#, .unrecognized),
    ("COTUserActivity", .unrecognized), (#"\ud800"#, .unrecognized),
    ("unrecognized", .unrecognized),
    ("Task", .unrecognized), ("авто", .unrecognized),
  ])
  func eventTypesAreRead(text: String, type: EventType) throws {
    #expect(try read(MarkedText(eventText(type: "\"\(text)\"")))?.type == type)
  }

  @Test(arguments: [
    ("create", EventAction.create), ("edit", .edit), ("delete", .delete), ("logout", .logout),
    (#"\u0065dit"#, .edit), (#"log\u006fut"#, .logout), (#"delet\u0065"#, .delete),
    ("", .unrecognized), ("Edit", .unrecognized), ("edit ", .unrecognized), ("edi", .unrecognized),
    ("login", .unrecognized), ("created", .unrecognized), (#"edit\n"#, .unrecognized),
  ])
  func eventActionsAreRead(text: String, action: EventAction) throws {
    #expect(try read(MarkedText(eventText(event: "\"\(text)\"")))?.action == action)
  }

  @Test(arguments: [
    digits("a"), digits("A"), "aAaAaAaAaAaAaAaAaAaAaAaA", #"\u0061aaaaaaaaaaaaaaaaaaaaaa\u0041"#,
    String(repeating: #"\u0061"#, count: 24),
  ])
  func idsAreReadInAnySpelling(text: String) throws {
    let data = #"{"taskGroup":"\#(text)","surveyId":"\#(text)","group":"\#(text)"}"#
    let event = try #require(try read(MarkedText(eventText(company: "\"\(text)\"", data: data))))
    let a = try id("a")
    #expect(event.company == a)
    #expect(event.subject == Restriction(survey: a, group: a, taskGroup: a))
  }

  /// Only ObjectIds in `data` can satisfy a restriction; anything else leaves the subject empty.
  @Test(arguments: [
    nil, "null", "5", "true", #""taskGroup""#, "[]", #"[{"taskGroup":"\#(digits("a"))"}]"#, "{}",
    #"{"taskGroup":null,"surveyId":null,"group":null}"#,
    #"{"taskGroup":"","surveyId":5,"group":["\#(digits("a"))"]}"#,
    #"{"taskGroup":"\#(digits("a"))1","surveyId":"\#(digits("g"))","group":{}}"#,
    #"{"TaskGroup":"\#(digits("a"))","survey":"\#(digits("a"))","groups":"\#(digits("a"))"}"#,
    #"{"x":{"taskGroup":"\#(digits("a"))","surveyId":"\#(digits("a"))"}}"#,
    #"{"taskGroup":{"$oid":"\#(digits("a"))"}}"#,
  ])
  func dataWithoutObjectIDsHasNoSubject(data: String?) throws {
    let line = MarkedText(
      eventText(data: data, others: #""taskGroup":"\#(digits("a"))","group":1"#))
    #expect(try read(line)?.subject == Restriction())
  }

  /// A member that is present but not an ObjectId is reported; one that is absent, `null` or empty is not.
  @Test(arguments: [
    (#"{"taskGroup":null,"surveyId":"","group":"\#(digits("a"))"}"#, MalformedIDs()),
    (#"{"taskGroup":5}"#, MalformedIDs(members: .taskGroup)),
    (#"{"surveyId":"\#(digits("a"))1","group":{}}"#, MalformedIDs(members: [.surveyId, .group])),
    (
      #"{"group":["\#(digits("a"))"],"taskGroup":" "}"#,
      MalformedIDs(members: [.taskGroup, .group])
    ),
    (
      #"{"taskGroup":{ "\u0024oid":"\#(digits("a"))"}}"#,
      MalformedIDs(members: .taskGroup, hasExtendedJSON: true)
    ),
  ])
  func malformedIDsAreReported(data: String, malformed: MalformedIDs) throws {
    #expect(try read(MarkedText(eventText(data: data)))?.malformed == malformed)
  }

  /// `data` may have any size and be anywhere; the order of members and the spelling of their names do not matter.
  @Test func eventIsReadInAnyOrderAndSpelling() throws {
    let long = String(repeating: #"{"company":[1,2,{"type":"\\\""}]},"#, count: 1000)
    let line = MarkedText(
      #"{"d\u0061ta":{"x":[\#(long)null],"gr\u006fup":"\#(digits("b"))","t\u0061skGroup":"#
        + #""\#(digits("a"))"},"event":"create","t\u0079pe":"COTTask","#
        + #""\u0063ompany":"\#(digits("c"))"}"#)
    let event = Event(
      company: try id("c"), type: .task, action: .create,
      subject: Restriction(group: try id("b"), taskGroup: try id("a")),
      extent: 0..<line.bytes.count)
    #expect(try read(line) == event)
  }

  /// `data.company` is not consulted.
  @Test func companyInsideDataIsNotConsulted() throws {
    let data = #"{"company":"\#(digits("d"))","type":"COTUser","event":5,"createdAt":0,"data":1}"#
    let event = try #require(try read(MarkedText(eventText(data: data, others: "\"createdAt\":5"))))
    #expect(event.company == (try id("c")))
    #expect(event.type == .task)
    #expect(event.action == .edit)
  }

  /// The extent is from `{` to `}`, whatever white space is inside or around it, a lone `\r` around it included.
  @Test(arguments: [
    ("", ""), (" ", ""), ("", " "), ("\t \r", "\r \t"), ("\n", "\n\n"), ("\r", "\r"),
  ])
  func eventExtendsFromBraceToBrace(before: String, after: String) throws {
    let object = eventText(data: "null").replacing(":", with: "\t:\t").replacing(",", with: "\t, ")
    let event = try read(MarkedText(before + object + after))
    #expect(event?.extent == before.utf8.count..<(before + object).utf8.count)
  }

  @Test(arguments: ["", " ", "\r", "\t\r \n"])
  func blankLineHasNoEvent(text: String) throws {
    #expect(try read(MarkedText(text)) == nil)
  }

  /// A reused reader keeps nothing from the previous line, accepted or not.
  @Test func eventReaderKeepsNothingOfThePreviousLine() throws {
    var reader = EventReader()
    let full = MarkedText(eventText(data: #"{"taskGroup":"\#(digits("a"))"}"#))
    let bare = MarkedText(eventText())
    let faulty = MarkedText(eventText(data: #"{"group":1,"group":2,}"#))
    #expect(try reader.read(full.bytes.span)?.subject == Restriction(taskGroup: try id("a")))
    #expect(try reader.read(bare.bytes.span)?.subject == Restriction())
    #expect(throws: Rejection.self) { _ = try reader.read(faulty.bytes.span) }
    #expect(try reader.read(bare.bytes.span)?.subject == Restriction())
    #expect(try reader.read([UInt8](" ".utf8).span) == nil)
    #expect(throws: Rejection(.missing(.event(.company)), at: 0)) {
      _ = try reader.read([UInt8]("{}".utf8).span)
    }
  }

  private func read(_ line: MarkedText) throws(Rejection) -> Event? {
    var reader = EventReader()
    return try reader.read(line.bytes.span)
  }
}
