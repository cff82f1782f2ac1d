package import Hookline
internal import SampleData

/// What the contract says of a line, clause by clause: a second opinion that shares no code with the reader of events.
package enum TwinLine: Equatable {
  /// It holds nothing but white space.
  case blank
  /// It is no event, for this reason, from this byte on.
  case rejected(Rejection.Reason, at: Int)
  /// It is one.
  case event(TwinEvent)

  /// Judges `line`, which comes without its line end.
  package init(_ line: [UInt8]) {
    let (verdict, value) = TwinParser.judge(line, asLine: true)
    switch verdict {
    case .blank: self = .blank
    case .fault(_, let offset): self = .rejected(verdict.reason, at: offset)
    case .accepted(let extent): self = Self.judge(value, in: extent)
    }
  }

  private static func judge(_ value: TwinParser.Value, in extent: Range<Int>) -> TwinLine {
    guard case .object = value else { return .rejected(.notAnObject, at: extent.lowerBound) }
    if let offset = value.repetitionsInEvent.min() { return .rejected(.duplicateKey, at: offset) }
    if value.lacksField { return .rejected(.missingField, at: 0) }
    if let offset = value.firstInvalidField { return .rejected(.invalidField, at: offset) }
    return .event(TwinEvent(value, in: extent))
  }
}

/// What an event says that decides where it goes, read by the twin.
package struct TwinEvent: Equatable {
  /// The digits of the company's id in lower case.
  package let company: String?
  /// The kind of object.
  package let type: String?
  /// What happened.
  package let action: String?
  /// The ids of `data` that contexts can ask for, under the members' names; those that are said.
  package let said: [String: String]
  /// Where it stands in its line.
  package let extent: Range<Int>

  /// Takes what matters from an event's object.
  package init(_ value: TwinParser.Value, in extent: Range<Int>) {
    company = value.member("company")?.value.id
    type = value.member("type")?.value.text
    action = value.member("event")?.value.text
    let data = value.member("data")?.value
    said = ["taskGroup", "surveyId", "group"].reduce(into: [:]) { said, name in
      said[name] = data?.member(name)?.value.id
    }
    self.extent = extent
  }
}

extension TwinParser.Value {
  /// Where the members that decide stand a second time in an event.
  var repetitionsInEvent: [Int] {
    repetitions(of: ["company", "type", "event", "createdAt", "data"])
      + members.filter { $0.name == Array("data".utf8) }.flatMap {
        $0.value.repetitions(of: ["taskGroup", "surveyId", "group"])
      }
  }

  /// Whether an event has not all that it must have.
  var lacksField: Bool {
    ["company", "type", "event"].contains { member($0) == nil }
  }

  /// Where the first of these stands that is not what it must be.
  var firstInvalidField: Int? {
    ["company", "type", "event"].compactMap(member).first { member in
      member.name == Array("company".utf8) ? member.value.id == nil : member.value.text == nil
    }?.extent.lowerBound
  }

  /// Where the second of each of `names` stands.
  func repetitions(of names: [String]) -> [Int] {
    names.flatMap { name in
      members.filter { $0.name.elementsEqual(name.utf8) }.dropFirst().map(\.nameOffset)
    }
  }
}

extension Verdict {
  /// The reason that users see.
  var reason: Rejection.Reason {
    switch self {
    case .fault(.invalidUTF8, _): .invalidUTF8
    case .fault(.tooDeep, _): .tooDeep
    case .fault(.carriageReturn, _): .carriageReturn
    case .fault(.invalidJSON, _), .blank, .accepted: .invalidJSON
    }
  }
}
