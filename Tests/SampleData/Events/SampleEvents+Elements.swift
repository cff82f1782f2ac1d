// Events about elements, which the platform also calls properties, and about notes.

extension SampleEvents {
  /// An event about an element of `company`.
  mutating func propertyEvent(of company: SampleCompany) -> SampleEvent {
    event(
      about: "COTProperty", element(of: company),
      changes: [
        SampleChange(
          path: ["name", "display"], previous: sentence(), changedTo: sentence()),
        SampleChange(
          path: ["schemaInstance", "price"], previous: generator.numeral(),
          changedTo: generator.numeral()),
        SampleChange(path: ["isActive"], previous: true, changedTo: false),
      ])
  }

  /// An element of a database of `company`.
  mutating func element(of company: SampleCompany) -> SampleValue {
    let code = "equipo_\(generator.number(in: 1...999))"
    return [
      "_id": id(), "name": ["code": .string(code), "display": sentence()],
      "propertyType": "location", "subproperty": ids(0...3), "company": statedCompany(company),
      "schemaInstance": [
        "price": generator.numeral(), "stock": generator.numeral(), "unit": "m³/h",
        "limits": [generator.numeral(), generator.numeral()],
      ],
      "isActive": true, "createdAt": earlier(), "modifiedAt": .string(now.text),
    ]
  }

  /// An event about a note that belongs to a task of `company`.
  mutating func noteEvent(of company: SampleCompany) -> SampleEvent {
    event(
      about: "COTNote", note(of: company),
      changes: [
        SampleChange(path: ["title"], previous: sentence(), changedTo: sentence()),
        SampleChange(
          path: ["content"], previous: .string(generator.document(blocks: 1...3)),
          changedTo: .string(generator.document(blocks: 1...4))),
      ])
  }

  private mutating func note(of company: SampleCompany) -> SampleValue {
    [
      "_id": id(), "title": sentence(), "description": sentence(), "isActive": true,
      "company": statedCompany(company),
      "context": ["task": ["taskId": id(), "taskGroupId": one(of: company.taskGroups)]],
      "content": .string(generator.document(blocks: 2...12)), "createdBy": id(),
      "createdAt": earlier(), "modifiedAt": .string(now.text), "__v": 0,
    ]
  }
}
