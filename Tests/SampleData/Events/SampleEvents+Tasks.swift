// Events about tasks.

extension SampleEvents {
  /// An event about a task of `company`.
  mutating func taskEvent(of company: SampleCompany) -> SampleEvent {
    event(
      about: "COTTask", task(of: company),
      changes: [
        SampleChange(path: ["status"], previous: id(), changedTo: id()),
        SampleChange(path: ["smState"], previous: id(), changedTo: id()),
        SampleChange(path: ["assignee"], previous: id(), changedTo: id()),
        SampleChange(path: ["name"], previous: sentence(), changedTo: sentence()),
        SampleChange(path: ["endDate"], previous: .null, changedTo: earlier()),
        SampleChange(path: ["followers"], previous: ids(0...2), changedTo: ids(0...3)),
        SampleChange(path: ["extensions", "cost"], previous: 0, changedTo: generator.numeral()),
      ])
  }

  private mutating func task(of company: SampleCompany) -> SampleValue {
    [
      "_id": id(), "name": sentence(), "info": .string(generator.sentences(0...4)),
      "company": statedCompany(company), "taskGroup": one(of: company.taskGroups),
      "serial": .number(generator.number(in: 1...99_999)), "owner": "manual",
      "public": ["isActive": false, "language": "spanish", "title": "", "response": ""],
      "answers": ids(0...3), "indentation": 0, "isActive": true, "isValid": false,
      "activeSlas": ids(0...1), "validators": [], "editors": ids(1...2), "followers": ids(0...2),
      "visibility": [], "subscribers": [], "userList": ids(1...4), "color": "none",
      "formMessage": [], "language": "spanish", "relativeWeight": 1, "weight": 0,
      "assignee": id(), "createdBy": id(), "channel": id(), "asset": id(), "status": id(),
      "status1": id(), "status2": .null, "status3": id(), "smState": id(), "smStateMachine": id(),
      "startDate": earlier(), "endDate": earlier(), "createdAt": earlier(),
      "modifiedAt": .string(now.text), "closedAt": .null, "extensions": extensions(), "__v": 0,
    ]
  }

  /// What a company added to a task: mostly nothing, sometimes a cost and the outline of a place.
  private mutating func extensions() -> SampleValue {
    guard generator.happens(inHundred: 35) else { return [:] }
    let outline = (0..<generator.number(in: 3...6)).map { _ in position() }
    return [
      "cost": generator.numeral(),
      "place": [
        "type": "MultiPolygon",
        "coordinates": [[.array(outline)], [[position(), position(), position()]]],
      ],
    ]
  }

  /// A longitude and a latitude.
  private mutating func position() -> SampleValue {
    let (east, north) = (generator.number(in: 1000...9999), generator.number(in: 1000...9999))
    return [.verbatim("-70.\(east)"), .verbatim("-33.\(north)0")]
  }
}
