// Events about users, and events that no trigger covers.

extension SampleEvents {
  /// An event about a user of `company`.
  mutating func userEvent(of company: SampleCompany) -> SampleEvent {
    event(
      about: "COTUser", user(of: company),
      changes: [
        SampleChange(
          path: ["name", "names"], previous: .string(generator.person().names),
          changedTo: .string(generator.person().names)),
        SampleChange(path: ["accessRoles"], previous: ids(1...2), changedTo: ids(1...3)),
        SampleChange(path: ["properties"], previous: ids(0...3), changedTo: ids(0...3)),
        SampleChange(path: ["avatar"], previous: image(), changedTo: image()),
        SampleChange(path: ["jobTitle"], previous: "mecánico", changedTo: "jefa de turno"),
      ])
  }

  private mutating func user(of company: SampleCompany) -> SampleValue {
    let person = generator.person()
    let mailbox = generator.hexadecimalDigits()
    return [
      "_id": id(), "accessRoles": ids(1...2), "avatar": image(),
      "companies": [
        [
          "hierarchy": ["boss": ids(0...1), "peers": ids(0...2), "subordinate": ids(0...3)],
          "_id": id(), "companyId": .string(company.id),
        ]
      ],
      "createdAt": earlier(), "email": .string("\(mailbox)@example.com"),
      "emailIsVerified": false, "isActive": true, "job": id(), "jobTitle": "mecánico",
      "modifiedAt": .string(now.text),
      "name": [
        "displayName": .string("\(person.names) \(person.lastName) 🛠"),
        "names": .string(person.names), "lastName": .string(person.lastName),
        "secondLastName": "",
      ],
      "password": .string("made-up-\(generator.hexadecimalDigits())"), "phone": "+56 2 5550 0199",
      "properties": ids(0...4), "role": "user",
    ]
  }

  /// An event about a user's logout.
  mutating func logoutEvent() -> SampleEvent {
    SampleEvent(
      type: "Auth", event: "logout", data: .null,
      extraData: ["userId": id(), "timestamp": .number(now.milliseconds)])
  }

  /// An event that no trigger covers, though its type or its action alone may be known.
  mutating func unrecognizedEvent() -> SampleEvent {
    let (type, action) = generator.one(of: Self.unrecognized)
    return SampleEvent(
      type: type, event: action, data: ["_id": id(), "name": sentence(), "members": ids(0...4)])
  }

  private static let unrecognized = [
    ("COTChannel", "create"), ("COTGroup", "edit"), ("COTTask", "archive"), ("Auth", "login"),
    ("COTUser", "logout"), ("cottask", "edit"), ("COTMessage", "create"),
  ]
}
