// What tests, fuzzing and the benchmark read. All that is random is determined by a seed, so that a failure can be repeated.
//
//     Events    events and delivery log records in the platform's shapes
//     Webhooks  the definitions that go with them, and few ids that many webhooks and events share
//     Values    JSON values, and the ways to write them
//     Texts     tables of JSON texts with the expected judgement, and the notation for bytes and places in them
//     Lines     lines that are hard for a kernel: corrupted, or across the edges of its steps and windows
//     Random    the random generator, sizes of tests, and how a failing input is made smaller

/// The contents of the sample files in `fixtures/`.
package enum Fixtures {
  /// The contents of `webhooks.json`.
  package static func webhooks() -> [UInt8] {
    SampleWebhooks().text()
  }

  /// The contents of `events.ndjson`: the documented events, then random ones, each with a line feed.
  package static func events() -> [UInt8] {
    let lineFeed = UInt8(ascii: "\n")
    var text = documented.flatMap { SampleSpelling().bytes(of: $0) + [lineFeed] }
    var events = SampleEvents(seed: 2022)
    for _ in 0..<randomEventCount {
      text += events.next()
      text.append(lineFeed)
    }
    return text
  }

  private static let randomEventCount = 340

  /// The event in the platform's documentation, a task for the webhook in it, and a logout.
  private static let documented: [SampleValue] = [
    [
      "company": "625bc5429a54e8868bd89be2", "type": "COTUser", "event": "edit",
      "createdAt": "2022-04-27T21:28:15.186Z",
      "data": [
        "_id": "6261612a8f1e9999775c8be4", "email": "mechanic@example.com",
        "name": ["displayName": "", "names": "A", "lastName": "", "secondLastName": ""],
        "jobTitle": "mechanic", "modifiedAt": "2022-04-21T13:50:34.390Z",
      ],
      "diff": ["/name/names": ["previous": "A", "changedTo": "B"]], "extraData": .null,
    ],
    [
      "company": "625be93a286ef83c1c0e845f", "type": "COTTask", "event": "create",
      "createdAt": "2022-05-05T19:54:29.924Z",
      "data": [
        "_id": "62742b7562f37034d9399914", "name": "Equipo 1-A, sector 1",
        "taskGroup": "6261612a8f1e99002e5c8cce", "company": "625be93a286ef83c1c0e845f",
        "assignee": "6261612d9fa3b40007c2ecc1", "followers": [], "serial": 5, "closedAt": .null,
        "__v": 0,
      ],
      "extraData": .null,
    ],
    [
      "company": "625be93a286ef83c1c0e845f", "type": "Auth", "event": "logout",
      "createdAt": "2022-05-05T20:04:40.084Z", "data": .null,
      "extraData": ["userId": "6261612d9fa3b40007c2ecc1", "timestamp": 1_651_781_080_084],
    ],
  ]
}
