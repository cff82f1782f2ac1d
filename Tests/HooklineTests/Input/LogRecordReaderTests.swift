import Hookline
import JSONScanning
import SampleData
import Testing

/// What is read from a delivery log record, and each reason to reject one, at its place.
@Suite struct LogRecordReaderTests {
  private static let event = eventText()
  private static let webhook = "\"\(digits("1"))\""

  /// The text of a record; each argument is a member's value as JSON, and `nil` leaves the member out.
  private static func record(
    event: String? = event, subscription: String? = webhook, status: String? = "409",
    others: String = ""
  ) -> String {
    let members = [("event", event), ("subscription", subscription), ("status", status)]
    let texts = members.compactMap { name, value in value.map { "\"\(name)\":\($0)" } }
    return "{" + texts.joined(separator: ",") + others + "}"
  }

  private func read(_ text: [UInt8], readsOutcome: Bool = true) throws(Rejection) -> LogRecord? {
    var reader = LogRecordReader(readsOutcome: readsOutcome)
    return try reader.read(text.span)
  }

  @Test(arguments: [
    (record(), false), (record(status: "200"), true), (record(status: "209"), true),
    (record(status: "199"), false), (record(status: "210"), false), (record(status: "0"), false),
    (record(status: "-200"), false), (record(status: "2.0e2"), true), (record(status: "2e2"), true),
    (record(status: "290"), false),
    (record(status: "209.5"), false), (record(status: "1e999"), false),
    (record(status: "null"), false), (record(status: nil), false),
    (record(status: "\"200\""), true), (record(status: "\"2\\u00309\""), true),
    (record(status: "\"000\""), false), (record(status: "\"409\""), false),
    (record(status: "\"0000000200\""), true),
    (record(others: #","_id":null,"response":"a } b","company":5,"type":{},"data":[]"#), false),
    (
      #"{"a":{"event":5,"event":6},"\u0073tatus":200,"eve\u006et":\#(event),"subscription":"#
        + webhook + "}", true
    ),
  ])
  func recordIsReadWithItsEventAndStatus(text: String, isDelivered: Bool) throws {
    let bytes = Array(text.utf8)
    let record = try #require(try read(bytes))
    #expect(record.subscription == (try id("1")))
    #expect(record.isDelivered == isDelivered)
    #expect(record.event.company == (try id("c")))
    #expect((record.event.type, record.event.action) == (.task, .edit))
    #expect(bytes[record.event.extent].elementsEqual(Self.event.utf8))
    #expect(try read(bytes, readsOutcome: false)?.isDelivered == nil)
  }

  @Test(arguments: ["", " \t"]) func blankLineIsNoRecord(text: String) throws {
    #expect(try read(Array(text.utf8)) == nil)
  }

  /// Without `readsOutcome`, the status may be anything.
  @Test(arguments: [record(status: "\"\""), record(status: "true"), record(status: "{}")])
  func statusMayBeAnythingUnlessItIsRead(text: String) throws {
    #expect(try read(Array(text.utf8), readsOutcome: false) != nil)
    #expect(throws: Rejection.self) { try read(Array(text.utf8)) }
  }

  private static let rejected: [(text: String, cause: Rejection.Cause)] =
    ["✗[]", "✗5", " ✗null", "✗[\(record())]"].map { ($0, .notAnObject) }
    + [
      (record(others: ",✗\"event\":null"), .duplicate(.record(.event))),
      (record(others: ",✗\"subscription\":5"), .duplicate(.record(.subscription))),
      (record(others: ",✗\"stat\\u0075s\":5"), .duplicate(.record(.status))),
      (record(others: ",\"createdAt\":1,✗\"createdAt\":1"), .duplicate(.record(.createdAt))),
      (record(event: eventText(others: "✗\"type\":5")), .duplicate(.recordedEvent(.type))),
      (
        record(event: eventText(data: "{\"group\":1,✗\"group\":1}"), others: ",\"event\":1"),
        .duplicate(.recordedEvent(.group))
      ),
      // Other names may be repeated outside the event.
      ("✗{\"company\":1,\"company\":2,\"data\":1,\"data\":2}", .missing(.record(.event))),
    ] + [
      (" ✗{}", .missing(.record(.event))),
      ("✗" + record(event: nil, subscription: nil, status: nil), .missing(.record(.event))),
      ("✗" + record(subscription: nil, status: nil), .missing(.record(.subscription))),
      (record(event: "✗" + eventText(company: nil)), .missing(.recordedEvent(.company))),
      (record(event: "✗" + eventText(type: nil)), .missing(.recordedEvent(.type))),
      (record(event: "✗{}", subscription: "7"), .missing(.recordedEvent(.company))),
      // The record has these members, but its event does not.
      (
        record(event: "✗{}", others: ",\"company\":1,\"type\":2"),
        .missing(.recordedEvent(.company))
      ),
    ]
    + ["5", "null", "[]", "\"\"", "[\(event)]"].map {
      (record(event: "✗" + $0, subscription: "5"), .invalid(.record(.event)))
    }
    + ["5", "null", "\"6268\"", "{\"$oid\":\(webhook)}", "\"\(digits("1"))0\""].map {
      (record(subscription: "✗" + $0, status: "true"), .invalid(.record(.subscription)))
    }
    + [
      "\"\"", "\"2e2\"", "\"-200\"", "\"200 \"", "true", "{}",
      "1" + String(repeating: "0", count: 64),
      "\"" + String(repeating: "0", count: 65) + "\"",
    ].map {
      (record(event: eventText(company: "5"), status: "✗" + $0), .invalid(.record(.status)))
    }
    + [
      (record(event: eventText(company: "✗5")), .invalid(.recordedEvent(.company))),
      (record(event: eventText(event: "✗{}")), .invalid(.recordedEvent(.event))),
    ]

  @Test(arguments: rejected)
  func recordIsRejectedWithCauseAndPlace(notation: String, cause: Rejection.Cause) throws {
    let text = MarkedText(notation)
    // For a member missing from the record the offset is 0, for one missing from its event that of the event.
    let offset = try #require(text.offsets(of: "✗").first)
    let isRecordMissing = if case .missing(.record) = cause { true } else { false }
    #expect(throws: Rejection(cause, at: isRecordMissing ? 0 : offset)) { try read(text.bytes) }
  }

  /// An event may be as deep in a record as in a line of its own, and no deeper.
  @Test(arguments: [(0, true), (1, false)]) func recordIsNoLevelOfNesting(more: Int, isRead: Bool) {
    let depth = Scanner.maximumDepth - 1 + more
    let value = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let record = Array(Self.record(event: eventText(data: value)).utf8)
    #expect(((try? read(record)) != nil) == isRead)
    let line = Array(eventText(data: value).utf8)
    var reader = EventReader()
    let isEvent = (try? reader.read(line.span)) != nil
    #expect(isEvent == isRead)
  }

  @Test(arguments: [
    (Rejection.Cause.missing(.record(.subscription)), "subscription is missing"),
    (.missing(.recordedEvent(.event)), "event.event is missing"),
    (.duplicate(.recordedEvent(.taskGroup)), "event.data.taskGroup is given twice"),
    (.invalid(.record(.event)), "event must be an object"),
    (
      .invalid(.record(.status)),
      "status must be a number, digits in a string or null, of at most 64 characters"
    ),
    (
      .invalid(.record(.subscription)),
      "subscription must be an ObjectId, 24 hexadecimal digits in double quotes"
    ),
    (
      .invalid(.recordedEvent(.company)),
      "event.company must be an ObjectId, 24 hexadecimal digits in double quotes"
    ),
  ])
  func recordRejectionSaysWhatIsWrong(cause: Rejection.Cause, words: String) {
    #expect("\(Rejection(cause, at: 0))" == words)
  }
}
