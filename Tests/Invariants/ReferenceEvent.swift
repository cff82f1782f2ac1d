package import Hookline
internal import SampleData

/// The contract's verdict on a line, clause by clause: a second opinion that shares no code with the reader of events.
package enum ReferenceLine: Equatable {
  /// The line holds nothing but white space.
  case blank
  /// The line is rejected for this reason, at this offset.
  case rejected(Rejection.Reason, at: Int)
  /// The line is this event.
  case event(ReferenceEvent)

  /// Judges `line`, which must not include its line end.
  package init(_ line: [UInt8]) {
    let (verdict, value) = ReferenceParser.judge(line, asLine: true)
    switch verdict {
    case .blank: self = .blank
    case .fault(_, let offset): self = .rejected(verdict.reason, at: offset)
    case .accepted(let extent): self = Self.judge(value, in: extent)
    }
  }

  private static func judge(_ value: ReferenceParser.Value, in extent: Range<Int>) -> ReferenceLine
  {
    guard case .object = value else { return .rejected(.notAnObject, at: extent.lowerBound) }
    if let offset = value.repetitionsInEvent.min() { return .rejected(.duplicateKey, at: offset) }
    if value.lacksField { return .rejected(.missingField, at: 0) }
    if let offset = value.firstInvalidField { return .rejected(.invalidField, at: offset) }
    return .event(ReferenceEvent(value, in: extent))
  }
}

/// The parts of an event that decide its routing, read by the reference.
package struct ReferenceEvent: Equatable {
  /// The digits of the company's id in lower case, or `nil` if it is no ObjectId.
  package let company: String?
  /// The value of `type`, or `nil` if it is no string.
  package let type: String?
  /// The value of `event`, or `nil` if it is no string.
  package let action: String?
  /// The ids in `data` that contexts can ask for, in lower case, by member name; only values that are ObjectIds.
  package let present: [String: String]
  /// The names of the context members whose values in `data` the `diff` changes.
  package let changed: [String]
  /// The extent of the event's object in its line.
  package let extent: Range<Int>

  /// The event in `value`, the object in `extent`.
  package init(_ value: ReferenceParser.Value, in extent: Range<Int>) {
    company = value.member("company")?.value.id
    type = value.member("type")?.value.text
    action = value.member("event")?.value.text
    let data = value.member("data")?.value
    present = ["taskGroup", "surveyId", "group"].reduce(into: [:]) { present, name in
      present[name] = data?.member(name)?.value.id
    }
    let diff = value.member("diff")?.value
    changed = [("survey", "/surveyId"), ("group", "/group"), ("taskGroup", "/taskGroup")]
      .filter { diff?.member($0.1) != nil }.map(\.0)
    self.extent = extent
  }
}

extension ReferenceParser.Value {
  /// The offsets of repeated names among the members of an event that decide its routing.
  var repetitionsInEvent: [Int] {
    repetitions(of: ["company", "type", "event", "createdAt", "data"])
      + members.filter { $0.name == Array("data".utf8) }.flatMap {
        $0.value.repetitions(of: ["taskGroup", "surveyId", "group"])
      }
  }

  /// Whether a required member of an event is missing.
  var lacksField: Bool {
    ["company", "type", "event"].contains { member($0) == nil }
  }

  /// The offset of the first required value that is invalid, in the contract's order, or `nil`.
  var firstInvalidField: Int? {
    ["company", "type", "event"].compactMap(member).first { member in
      member.name == Array("company".utf8) ? member.value.id == nil : member.value.text == nil
    }?.extent.lowerBound
  }

  /// The offsets of the second and later occurrences of each of `names`.
  func repetitions(of names: [String]) -> [Int] {
    names.flatMap { name in
      members.filter { $0.name.elementsEqual(name.utf8) }.dropFirst().map(\.nameOffset)
    }
  }
}

extension Verdict {
  /// The reason that users see, which means something only for a fault.
  var reason: Rejection.Reason {
    switch self {
    case .fault(.invalidUTF8, _): .invalidUTF8
    case .fault(.tooDeep, _): .tooDeep
    case .fault(.carriageReturn, _): .carriageReturn
    case .fault(.invalidJSON, _), .blank, .accepted: .invalidJSON
    }
  }
}
