// Events about answered surveys.

extension SampleEvents {
  /// An event about a survey that was answered in `company`.
  mutating func surveyEvent(of company: SampleCompany) -> SampleEvent {
    let count = generator.number(in: generator.one(of: Self.messageCounts))
    var members: [SampleValue.Member] = [
      ("surveyId", one(of: company.surveys)),
      ("surveyData", .array((0..<count).map { _ in message(of: company) })),
    ]
    if generator.happens(inHundred: 90) {
      let group = generator.happens(inHundred: 95) ? one(of: company.groups) : .null
      members.append(("group", group))
    }
    return event(
      about: "COTSurvey", .object(members),
      changes: [
        SampleChange(
          path: ["surveyData"], previous: [message(of: company)],
          changedTo: [message(of: company), message(of: company)])
      ])
  }

  /// How many messages an answered survey has, one per question.
  private static let messageCounts: [(value: ClosedRange<Int>, weight: Int)] = [
    (1...3, 50), (4...9, 38), (10...24, 12),
  ]

  /// A chat message that holds the answer to one question.
  private mutating func message(of company: SampleCompany) -> SampleValue {
    let question = id()
    return [
      "_id": id(), "channel": id(), "sentBy": id(), "contentArray": [id(), question],
      "contentType": "application/vnd.cotalker.survey",
      "createdAt": .number(now.milliseconds - generator.number(in: 0...90_000)),
      "form": ["id": id(), "createdAt": earlier(), "modifiedAt": [earlier()]],
      "responses": [["cref": question, "cdata": [answer(of: company)]]],
      "reactions": ["+1": ids(0...1)], "isActive": true, "isHidden": false, "isSaved": 16,
      "modifiedAt": .string(now.text),
    ]
  }

  /// An answer: text, which is the JSON text of an element if one was chosen.
  private mutating func answer(of company: SampleCompany) -> SampleValue {
    guard generator.happens(inHundred: 30) else { return .string(generator.sentences(1...3)) }
    let spelling = SampleSpelling()
    return .string(String(decoding: spelling.bytes(of: element(of: company)), as: UTF8.self))
  }
}
