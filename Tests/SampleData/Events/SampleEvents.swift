/// An endless sequence of events in the platform's shapes, determined by a seed.
///
/// Every event is acceptable: well-formed, its routed members present once each. Three or four in ten match a webhook of
/// ``SampleWebhooks``; some lack the member that a webhook asks for.
package struct SampleEvents {
  /// The source of everything random.
  var generator: SeededGenerator
  /// When the current event happens.
  var now: SampleMoment

  /// The sequence that `seed` determines, from its first event on.
  package init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    now = SampleMoment(milliseconds: 1_651_094_895_186)
  }

  /// The bytes of the next event, on one line, without a line feed.
  package mutating func next() -> [UInt8] {
    now.milliseconds += generator.number(in: 1...90_000)
    let company = generator.one(of: SampleCompany.traffic)
    let event = event(of: company)
    let companyID = generator.happens(inHundred: 4) ? company.id.uppercased() : company.id
    let members = event.members(
      in: generator.one(of: Self.orders), company: companyID, createdAt: now)
    return spelling(company: companyID).bytes(of: .object(members))
  }

  private mutating func event(of company: SampleCompany) -> SampleEvent {
    switch generator.one(of: Self.traffic) {
    case .task: taskEvent(of: company)
    case .survey: surveyEvent(of: company)
    case .user: userEvent(of: company)
    case .property: propertyEvent(of: company)
    case .note: noteEvent(of: company)
    case .logout: logoutEvent()
    case .unrecognized: unrecognizedEvent()
    }
  }

  private mutating func spelling(company: String) -> SampleSpelling {
    var spelling = generator.one(of: Self.spellings)
    spelling.escapesSlashes = generator.happens(inHundred: 10)
    if generator.happens(inHundred: 10) {
      spelling.escapedString = generator.one(of: Self.routedStrings + [company])
    }
    return spelling
  }

  private enum Kind {
    case task
    case survey
    case user
    case property
    case note
    case logout
    case unrecognized
  }

  /// How often each kind of event happens, in percent.
  private static let traffic: [(value: Kind, weight: Int)] = [
    (.task, 50), (.survey, 15), (.user, 12), (.property, 9), (.note, 6), (.logout, 5),
    (.unrecognized, 3),
  ]

  /// The orders of an event's members; in the last two, `company` comes after `data`.
  private static let orders: [(value: [SampleEvent.Name], weight: Int)] = [
    ([.company, .type, .extraData, .createdAt, .data, .event, .diff], 45),
    ([.company, .type, .event, .createdAt, .data, .diff, .extraData], 30),
    ([.type, .event, .data, .diff, .extraData, .createdAt, .company], 15),
    ([.data, .diff, .createdAt, .extraData, .event, .company, .type], 10),
  ]

  /// The spellings of events, weighted; the first is the platform's.
  private static let spellings: [(value: SampleSpelling, weight: Int)] = [
    (SampleSpelling(), 74),
    (SampleSpelling(escapesNonASCII: true), 10),
    (SampleSpelling(colon: ": ", comma: ", "), 8),
    (SampleSpelling(colon: ": ", comma: ", ", escapesNonASCII: true), 3),
    (SampleSpelling(colon: " :\t", comma: " , ", margins: ("\t ", "")), 2),
    (SampleSpelling(margins: ("  ", " \t")), 3),
  ]

  /// Names and strings that decide the routing of an event, and must still do so with an escape in them.
  private static let routedStrings = [
    "company", "company", "type", "event", "data", "taskGroup", "surveyId", "group", "COTTask",
    "COTSurvey", "create", "edit",
  ]
}
